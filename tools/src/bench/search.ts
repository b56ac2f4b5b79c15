import pg from 'pg';
import type { Figure } from '../stand/closing-line.js';
import { call } from '../stand/http-client.js';
import { makeSmallPark } from '../stand/small-park.js';
import { type Stand, startStand } from '../stand/stand.js';
import { Lots } from '../torture/lots.js';
import { cpuMs } from './cpu.js';
import { median, quantile, round, step } from './measure.js';
import { occupy, sizeOf } from './occupancies.js';
import { scaled } from './scale.js';

const sizes = scaled({
  smoke: [{ instruments: 2_000, occupancies: 20_000, limitMs: 60 }],
  usual: [
    { instruments: 245, occupancies: 2_000, limitMs: 20 },
    { instruments: 10_000, occupancies: 100_000, limitMs: 60 },
    { instruments: 100_000, occupancies: 1_000_000, limitMs: 60 },
  ],
  long: [
    { instruments: 245, occupancies: 2_000, limitMs: 20 },
    { instruments: 100_000, occupancies: 10_000_000, limitMs: 60 },
  ],
});
const rounds = 5;
const asked = 60;
const dayMs = 86_400_000;
/** Two characters that all names have, that few have, that none has; initials; Latin letters. */
const words = ['高效', '液相', 'gxyx', 'HPLC', '仪99', '质谱'];

type Size = (typeof sizes)[number];

interface Asked {
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
}

/** "Free in my window", a page of 50 with price, and words of two characters, at three sizes of inventory. */
export async function benchSearch(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of sizes) {
    const stand = await step('stand', () =>
      startStand({
        apis: 1,
        workers: 0,
        settings: { fsync: 'off', max_wal_size: '8GB', wal_level: 'minimal', max_wal_senders: '0' },
        env: { RATE_LIMIT_PER_MINUTE: '1000000000' },
      }),
    );
    const db = new pg.Pool({ connectionString: stand.databaseUrl, max: 2 });
    try {
      const park = await step(`${size.instruments} instruments`, () =>
        makeSmallPark(db, { companies: 20, instruments: size.instruments }),
      );
      // Ten ahead and about an instrument, however long its history: the density is the same at every size.
      await occupy(db, { occupancies: size.occupancies, everyDays: 40, aheadDays: 370 });
      figures.push({ name: `occupancies on disk, ${size.occupancies.toLocaleString('en')}`, figure: await sizeOf(db) });
      figures.push(...(await searches(stand, park.tenants[0]?.token ?? '', size)));
    } finally {
      await db.end();
      await stand.stop();
    }
  }
  return figures;
}

async function searches(stand: Stand, token: string, size: Size): Promise<Figure[]> {
  const lots = new Lots(7);
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  const window = (): string => {
    const from = Date.now() + lots.below(200) * dayMs;
    return `/instruments?from=${day(from)}&to=${day(from + (1 + lots.below(30)) * dayMs)}&limit=50`;
  };
  const wholeYear = `/instruments?from=${day(Date.now())}&to=${day(Date.now() + 360 * dayMs)}&limit=50`;
  const word = (n: number): string => `/instruments?q=${encodeURIComponent(words[n % words.length] ?? '')}&limit=50`;
  const name = `${size.instruments.toLocaleString('en')} instruments, ${size.occupancies.toLocaleString('en')} occupancies`;
  return [
    figure(`free in window, ${name}`, await step('free in window', () => ask(stand, token, window)), size.limitMs),
    // Nothing is free: only a look at every instrument can say so. Shown, not promised.
    figure(`nothing free, ${name}`, await step('nothing free', () => ask(stand, token, () => wholeYear, 3))),
    figure(`text search, ${name}`, await step('text search', () => ask(stand, token, word)), 30),
  ];
}

/** Medians of the rounds: one hiccup of a shared machine is the 99th percentile of its round. */
async function ask(stand: Stand, token: string, path: (n: number) => string, each = asked): Promise<Asked> {
  const once = async (n: number): Promise<number> => {
    const answer = await call(stand.apiUrls[0] ?? '', { method: 'GET', path: path(n), token });
    if (answer.status !== 200 || !Array.isArray(answer.body.items))
      throw new Error(`search: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
    return answer.milliseconds;
  };
  for (let n = 0; n < Math.min(20, each); n++) await once(n);
  const measured: Asked[] = [];
  for (let r = 0; r < rounds; r++) {
    const pids = [stand.apis[0]?.pid ?? 0, stand.postgres.pid];
    const before = cpuMs(pids);
    const milliseconds: number[] = [];
    for (let n = 0; n < each; n++) milliseconds.push(await once(n));
    measured.push({
      p50: quantile(milliseconds, 0.5),
      p99: quantile(milliseconds, 0.99),
      cpu: (cpuMs(pids) - before) / each,
    });
  }
  const of = (key: keyof Asked): number => median(measured.map((one) => one[key]));
  return { p50: of('p50'), p99: of('p99'), cpu: of('cpu') };
}

function figure(name: string, { p50, p99, cpu }: Asked, limitMs?: number): Figure {
  const text = `p50 ${round(p50)} ms, p99 ${round(p99)} ms, CPU ${round(cpu)} ms`;
  if (limitMs === undefined) return { name, figure: text };
  return { name: `${name} (p99 ≤ ${limitMs} ms)`, figure: text, verdict: p99 <= limitMs ? 'passed' : 'failed' };
}

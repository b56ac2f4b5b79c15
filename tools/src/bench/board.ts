import pg from 'pg';
import type { Figure } from '../stand/closing-line.js';
import { call } from '../stand/http-client.js';
import { makeSmallPark } from '../stand/small-park.js';
import { type Stand, startStand } from '../stand/stand.js';
import { cpuMs } from './cpu.js';
import { benchLarge, chunks } from './large-board.js';
import { type Load, load, median, round, step } from './measure.js';
import { makeReservations } from './reservations.js';

const rounds = 5;
const clients = 4;
const seconds = 2;
const days = 31;
const dayMs = 86_400_000;

/** What the board shows, asked of PostgreSQL directly: instruments with what stands on them, and whose it is. */
const bareSql = `
  SELECT i.id, i.asset_no, i.name_zh, i.name_en, i.model, c.name_zh category_zh, c.name_en category_en, i.status, x.taken
  FROM instrument i JOIN category c ON c.id = i.category_id
  LEFT JOIN (
    SELECT o.instrument_id, json_agg(json_build_array(extract(epoch FROM lower(o.period))::bigint, extract(epoch FROM upper(o.period))::bigint,
      r.status, r.kind, o.source_id, b.name_zh) ORDER BY lower(o.period)) taken
    FROM occupancy o JOIN reservation r ON r.id = o.source_id JOIN company b ON b.id = r.company_id
    WHERE o.period && tstzrange($1, $2) GROUP BY o.instrument_id) x ON x.instrument_id = i.id
  WHERE i.status <> 'retired' ORDER BY i.name_zh, i.id`;

/** The whole lab for a month, 245 instruments with about 2,000 occupancies, against the bare SQL; then 5,000 with a long history. */
export async function benchBoard(): Promise<Figure[]> {
  const { figures: small, chunk } = await benchSmall();
  return [...small, ...(await benchLarge(chunk))];
}

async function benchSmall(): Promise<{ figures: Figure[]; chunk: number }> {
  const stand = await step('stand', () =>
    startStand({ apis: 1, workers: 0, env: { RATE_LIMIT_PER_MINUTE: '1000000000' } }),
  );
  const db = new pg.Pool({ connectionString: stand.databaseUrl, max: clients });
  try {
    const park = await makeSmallPark(db, { companies: 50, instruments: 245 });
    await makeReservations(db);
    const from = new Date(Math.ceil(Date.now() / dayMs) * dayMs);
    const to = new Date(from.getTime() + days * dayMs);
    const ours: Measured[] = [];
    const bare: Measured[] = [];
    for (let n = 0; n <= rounds; n++) {
      await step(n === 0 ? 'warm up' : `round ${n} of ${rounds}`, async () => {
        const path = `/board?from=${from.toISOString().slice(0, 10)}&to=${to.toISOString().slice(0, 10)}&limit=300`;
        const page = await measured([stand.apis[0]?.pid ?? 0, stand.postgres.pid], () =>
          board(stand, path, park.manager.token),
        );
        const sql = await measured(
          [process.pid, stand.postgres.pid],
          async () => (await db.query({ name: 'board', text: bareSql, values: [from, to] })).rows.length === 245,
        );
        if (n === 0) return;
        ours.push(page);
        bare.push(sql);
      });
    }
    const chunk = await step('chunks of 60', () => chunks(stand, park.manager.token));
    return { figures: figures(ours, bare), chunk: chunk.p50 };
  } finally {
    await db.end();
    await stand.stop();
  }
}

async function board(stand: Stand, path: string, token: string): Promise<boolean> {
  const { status, body } = await call(stand.apiUrls[0] ?? '', { method: 'GET', path, token });
  return status === 200 && Array.isArray(body.items) && body.items.length === 245;
}

type Measured = Load & { readonly cpu: number };

async function measured(pids: readonly number[], ask: () => Promise<boolean>): Promise<Measured> {
  const before = cpuMs(pids);
  const done = await load(clients, seconds, ask);
  return { ...done, cpu: (cpuMs(pids) - before) / done.done };
}

function figures(ours: readonly Measured[], bare: readonly Measured[]): Figure[] {
  const of = (samples: readonly Measured[], key: keyof Measured): number => median(samples.map((s) => s[key]));
  const line = (samples: readonly Measured[]): string =>
    `${round(of(samples, 'perSecond'), 0)}/s, p50 ${round(of(samples, 'p50'))} ms, p99 ${round(of(samples, 'p99'))} ms, CPU ${round(of(samples, 'cpu'), 2)} ms`;
  const rate = of(ours, 'perSecond') / of(bare, 'perSecond');
  const cpu = of(ours, 'cpu');
  return [
    {
      name: `board, 245 instruments × ${days} days`,
      figure: line(ours),
      control: `bare SQL through pg: ${line(bare)}`,
    },
    {
      name: '  its rate against the bare SQL (≥ 0.4)',
      figure: round(rate, 2),
      verdict: rate >= 0.4 ? 'passed' : 'failed',
    },
    {
      name: '  CPU of all server processes (≤ 12 ms)',
      figure: `${round(cpu, 2)} ms`,
      verdict: cpu <= 12 ? 'passed' : 'failed',
    },
  ];
}

import { Agent, get, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Figure } from '../stand/closing-line.js';
import { call } from '../stand/http-client.js';
import { makeSmallPark, type SmallPark } from '../stand/small-park.js';
import { type Stand, startStand } from '../stand/stand.js';
import { cpuMs } from './cpu.js';
import { median, quantile, round, step } from './measure.js';
import { scaled } from './scale.js';

const pages = scaled({ smoke: 50, usual: 500, long: 500 });
const rounds = scaled({ smoke: 10, usual: 100, long: 300 });
const burst = 40;
const limitMs = 500;
const dayMs = 86_400_000;

/** When an instrument's change was answered, and when each page heard of it. */
class Heard {
  private readonly at = new Map<number, number[]>();

  note(instrument: number): void {
    const now = performance.now();
    const times = this.at.get(instrument) ?? [];
    this.at.set(instrument, times);
    times.push(now);
  }

  /** Milliseconds from a moment to each page's hearing of it; waits until all have, ten seconds at most. */
  async since(instrument: number, moment: number): Promise<number[]> {
    for (let n = 0; n < 2_000 && (this.at.get(instrument)?.length ?? 0) < pages; n++) await wait(5);
    const times = this.at.get(instrument) ?? [];
    if (times.length < pages) throw new Error(`${pages - times.length} of ${pages} pages never heard`);
    return times.map((time) => Math.max(0, time - moment));
  }

  forget(): void {
    this.at.clear();
  }
}

/**
 * Open pages on two API processes; somebody reserves. From the answer (the commit lies before it) to each page, and to
 * the last of them; one change after the other, and then forty at once.
 */
export async function benchLive(): Promise<Figure[]> {
  const stand = await step('stand', () =>
    startStand({ apis: 2, workers: 1, env: { RATE_LIMIT_PER_MINUTE: '1000000000' } }),
  );
  const db = new pg.Pool({ connectionString: stand.databaseUrl, max: 2 });
  const heard = new Heard();
  const open: IncomingMessage[] = [];
  try {
    const park = await makeSmallPark(db, { companies: 50, instruments: 400 });
    await step(`${pages} pages`, () => openPages(stand, park, heard, open));
    await step('warm up', () => oneByOne(stand, park, heard, { from: 0, count: 10 }));
    const pids = [...stand.apis.map((api) => api.pid), stand.postgres.pid];
    const before = cpuMs(pids);
    const single = await step('one after the other', () => oneByOne(stand, park, heard, { from: 10, count: rounds }));
    const cpu = (cpuMs(pids) - before) / rounds;
    const many = await step(`${burst} at once`, () => allAtOnce(stand, park, heard));
    const verdict = quantile(single.all, 0.99) <= limitMs ? 'passed' : 'failed';
    return [
      { name: `commit to ${pages} open pages (p99 ≤ ${limitMs} ms)`, figure: words(single.all), verdict },
      { name: '  to the last page', figure: words(single.last) },
      { name: '  CPU of a change with all its pages', figure: `${round(cpu)} ms` },
      // Shown, not promised: all that is reserved at once also waits for the same two processes.
      { name: `  ${burst} changes at once, each page and each change`, figure: words(many) },
    ];
  } finally {
    for (const page of open) page.destroy();
    await db.end();
    await stand.stop();
  }
}

const words = (times: readonly number[]): string =>
  `p50 ${round(median(times))} ms, p99 ${round(quantile(times, 0.99))} ms, last ${round(quantile(times, 1))} ms`;

async function openPages(stand: Stand, park: SmallPark, heard: Heard, open: IncomingMessage[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  for (let n = 0; n < pages; n++) {
    const url = `${stand.apiUrls[n % stand.apiUrls.length]}/api/v1/live`;
    const token = park.tenants[n % park.tenants.length]?.token ?? '';
    open.push(
      await new Promise<IncomingMessage>((done, failed) => {
        get(url, { agent, headers: { cookie: `sid=${token}`, accept: 'text/event-stream' } }, done).on('error', failed);
      }),
    );
    listen(open.at(-1), heard);
  }
  await wait(500);
}

/** Reads events as a browser does: blocks parted by an empty line. */
function listen(page: IncomingMessage | undefined, heard: Heard): void {
  let rest = '';
  page?.setEncoding('utf8');
  page?.on('error', () => undefined);
  page?.on('data', (chunk: string) => {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const instrument = /"instrumentId":(\d+)/.exec(block)?.[1];
      if (instrument && /^event: occupancy$/m.test(block)) heard.note(Number(instrument));
    }
  });
}

const tomorrow = Math.ceil(Date.now() / dayMs) * dayMs + dayMs;
let serial = 0;

async function reserve(stand: Stand, park: SmallPark, n: number): Promise<{ instrument: number; at: number }> {
  const instrument = park.instruments[n % park.instruments.length] ?? 0;
  const start = tomorrow + Math.floor(serial++ / park.instruments.length) * 3_600_000;
  const [startsAt, endsAt] = [start, start + 3_600_000].map((at) => new Date(at).toISOString());
  const body = { instrumentId: instrument, kind: 'session', startsAt, endsAt };
  const token = park.tenants[n % park.tenants.length]?.token ?? '';
  const answer = await call(stand.apiUrls[n % 2] ?? '', { method: 'POST', path: '/reservations', token, body });
  if (answer.status !== 201) throw new Error(`reserve: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`);
  return { instrument, at: performance.now() };
}

async function oneByOne(
  stand: Stand,
  park: SmallPark,
  heard: Heard,
  { from, count }: { from: number; count: number },
): Promise<{ all: number[]; last: number[] }> {
  const all: number[] = [];
  const last: number[] = [];
  for (let n = from; n < from + count; n++) {
    heard.forget();
    const { instrument, at } = await reserve(stand, park, n);
    const times = await heard.since(instrument, at);
    all.push(...times);
    last.push(Math.max(...times));
    await wait(20);
  }
  return { all, last };
}

async function allAtOnce(stand: Stand, park: SmallPark, heard: Heard): Promise<number[]> {
  heard.forget();
  const changes = await Promise.all(Array.from({ length: burst }, (_, n) => reserve(stand, park, 300 + n)));
  const times = await Promise.all(changes.map(({ instrument, at }) => heard.since(instrument, at)));
  return times.flat();
}

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Figure } from '../stand/closing-line.js';
import { call } from '../stand/http-client.js';
import { makeSmallPark, type SmallPark } from '../stand/small-park.js';
import { type Stand, startStand } from '../stand/stand.js';
import { startNode } from '../start/node-child.js';
import { someFreePort } from '../start/ports.js';
import { repositoryRoot } from '../start/repository.js';
import { cpuMs } from './cpu.js';
import { load, median, round, step } from './measure.js';

const clients = 8;
const seconds = 4;
const rounds = 5;
const hourMs = 3_600_000;
const bareTable = `
  CREATE TABLE bare_occupancy (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, instrument_id bigint NOT NULL, period tstzrange NOT NULL,
    EXCLUDE USING gist (instrument_id WITH =, period WITH &&))`;

interface Bare {
  readonly url: string;
  readonly child: ReturnType<typeof startNode>;
}

interface Sample {
  readonly perSecond: number;
  readonly cpu: number;
  readonly p50: number;
  readonly p99: number;
}

/** Creating a reservation with everything in, against a bare insert over HTTP and against pgbench on the same server, in interleaved rounds. */
export async function benchCreate(): Promise<Figure[]> {
  const stand = await step('stand', () =>
    startStand({ apis: 1, workers: 0, env: { RATE_LIMIT_PER_MINUTE: '1000000000' } }),
  );
  const db = new pg.Pool({ connectionString: stand.databaseUrl, max: 2 });
  const bare = await startBare(stand);
  try {
    await db.query(bareTable);
    // As many companies as keep each at a plausible number of open reservations: the rules count them.
    const park = await makeSmallPark(db, { companies: 500, instruments: 245 });
    await step('warm up, and let PostgreSQL see tables that are not empty', () => warmUp(stand, db, park, bare));
    const ours: Sample[] = [];
    const refused: Sample[] = [];
    const bareHttp: Sample[] = [];
    const bench: number[] = [];
    for (let n = 0; n < rounds; n++) {
      await step(`round ${n + 1} of ${rounds}`, async () => {
        ours.push(await createRound(stand, park));
        bareHttp.push(await bareRound(stand, bare));
        refused.push(await refuseRound(stand, park));
        bench.push(pgbench(stand));
      });
    }
    return figures(ours, refused, bareHttp, bench);
  } finally {
    await bare.child.stop();
    await db.end();
    await stand.stop();
  }
}

/** Statements are planned when they have run a few times; on empty tables the plans would be for empty tables. */
async function warmUp(stand: Stand, db: pg.Pool, park: SmallPark, bare: Bare): Promise<void> {
  for (let n = 0; n < 2; n++) {
    await createRound(stand, park);
    await bareRound(stand, bare);
    await db.query('ANALYZE');
  }
}

const base = Math.ceil(Date.now() / hourMs) * hourMs + 24 * hourMs;

/** Slots that nobody else asks for. */
function slot(n: number, instruments: number): { index: number; start: string; end: string } {
  const start = base + Math.floor(n / instruments) * hourMs;
  return { index: n % instruments, start: new Date(start).toISOString(), end: new Date(start + hourMs).toISOString() };
}

let nextSlot = 0;
async function createRound(stand: Stand, park: SmallPark): Promise<Sample> {
  return sample([stand.apis[0]?.pid ?? 0, stand.postgres.pid], (n) => {
    const { index, start, end } = slot(nextSlot++, park.instruments.length);
    return create(stand, park, n, index, start, end).then((status) => status === 201);
  });
}

/** Everybody wants what the first round took. */
async function refuseRound(stand: Stand, park: SmallPark): Promise<Sample> {
  return sample([stand.apis[0]?.pid ?? 0, stand.postgres.pid], (n) => {
    const { index, start, end } = slot(n % park.instruments.length, park.instruments.length);
    return create(stand, park, n, index, start, end).then((status) => status === 409);
  });
}

async function create(
  stand: Stand,
  park: SmallPark,
  n: number,
  index: number,
  startsAt: string,
  endsAt: string,
): Promise<number> {
  const tenant = park.tenants[n % park.tenants.length];
  const body = { instrumentId: park.instruments[index], kind: 'session', startsAt, endsAt, purpose: '方法开发' };
  return (
    await call(stand.apiUrls[0] ?? '', { method: 'POST', path: '/reservations', token: tenant?.token ?? '', body })
  ).status;
}

let nextBare = 0;
async function bareRound(stand: Stand, bare: Bare): Promise<Sample> {
  return sample([bare.child.pid, stand.postgres.pid], async () => {
    const { index, start, end } = slot(nextBare++, 245);
    return (
      (
        await call(bare.url, {
          method: 'POST',
          path: '/bare',
          token: '',
          body: { instrumentId: index + 1, start, end },
        })
      ).status === 201
    );
  });
}

async function sample(pids: number[], ask: (n: number) => Promise<boolean>): Promise<Sample> {
  const before = cpuMs(pids);
  const { perSecond, p50, p99, done } = await load(clients, seconds, ask);
  return { perSecond, p50, p99, cpu: (cpuMs(pids) - before) / done };
}

async function startBare(stand: Stand): Promise<Bare> {
  const port = await someFreePort();
  const script = join(repositoryRoot, 'tools/dist/bench/bare-server.js');
  const child = startNode({
    script,
    env: { ...process.env, DATABASE_URL: stand.databaseUrl, PORT: String(port) },
    memoryMb: 512,
    logFile: join(stand.folder, 'bare.log'),
  });
  for (let n = 0; n < 100 && !child.ready; n++) await new Promise((done) => setTimeout(done, 100));
  return { url: `http://127.0.0.1:${port}`, child };
}

let benchRound = 0;
/** Inserts a second with pgbench, 8 clients; NaN where the machine has no pgbench. */
function pgbench(stand: Stand): number {
  const script = join(stand.folder, 'insert.sql');
  const offset = 10_000_000 * ++benchRound;
  writeFileSync(
    script,
    `\\set instrument random(1000, 9999)\n\\set hour random(1, 4000000)\nINSERT INTO bare_occupancy (instrument_id, period) VALUES (${offset} + :instrument, tstzrange('2030-01-01'::timestamptz + :hour * interval '1 h', '2030-01-01'::timestamptz + (:hour + 1) * interval '1 h')) ON CONFLICT DO NOTHING;\n`,
  );
  try {
    const output = execFileSync(
      'pgbench',
      ['-n', '-f', script, '-c', String(clients), '-j', '2', '-T', String(seconds), stand.databaseUrl],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    return Number(/tps = ([\d.]+)/.exec(output)?.[1] ?? Number.NaN);
  } catch {
    return Number.NaN;
  }
}

function figures(ours: Sample[], refused: Sample[], bare: Sample[], bench: number[]): Figure[] {
  const of = (samples: Sample[], key: keyof Sample): number => median(samples.map((s) => s[key]));
  const line = (samples: Sample[]): string =>
    `${round(of(samples, 'perSecond'), 0)}/s, p50 ${round(of(samples, 'p50'))} ms, p99 ${round(of(samples, 'p99'))} ms, CPU ${round(of(samples, 'cpu'), 2)} ms`;
  const rate = of(ours, 'perSecond') / of(bare, 'perSecond');
  const tail = of(ours, 'p99') / of(bare, 'p99');
  const refusal = of(refused, 'perSecond') / of(ours, 'perSecond');
  const verdict = (good: boolean): 'passed' | 'failed' => (good ? 'passed' : 'failed');
  return [
    { name: 'create a reservation, everything in', figure: line(ours), control: `bare Fastify + pg: ${line(bare)}` },
    { name: '  its rate against bare Fastify + pg (≥ 0.35)', figure: round(rate, 2), verdict: verdict(rate >= 0.35) },
    { name: '  its p99 against the bare one (≤ 5)', figure: round(tail, 2), verdict: verdict(tail <= 5) },
    {
      name: '  CPU of all server processes (≤ 3 ms)',
      figure: `${round(of(ours, 'cpu'), 2)} ms`,
      verdict: verdict(of(ours, 'cpu') <= 3),
    },
    {
      name: '  its rate against pgbench, bare insert',
      figure: Number.isNaN(median(bench)) ? 'no pgbench here' : round(of(ours, 'perSecond') / median(bench), 3),
      control: `${round(median(bench), 0)}/s`,
    },
    { name: 'refusal with alternatives', figure: line(refused) },
    { name: '  its rate against create (≥ 0.5)', figure: round(refusal, 2), verdict: verdict(refusal >= 0.5) },
  ];
}

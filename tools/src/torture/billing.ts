import { setTimeout as wait } from 'node:timers/promises';
import { createPostgresBackend, Queue, setDefaultBackendFactory } from 'bullmq';
import pg from 'pg';
import { type Figure, printFigures } from '../stand/closing-line.js';
import { call } from '../stand/http-client.js';
import { makeRentals } from '../stand/rentals.js';
import { makeSmallPark, type SmallPark } from '../stand/small-park.js';
import { type Stand, startStand } from '../stand/stand.js';
import { type StandProcess, startStandWorker } from '../stand/stand-process.js';
import { type Checked, checkInvariants, invariantFigures } from './check-invariants.js';
import { Lots } from './lots.js';
import type { RigOptions } from './rig-options.js';

const months = ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08'];
const lostSql = `
  SELECT count(*)::int n FROM billing_run_company WHERE status NOT IN ('invoiced', 'nothing')`;
const doubledSql = `
  SELECT count(*)::int n FROM (SELECT FROM charge GROUP BY source_kind, source_id, company_id, component, segment, month, revision HAVING count(*) > 1) x`;
const gapSql = `
  SELECT coalesce(sum(top - n + twice), 0)::int n
  FROM (SELECT max(sequence) top, count(*) n, count(*) - count(DISTINCT sequence) twice FROM invoice WHERE number IS NOT NULL GROUP BY series, year) x`;
/** Everything an invoice says, numbers and lines included, without the rows' internal ids. */
const documentsSql = `
  SELECT encode(sha256(convert_to(string_agg(document, E'\\n' ORDER BY document), 'UTF8')), 'hex') digest, count(*)::int n
  FROM (SELECT concat_ws('|', i.number, i.issued_at, i.due_on, i.month, i.net_fen, i.tax_fen, i.gross_fen, i.buyer, i.seller, encode(i.content_hash, 'hex'),
          (SELECT string_agg(concat_ws(',', c.line_no, c.source_id, c.component, c.segment, c.month, c.amount_fen, c.tax_fen, c.explanation), ';' ORDER BY c.line_no)
           FROM charge c WHERE c.invoice_id = i.id)) document
        FROM invoice i WHERE i.number IS NOT NULL) d`;

interface Outcome {
  readonly digest: string;
  readonly invoices: number;
  readonly lost: number;
  readonly doubled: number;
  readonly gaps: number;
  readonly invariants: readonly Checked[];
}

/**
 * Five monthly runs, each planned and then worked off twice from the same copy of the database: once by one undisturbed worker,
 * once by workers that are killed with -9 at random while every job is delivered several times. Both must leave the same invoices, to the byte.
 * The control breaks the finished run by hand (a doubled line, a lost one, a gap); the same checks must then complain.
 */
export async function billing({ long, seed }: RigOptions): Promise<boolean> {
  const size = long
    ? { kills: 200, workers: 4, copies: 10, rentals: 12_000 }
    : { kills: 24, workers: 2, copies: 4, rentals: 3_000 };
  const stand = await startStand({ apis: 1, workers: 0, env: { RATE_LIMIT_PER_MINUTE: '1000000000' } });
  try {
    const park = await prepare(stand, size.rentals);
    await planAll(stand, park);
    await stand.apis[0]?.stop();
    const copyUrl = await copyDatabase(stand.databaseUrl);
    const clean = await workOff(stand, stand.databaseUrl, { ...size, kills: 0, copies: 1, workers: 1 }, seed);
    const killed = await workOff(stand, copyUrl, size, seed);
    const again = await workOff(stand, copyUrl, { ...size, kills: 0 }, seed);
    const control = await breakByHand(copyUrl);
    return report({ clean, killed, again, control, seed, size });
  } finally {
    await stand.stop();
  }
}

async function prepare(stand: Stand, rentals: number): Promise<SmallPark> {
  const db = new pg.Pool({ connectionString: stand.databaseUrl, max: 2 });
  try {
    const park = await makeSmallPark(db, { companies: Math.ceil(rentals / 10), instruments: rentals });
    const companies = park.tenants.map((t) => t.companyId);
    await makeRentals(db, {
      count: rentals,
      companies,
      members: park.tenants.map((t) => t.memberId),
      instruments: park.instruments,
      from: '2026-03-03',
    });
    return park;
  } finally {
    await db.end();
  }
}

/** With no worker about, a started run is only its plan. */
async function planAll(stand: Stand, park: SmallPark): Promise<void> {
  for (const month of months) {
    const answer = await call(stand.apiUrls[0] ?? '', {
      method: 'POST',
      path: `/months/${month}/run`,
      token: park.finance.token,
      body: {},
    });
    if (answer.status >= 300) throw new Error(`run of ${month}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}

async function copyDatabase(url: string): Promise<string> {
  const copy = new URL(url);
  const name = copy.pathname.slice(1);
  copy.pathname = '/postgres';
  const admin = new pg.Client({ connectionString: copy.href });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}_copy TEMPLATE ${name} STRATEGY file_copy`);
  await admin.end();
  copy.pathname = `/${name}_copy`;
  return copy.href;
}

interface Disturbance {
  readonly kills: number;
  readonly workers: number;
  readonly copies: number;
}

async function workOff(
  stand: Stand,
  url: string,
  { kills, workers, copies }: Disturbance,
  seed: number,
): Promise<Outcome & { kills: number }> {
  const db = new pg.Pool({ connectionString: url, max: 3 });
  const env = { ...process.env, DATABASE_URL: url, PARKBENCH_DATA_DIR: stand.folder, REDIS_URL: undefined };
  const running: StandProcess[] = [];
  try {
    await deliver(url, db, copies);
    for (let n = 0; n < workers; n++)
      running.push(await startStandWorker(`billing-worker-${n}`, stand.folder, env as NodeJS.ProcessEnv));
    const killed = await killAtRandom(db, running, kills, new Lots(seed), () => deliver(url, db, copies));
    await finished(db);
    return { ...(await outcome(db)), kills: killed };
  } finally {
    for (const worker of running) await worker.stop();
    await db.end();
  }
}

/** Puts every run's job into the queue as often as asked, on top of what is there. */
async function deliver(url: string, db: pg.Pool, copies: number): Promise<void> {
  setDefaultBackendFactory(createPostgresBackend as never);
  const pool = new pg.Pool({ connectionString: url, options: '-c search_path=bullmq', max: 2 });
  const queue = new Queue('billing-run', { connection: pool as never });
  const { rows } = await db.query<{ id: string }>('SELECT id FROM billing_run');
  for (let n = 0; n < copies; n++) {
    for (const { id } of rows)
      await queue.add('work', { runId: Number(id) }, { removeOnComplete: true, removeOnFail: true });
  }
  await queue.close();
  await pool.end();
}

/** Lets all workers live for a random moment each and kills them, again and again; a kill counts only while there is something to interrupt. */
async function killAtRandom(
  db: pg.Pool,
  workers: StandProcess[],
  kills: number,
  lots: Lots,
  again: () => Promise<void>,
): Promise<number> {
  let killed = 0;
  for (let life = 1; killed < kills && !(await isOver(db)); life++) {
    const ends = await Promise.all(
      workers.map(async (worker) => {
        await wait(lots.below(120));
        const counts = !(await isOver(db));
        await worker.kill9();
        return counts ? 1 : 0;
      }),
    );
    killed += ends.reduce((sum: number, one) => sum + one, 0);
    if (life % 3 === 0) await again();
    await Promise.all(workers.map((worker) => worker.restart()));
  }
  return killed;
}

async function isOver(db: pg.Pool): Promise<boolean> {
  const { rows } = await db.query(`SELECT 1 FROM billing_run WHERE status <> 'done'`);
  return rows.length === 0;
}

async function finished(db: pg.Pool): Promise<void> {
  for (let n = 0; n < 1_200; n++) {
    if (await isOver(db)) return;
    await wait(250);
  }
  throw new Error('the runs did not end within five minutes');
}

async function outcome(db: pg.Pool): Promise<Outcome> {
  const one = async (sql: string): Promise<number> => (await db.query<{ n: number }>(sql)).rows[0]?.n ?? -1;
  const { rows } = await db.query<{ digest: string; n: number }>(documentsSql);
  await drained(db);
  return {
    digest: rows[0]?.digest ?? '',
    invoices: rows[0]?.n ?? 0,
    lost: await one(lostSql),
    doubled: await one(doubledSql),
    gaps: await one(gapSql),
    invariants: await checkInvariants(db),
  };
}

/** The invariants are for a quiet system: the outbox has been worked off. */
async function drained(db: pg.Pool): Promise<void> {
  for (let n = 0; n < 400; n++) {
    const { rows } = await db.query('SELECT 1 FROM outbox WHERE processed_at IS NULL LIMIT 1');
    if (rows.length === 0) return;
    await wait(150);
  }
}

/** What the checks are worth: a line twice, a line lost and a number skipped, put in behind every guard's back. */
async function breakByHand(url: string): Promise<{ gaps: number; digestChanged: boolean; broken: number }> {
  const db = new pg.Pool({ connectionString: url, max: 1 });
  try {
    const before = await outcome(db);
    await db.query(`SET session_replication_role = replica`);
    await db.query(`DELETE FROM charge WHERE id = (SELECT max(id) FROM charge WHERE invoice_id IS NOT NULL)`);
    await db.query(
      `UPDATE charge SET amount_fen = amount_fen + 1, net_fen = net_fen + 1 WHERE id = (SELECT min(id) FROM charge WHERE invoice_id IS NOT NULL)`,
    );
    await db.query(`DELETE FROM invoice WHERE sequence = 3`);
    const after = await outcome(db);
    return {
      gaps: after.gaps,
      digestChanged: after.digest !== before.digest,
      broken: after.invariants.filter((i) => i.violations > 0).length,
    };
  } finally {
    await db.end();
  }
}

interface Report {
  readonly clean: Outcome;
  readonly killed: Outcome & { kills: number };
  readonly again: Outcome;
  readonly control: { gaps: number; digestChanged: boolean; broken: number };
  readonly seed: number;
  readonly size: Disturbance & { rentals: number };
}

function report({ clean, killed, again, control, seed, size }: Report): boolean {
  const verdict = (good: boolean): 'passed' | 'failed' => (good ? 'passed' : 'failed');
  const equal = clean.digest === killed.digest && clean.invoices === killed.invoices && clean.invoices > 0;
  const figures: Figure[] = [
    { name: 'rentals, invoices', figure: `${size.rentals}, ${killed.invoices}`, seed },
    { name: 'kill -9 of workers', figure: killed.kills, seed, verdict: verdict(killed.kills >= size.kills) },
    { name: 'deliveries of each job', figure: `${size.copies} and again after every third life` },
    { name: 'companies lost', figure: killed.lost, control: clean.lost, verdict: verdict(killed.lost === 0) },
    { name: 'lines doubled', figure: killed.doubled, control: clean.doubled, verdict: verdict(killed.doubled === 0) },
    {
      name: 'number gaps',
      figure: killed.gaps,
      control: `${control.gaps} once broken`,
      verdict: verdict(killed.gaps === 0 && control.gaps > 0),
    },
    {
      name: 'invoices equal to the clean run',
      figure: equal ? 'to the byte' : 'no',
      control: control.digestChanged ? 'differs once broken' : 'blind',
      verdict: verdict(equal && control.digestChanged),
    },
    {
      name: 'run again changes',
      figure: again.digest === killed.digest ? 'nothing' : 'something',
      verdict: verdict(again.digest === killed.digest),
    },
    { name: 'invariants that complain once broken', figure: control.broken, verdict: verdict(control.broken > 0) },
    ...invariantFigures(killed.invariants),
  ];
  printFigures(figures);
  return figures.every((f) => f.verdict !== 'failed');
}

import pg from 'pg';
import { makeCharges } from '../stand/charges.js';
import { type Figure, printFigures } from '../stand/closing-line.js';
import { call } from '../stand/http-client.js';
import { makeRentals } from '../stand/rentals.js';
import { makeSmallPark, type SmallPark } from '../stand/small-park.js';
import { type Stand, startStand } from '../stand/stand.js';
import { type Disturbance, type Disturbed, workOff } from './billing/disturb.js';
import { type Outcome, outcomeOf } from './billing/outcome.js';
import { invariantFigures } from './check-invariants.js';
import type { RigOptions } from './rig-options.js';

const months = ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08'];
const reruns = 3;

interface Size extends Disturbance {
  readonly rentals: number;
}

/**
 * Five monthly runs over rentals, sessions whose hours are capped, and stated items; each is planned and then worked off
 * twice from the same copy of the database: once by one undisturbed worker, once by workers that are killed with -9 at
 * random, as PostgreSQL is, while every job is delivered many times, the queue's store is emptied and a clock is wrong.
 * Both must leave the same invoices, to the byte, and three more runs of the same months change nothing. The control
 * breaks the finished run by hand (a doubled line, a lost one, a gap); the same checks must then complain.
 */
export async function billing({ long, seed }: RigOptions): Promise<boolean> {
  const size: Size = long
    ? { kills: 200, workers: 4, copies: 10, rentals: 12_000 }
    : { kills: 24, workers: 2, copies: 4, rentals: 3_000 };
  const env = { RATE_LIMIT_PER_MINUTE: '1000000000' };
  const stand = await startStand({ apis: 1, workers: 0, env, settings: { max_connections: '200' } });
  try {
    const park = await prepare(stand, size.rentals);
    await runAll(stand, park);
    await stand.apis[0]?.stop();
    const copyUrl = await copyDatabase(stand.databaseUrl);
    const undisturbed = { kills: 0, copies: 1, workers: 1 };
    const clean = await workOff(stand, copyUrl, undisturbed, seed);
    const killed = await workOff(stand, stand.databaseUrl, size, seed);
    await stand.apis[0]?.restart();
    const again: Outcome[] = [];
    for (let n = 0; n < reruns; n++) {
      await runAll(stand, park);
      again.push(await workOff(stand, stand.databaseUrl, { ...size, kills: 0 }, seed + n));
    }
    const control = await breakByHand(stand.databaseUrl);
    return report({ clean, killed, again, control, seed, size });
  } finally {
    await stand.stop();
  }
}

async function prepare(stand: Stand, rentals: number): Promise<SmallPark> {
  const db = new pg.Pool({ connectionString: stand.databaseUrl, max: 2 });
  try {
    const byTheHour = Math.ceil(rentals / 20);
    const park = await makeSmallPark(db, { companies: Math.ceil(rentals / 10), instruments: rentals + byTheHour });
    const companies = park.tenants.map((t) => t.companyId);
    const members = park.tenants.map((t) => t.memberId);
    const instruments = park.instruments.slice(0, rentals);
    await makeRentals(db, { count: rentals, companies, members, instruments, from: '2026-03-03' });
    const others = park.instruments.slice(rentals);
    const more = { sessions: rentals, items: Math.ceil(rentals / 4), from: '2026-04-01' };
    await makeCharges(db, { companies, members, instruments: others, ...more });
    return park;
  } finally {
    await db.end();
  }
}

/** Asks for the run of every month. With no worker about, a started run is only its plan; one that is done stays as it is. */
async function runAll(stand: Stand, park: SmallPark): Promise<void> {
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

/** What the checks are worth: a line twice, a line lost and a number skipped, put in behind every guard's back. */
async function breakByHand(url: string): Promise<{ gaps: number; digestChanged: boolean; broken: number }> {
  const db = new pg.Pool({ connectionString: url, max: 1 });
  try {
    const before = await outcomeOf(db);
    await db.query(`SET session_replication_role = replica`);
    await db.query(`DELETE FROM charge WHERE id = (SELECT max(id) FROM charge WHERE invoice_id IS NOT NULL)`);
    await db.query(
      `UPDATE charge SET amount_fen = amount_fen + 1, net_fen = net_fen + 1 WHERE id = (SELECT min(id) FROM charge WHERE invoice_id IS NOT NULL)`,
    );
    await db.query(`DELETE FROM invoice WHERE sequence = 3`);
    const after = await outcomeOf(db);
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
  readonly clean: Disturbed;
  readonly killed: Disturbed;
  readonly again: readonly Outcome[];
  readonly control: { gaps: number; digestChanged: boolean; broken: number };
  readonly seed: number;
  readonly size: Size;
}

function report({ clean, killed, again, control, seed, size }: Report): boolean {
  const verdict = (good: boolean): 'passed' | 'failed' => (good ? 'passed' : 'failed');
  const equal = clean.digest === killed.digest && clean.invoices === killed.invoices && clean.invoices > 0;
  const unchanged = again.filter((one) => one.digest === killed.digest).length;
  const { workers, postgres, wiped } = killed.kills;
  const figures: Figure[] = [
    { name: 'rentals, invoices, lines', figure: `${size.rentals}, ${killed.invoices}, ${killed.lines}`, seed },
    { name: 'kinds of line', figure: killed.components, verdict: verdict(killed.components.includes('best_of')) },
    { name: `kill -9 over ${size.workers} workers`, figure: workers, seed, verdict: verdict(workers >= size.kills) },
    { name: 'kill -9 of PostgreSQL', figure: postgres, seed, verdict: verdict(postgres > 0) },
    { name: "queue's store emptied in mid-run", figure: wiped, verdict: verdict(wiped > 0) },
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
    { name: `of ${reruns} more runs changed nothing`, figure: unchanged, verdict: verdict(unchanged === reruns) },
    { name: 'invariants that complain once broken', figure: control.broken, verdict: verdict(control.broken > 0) },
    ...invariantFigures(killed.invariants),
  ];
  printFigures(figures);
  return figures.every((f) => f.verdict !== 'failed');
}

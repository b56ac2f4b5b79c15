import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type Figure, printFigures } from '../stand/closing-line.js';
import { makeSmallPark } from '../stand/small-park.js';
import { type Stand, startStand } from '../stand/stand.js';
import { makeStandFolder, removeStandFolder } from '../stand/stand-folder.js';
import { type Act } from './bookings/act.js';
import { actsOf, draw } from './bookings/acts.js';
import { Desk, type Shared } from './bookings/desk.js';
import { addColleagues } from './bookings/people.js';
import { RigClock } from './bookings/rig-clock.js';
import { Tally, wordsOf } from './bookings/tally.js';
import { type Checked, checkInvariants, invariantFigures } from './check-invariants.js';
import { Lots } from './lots.js';
import { quiet } from './quiet.js';
import type { RigOptions } from './rig-options.js';

const writers = 64;
const overlapSql = `
  SELECT count(*)::int n FROM occupancy a JOIN occupancy b ON a.instrument_id = b.instrument_id AND a.id < b.id AND a.period && b.period`;
const deadlockSql = 'SELECT deadlocks::int n FROM pg_stat_database WHERE datname = current_database()';
const byTimeSql = `
  SELECT string_agg(action || ' ' || n, ', ' ORDER BY action) n FROM (
    SELECT replace(action, 'reservation.', '') action, count(*) n FROM audit_event
    WHERE actor_id IS NULL AND entity = 'reservation' GROUP BY action) x`;
/** From so many attempts on an act that never succeeded is one that is not tested. */
const everyActFrom = 20_000;

/**
 * 64 writers over HTTP against two API processes and a worker, on few instruments, by every path there is, while the clock
 * goes on. Afterwards no two occupancies may overlap, nobody may have been answered 5xx, and the invariants hold.
 * The control drops the constraint: then the same load must overlap, or the rig measures nothing.
 */
export async function bookings({ long, seed, attempts = long ? 1_000_000 : 50_000 }: RigOptions): Promise<boolean> {
  const gate = await round({ attempts, seed, constraint: true });
  const control = await round({ attempts: Math.min(6_000, Math.max(2_000, attempts)), seed, constraint: false });
  for (const fault of gate.tally.faults.slice(0, 10)) process.stdout.write(`${fault}\n`);
  const figures = figuresOf(gate, control, attempts, seed);
  printFigures(figures);
  return figures.every((f) => f.verdict !== 'failed');
}

interface Round {
  readonly tally: Tally;
  readonly overlaps: number;
  readonly deadlocks: number;
  readonly rate: number;
  readonly quietAfter: number;
  /** What the worker did because the time had come. */
  readonly byTime: string;
  readonly invariants: readonly Checked[];
}

async function round(options: { attempts: number; seed: number; constraint: boolean }): Promise<Round> {
  const folder = makeStandFolder();
  const clock = new RigClock(join(folder, 'clock'));
  const stand = await startStand({
    apis: 2,
    workers: 1,
    settings: { fsync: 'off', synchronous_commit: 'off' },
    env: { RATE_LIMIT_PER_MINUTE: '1000000000', PARKBENCH_CLOCK_FILE: clock.file },
  });
  const db = new pg.Pool({ connectionString: stand.databaseUrl, max: 2 });
  try {
    const park = await makeSmallPark(db, { companies: 16, instruments: 10, approvalEvery: 2, turnaroundMinutes: 10 });
    // Violations would shut people out one after the other, and sessions that nobody begins are given up after half an hour.
    await db.query(`UPDATE park SET hold_hours = 24, rules = rules || '{"suspension":null,"noShowMinutes":30}'`);
    if (!options.constraint) await db.query('ALTER TABLE occupancy DROP CONSTRAINT occupancy_no_overlap');
    const tally = new Tally();
    const colleagues = await addColleagues(db, park);
    const shared = { apiUrls: stand.apiUrls, park, colleagues, clock, tally, reservations: [], made: new Map() };
    const since = performance.now();
    const { acts } = actsOf();
    await Promise.all(Array.from({ length: writers }, (_, n) => write(shared, acts, { ...options, n })));
    const rate = tally.calls / ((performance.now() - since) / 1000);
    const one = async (sql: string): Promise<number> => (await db.query<{ n: number }>(sql)).rows[0]?.n ?? -1;
    const quietAfter = options.constraint ? await quiet(db, () => clock.now()) : 0;
    const invariants = options.constraint ? await checkInvariants(db) : [];
    const { rows } = await db.query<{ n: string }>(byTimeSql);
    const byTime = rows[0]?.n ?? '';
    if (options.constraint && tally.faults.length > 0) showLogs(stand);
    return {
      tally,
      overlaps: await one(overlapSql),
      deadlocks: await one(deadlockSql),
      rate,
      quietAfter,
      byTime,
      invariants,
    };
  } finally {
    await db.end();
    await stand.stop();
    removeStandFolder(folder);
  }
}

async function write(
  shared: Shared,
  acts: readonly Act[],
  at: { attempts: number; seed: number; n: number },
): Promise<void> {
  const desk = new Desk(shared, new Lots(at.seed * 1_000 + at.n));
  while (shared.tally.calls < at.attempts) {
    // What has nothing to act on leaves its turn to another.
    while (!(await draw(acts, desk.lots).play(desk)));
  }
}

/** What the processes wrote about faults, as the stand and its logs are about to go. */
function showLogs(stand: Stand): void {
  for (const { name, logFile } of [...stand.apis, ...stand.workers]) {
    const lines = readFileSync(logFile, 'utf8').split('\n');
    const said = lines.filter((line) => /error|fault/i.test(line)).slice(0, 5);
    for (const line of said) process.stdout.write(`${name}: ${line.slice(0, 2_000)}\n`);
  }
}

function figuresOf(gate: Round, control: Round, attempts: number, seed: number): Figure[] {
  const { acts, leftOut, untried } = actsOf();
  const verdict = (good: boolean): 'passed' | 'failed' => (good ? 'passed' : 'failed');
  const never = acts
    .map((act) => act.name)
    .filter((name) => gate.tally.acts.has(name) && gate.tally.acts.get(name)?.accepted === 0);
  return [
    { name: 'attempts', figure: gate.tally.calls, seed },
    { name: 'attempts a second', figure: Math.round(gate.rate) },
    { name: 'milliseconds p50 / p99', figure: `${gate.tally.milliseconds(0.5)} / ${gate.tally.milliseconds(0.99)}` },
    ...[...gate.tally.acts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, of]) => ({ name: `  ${name}`, figure: wordsOf(of) })),
    {
      name: 'acts never accepted',
      figure: never.join(', ') || 0,
      verdict: verdict(never.length === 0 || attempts < everyActFrom),
    },
    { name: 'done by the passing of time', figure: gate.byTime || 'nothing' },
    { name: 'acts without their route', figure: leftOut.join(', ') || 0 },
    { name: 'commands no act calls', figure: untried.join(', ') || 0 },
    {
      name: 'overlaps',
      figure: gate.overlaps,
      seed,
      control: `${control.overlaps} without the constraint`,
      verdict: verdict(gate.overlaps === 0 && control.overlaps > 0),
    },
    {
      name: 'answers 5xx or none',
      figure: gate.tally.faults.length,
      seed,
      verdict: verdict(gate.tally.faults.length === 0),
    },
    { name: 'deadlocks in the database', figure: gate.deadlocks },
    { name: 'seconds until the worker was done', figure: Math.round(gate.quietAfter) },
    ...invariantFigures(gate.invariants),
  ];
}

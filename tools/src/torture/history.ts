import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { type Figure, printFigures } from '../stand/closing-line.js';
import { makeSmallPark } from '../stand/small-park.js';
import { type Stand, startStand } from '../stand/stand.js';
import { startStandWorker } from '../stand/stand-process.js';
import { makeStandFolder, removeStandFolder } from '../stand/stand-folder.js';
import { draw } from './bookings/acts.js';
import { Desk, type Shared } from './bookings/desk.js';
import { addColleagues } from './bookings/people.js';
import { RigClock } from './bookings/rig-clock.js';
import { Tally } from './bookings/tally.js';
import { type Checked, checkInvariants, invariantFigures } from './check-invariants.js';
import { check, type Verdict } from './history/check.js';
import { gatherEvidence, readEvidence, readMarks } from './history/evidence.js';
import type { Anomaly, History } from './history/history.js';
import { actsOfHistory } from './history/looking.js';
import { Recorder, withOutages } from './history/recorder.js';
import { Lots } from './lots.js';
import { quiet } from './quiet.js';
import type { RigOptions } from './rig-options.js';

const clients = 24;

/**
 * Clients change and look at the same few instruments over two API processes while API processes and PostgreSQL are killed
 * with -9 and started again; fsync is on. What everybody saw must have been possible one after the other (check.ts).
 * The control drops the constraint and kills nobody: then the same checks must complain.
 */
export async function history({ long, seed, attempts }: RigOptions): Promise<boolean> {
  // A history is checked as a whole; many of moderate length find as much as one that no memory holds.
  const rounds = long ? 10 : 1;
  const operations = attempts ?? (long ? 50_000 : 20_000);
  let passed = true;
  for (let n = 0; n < rounds; n++) passed = (await one(operations, seed + n)) && passed;
  return passed;
}

async function one(operations: number, seed: number): Promise<boolean> {
  const gate = await live({ operations, seed, kills: true });
  const control = await live({ operations: Math.min(2_000, operations), seed, kills: false });
  for (const { kind, text } of someOfEach(gate.verdict.anomalies)) process.stdout.write(`${kind}: ${text}\n`);
  const figures = figuresOf(gate, control, seed);
  printFigures(figures);
  return figures.every((f) => f.verdict !== 'failed');
}

function figuresOf(gate: Lived, control: Lived, seed: number): Figure[] {
  const verdict = (good: boolean): 'passed' | 'failed' => (good ? 'passed' : 'failed');
  const { anomalies, looks, open } = gate.verdict;
  const { operations, transactions } = gate.history;
  const kindsOf = (found: readonly Anomaly[]): string => counted(found.map((anomaly) => anomaly.kind));
  return [
    { name: 'operations, answered', figure: operations.length, seed },
    { name: '  by result', figure: counted(operations.map((op) => op.result)) },
    { name: '  asked again under the same key', figure: gate.recorder.retried },
    { name: 'transactions, versions', figure: `${transactions.length}, ${versions(gate.history)}` },
    { name: 'sources looked at, while they changed', figure: `${looks}, ${open}` },
    {
      name: 'kill -9 of API processes, of PostgreSQL',
      figure: `${gate.kills.api}, ${gate.kills.postgres}`,
      verdict: verdict(gate.kills.api > 0 && gate.kills.postgres > 0),
    },
    { name: 'answers 500, which says nothing', figure: gate.recorder.faults },
    {
      name: 'anomalies',
      figure: anomalies.length === 0 ? 0 : kindsOf(anomalies),
      seed,
      control: `${kindsOf(control.verdict.anomalies)} without the constraint`,
      verdict: verdict(anomalies.length === 0 && control.verdict.anomalies.length > 0),
    },
    { name: 'seconds to run, to check', figure: `${gate.seconds.run.toFixed(0)}, ${gate.seconds.check.toFixed(1)}` },
    ...invariantFigures(gate.invariants),
  ];
}

/** A few of every kind: the first kind must not hide the others. */
function someOfEach(anomalies: readonly Anomaly[]): Anomaly[] {
  const shown = new Map<string, number>();
  return anomalies.filter(({ kind }) => {
    const before = shown.get(kind) ?? 0;
    shown.set(kind, before + 1);
    return before < 8;
  });
}

interface Lived {
  readonly history: History;
  readonly recorder: Recorder;
  readonly verdict: Verdict;
  readonly kills: Kills;
  readonly seconds: { readonly run: number; readonly check: number };
  readonly invariants: readonly Checked[];
}
interface Kills {
  api: number;
  postgres: number;
}

async function live(options: { operations: number; seed: number; kills: boolean }): Promise<Lived> {
  const folder = makeStandFolder();
  const clock = new RigClock(join(folder, 'clock'));
  const env = { RATE_LIMIT_PER_MINUTE: '1000000000', PARKBENCH_CLOCK_FILE: clock.file };
  const stand = await startStand({ apis: 2, workers: 0, env, settings: { max_connections: '100' } });
  const db = new pg.Pool({ connectionString: stand.databaseUrl, max: 2 });
  db.on('error', () => undefined);
  try {
    const park = await makeSmallPark(db, { companies: 12, instruments: 8, approvalEvery: 3 });
    await gatherEvidence(db);
    if (!options.kills) await db.query('ALTER TABLE occupancy DROP CONSTRAINT occupancy_no_overlap');
    const recorder = new Recorder();
    const { apiUrls } = stand;
    const { transport } = recorder;
    const colleagues = await addColleagues(db, park);
    const shared: Shared = {
      apiUrls,
      park,
      colleagues,
      clock,
      tally: new Tally(),
      reservations: [],
      made: new Map(),
      transport,
    };
    const since = performance.now();
    const over = (): boolean => recorder.operations.length >= options.operations;
    const killing = options.kills ? killAtRandom(stand, new Lots(options.seed + 77), over) : { api: 0, postgres: 0 };
    await Promise.all(
      Array.from({ length: clients }, (_, n) => play(shared, new Lots(options.seed * 1_000 + n), over)),
    );
    const kills = await killing;
    const ran = performance.now();
    const seen = await gather(db, recorder);
    const verdict = check(seen);
    const seconds = { run: (ran - since) / 1_000, check: (performance.now() - ran) / 1_000 };
    const invariants = options.kills ? await invariantsAfterWork(stand, db, clock) : [];
    return { history: seen, recorder, verdict, kills, seconds, invariants };
  } finally {
    await db.end();
    await stand.stop();
    removeStandFolder(folder);
  }
}

/** Nobody has worked off the events yet; the invariants are for a quiet system. */
async function invariantsAfterWork(stand: Stand, db: pg.Pool, clock: RigClock): Promise<readonly Checked[]> {
  const { databaseUrl, folder } = stand;
  const settings = {
    ...process.env,
    PARKBENCH_CLOCK_FILE: clock.file,
    DATABASE_URL: databaseUrl,
    PARKBENCH_DATA_DIR: folder,
  };
  const worker = await startStandWorker('worker-after', folder, settings);
  try {
    await quiet(db, () => clock.now());
    return await checkInvariants(db);
  } finally {
    await worker.stop();
  }
}

async function play(shared: Shared, lots: Lots, over: () => boolean): Promise<void> {
  const desk = new Desk(shared, lots);
  const acts = actsOfHistory();
  while (!over()) while (!over() && !(await draw(acts, lots).play(desk)));
}

/** Kills one API process, both or PostgreSQL, every second or two, and starts it again. */
async function killAtRandom(stand: Stand, lots: Lots, over: () => boolean): Promise<Kills> {
  const kills = { api: 0, postgres: 0 };
  while (!over()) {
    await wait(600 + lots.below(1_800));
    if (over()) break;
    if (lots.below(4) === 0) {
      await stand.postgres.kill9();
      kills.postgres++;
      await stand.postgres.restart();
      continue;
    }
    const victims = lots.below(4) === 0 ? stand.apis : [lots.of(stand.apis)];
    await Promise.all(victims.map((api) => api.kill9()));
    kills.api += victims.length;
    for (const api of victims) await api.restart();
  }
  return kills;
}

/** What clients wrote down and what the database holds, once nothing is under way any more. */
async function gather(db: pg.Pool, recorder: Recorder): Promise<History> {
  for (let n = 0; n < 40; n++) {
    const { rows } = await db.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
    if (rows.length === 0) break;
    await wait(250);
  }
  const { madeBy, outages } = await readMarks(db);
  const { transactions } = await readEvidence(db);
  return { operations: withOutages(recorder.operations, outages), transactions, madeBy };
}

const versions = ({ transactions }: History): number => transactions.reduce((sum, t) => sum + t.states.length, 0);

function counted(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, n]) => `${word} ${n}`).join(', ') || 'none';
}

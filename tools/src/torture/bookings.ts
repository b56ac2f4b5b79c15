import pg from 'pg';
import { type Figure, printFigures } from '../stand/closing-line.js';
import { type Answer, call } from '../stand/http-client.js';
import { makeSmallPark, type SmallPark } from '../stand/small-park.js';
import { type Stand, startStand } from '../stand/stand.js';
import { checkInvariants, invariantFigures } from './check-invariants.js';
import { Lots } from './lots.js';
import type { RigOptions } from './rig-options.js';

const writers = 64;
const overlapSql = `
  SELECT count(*)::int n FROM occupancy a JOIN occupancy b ON a.instrument_id = b.instrument_id AND a.id < b.id AND a.period && b.period`;

interface Tally {
  attempts: number;
  readonly byStatus: Map<number, number>;
  readonly byAct: Map<string, number>;
  readonly milliseconds: number[];
  readonly faults: string[];
}

/** A reservation the writers know of, and who may act on it. */
interface Known {
  readonly id: number;
  readonly tenant: number;
  version: number;
}

/**
 * 64 writers over HTTP against two API processes, on few instruments: create, move, extend, cancel, approve, outage.
 * Afterwards no two occupancies may overlap, nobody may have been answered 5xx, and the invariants hold.
 * The control drops the constraint: then the same load must overlap, or the rig measures nothing.
 */
export async function bookings({ long, seed, attempts = long ? 1_000_000 : 50_000 }: RigOptions): Promise<boolean> {
  const gate = await round({ attempts, seed, constraint: true });
  const control = await round({ attempts: 6_000, seed, constraint: false });
  const controlText = `${control.overlaps} without the constraint`;
  const faults = count(gate.tally, (status) => status >= 500 || status === 0);
  const figures: Figure[] = [
    { name: 'attempts', figure: gate.tally.attempts, seed },
    { name: 'attempts a second', figure: Math.round(gate.rate) },
    {
      name: 'milliseconds p50 / p99',
      figure: `${quantile(gate.tally.milliseconds, 0.5)} / ${quantile(gate.tally.milliseconds, 0.99)}`,
    },
    { name: 'answers by status', figure: text(gate.tally.byStatus) },
    { name: 'accepted by act', figure: text(gate.tally.byAct) },
    {
      name: 'overlaps',
      figure: gate.overlaps,
      seed,
      control: controlText,
      verdict: gate.overlaps === 0 && control.overlaps > 0 ? 'passed' : 'failed',
    },
    { name: 'answers 5xx or none', figure: faults, seed, verdict: faults === 0 ? 'passed' : 'failed' },
    { name: 'deadlocks in the database', figure: gate.deadlocks },
    ...invariantFigures(gate.invariants),
  ];
  for (const fault of gate.tally.faults.slice(0, 5)) process.stdout.write(`${fault}\n`);
  printFigures(figures);
  return figures.every((f) => f.verdict !== 'failed');
}

interface Round {
  readonly tally: Tally;
  readonly overlaps: number;
  readonly deadlocks: number;
  readonly rate: number;
  readonly invariants: Awaited<ReturnType<typeof checkInvariants>>;
}

async function round(options: { attempts: number; seed: number; constraint: boolean }): Promise<Round> {
  const stand = await startStand({
    apis: 2,
    workers: 1,
    settings: { fsync: 'off', synchronous_commit: 'off' },
    env: { RATE_LIMIT_PER_MINUTE: '1000000000' },
  });
  const db = new pg.Pool({ connectionString: stand.databaseUrl, max: 2 });
  try {
    const park = await makeSmallPark(db, { companies: 16, instruments: 8, approvalEvery: 2, turnaroundMinutes: 10 });
    if (!options.constraint) await db.query('ALTER TABLE occupancy DROP CONSTRAINT occupancy_no_overlap');
    const tally: Tally = { attempts: 0, byStatus: new Map(), byAct: new Map(), milliseconds: [], faults: [] };
    const known: Known[] = [];
    const since = performance.now();
    const writer = (n: number): Promise<void> =>
      write({ stand, park, tally, known, lots: new Lots(options.seed * 1_000 + n), limit: options.attempts });
    await Promise.all(Array.from({ length: writers }, (_, n) => writer(n)));
    const rate = tally.attempts / ((performance.now() - since) / 1000);
    const { rows } = await db.query<{ n: number }>(overlapSql);
    const { rows: dead } = await db.query<{ n: number }>(
      'SELECT deadlocks::int n FROM pg_stat_database WHERE datname = current_database()',
    );
    const invariants = options.constraint ? await checkInvariants(db) : [];
    return { tally, overlaps: rows[0]?.n ?? -1, deadlocks: dead[0]?.n ?? -1, rate, invariants };
  } finally {
    await db.end();
    await stand.stop();
  }
}

interface Writer {
  readonly stand: Stand;
  readonly park: SmallPark;
  readonly tally: Tally;
  readonly known: Known[];
  readonly lots: Lots;
  readonly limit: number;
}

async function write(w: Writer): Promise<void> {
  while (w.tally.attempts < w.limit) {
    w.tally.attempts++;
    const [act, answer] = await attempt(w, w.lots.below(100));
    w.tally.byStatus.set(answer.status, (w.tally.byStatus.get(answer.status) ?? 0) + 1);
    w.tally.milliseconds.push(answer.milliseconds);
    if (answer.status < 300 && answer.status > 0) w.tally.byAct.set(act, (w.tally.byAct.get(act) ?? 0) + 1);
    if (answer.status >= 500 || answer.status === 0)
      w.tally.faults.push(`${act}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
  }
}

async function attempt(w: Writer, lot: number): Promise<[string, Answer]> {
  const chosen = w.known.length > 20 ? w.lots.of(w.known) : undefined;
  if (lot < 50 || !chosen) return create(w);
  if (lot < 65) return change(w, chosen, 'move', slot(w.lots));
  if (lot < 75) return change(w, chosen, 'extend', { months: 1 });
  if (lot < 85) return cancel(w, chosen);
  if (lot < 95)
    return change(w, chosen, w.lots.below(5) === 0 ? 'reject' : 'approve', { version: chosen.version, reason: '维护' });
  const body = {
    ...outageSlot(w.lots),
    instrumentId: w.lots.of(w.park.instruments),
    kind: 'maintenance',
    reason: '例行维护',
  };
  return ['outage', await send(w, w.park.manager.token, '/outages', body)];
}

async function create(w: Writer): Promise<[string, Answer]> {
  const tenant = w.lots.below(w.park.tenants.length);
  const body = { instrumentId: w.lots.of(w.park.instruments), purpose: '试验', ...slot(w.lots) };
  const answer = await send(w, w.park.tenants[tenant]?.token ?? '', '/reservations', body);
  if (answer.status === 201) w.known.push({ id: Number(answer.body.id), tenant, version: Number(answer.body.version) });
  return ['create', answer];
}

async function change(w: Writer, known: Known, act: string, body: Record<string, unknown>): Promise<[string, Answer]> {
  const byStaff = act === 'approve' || act === 'reject';
  const token = byStaff ? w.park.manager.token : (w.park.tenants[known.tenant]?.token ?? '');
  const answer = await send(w, token, `/reservations/${known.id}/${act}`, body);
  if (answer.status < 300 && typeof answer.body.version === 'number') known.version = answer.body.version;
  return [act, answer];
}

async function cancel(w: Writer, known: Known): Promise<[string, Answer]> {
  const result = await change(w, known, 'cancel', {});
  if (result[1].status < 300) w.known.splice(w.known.indexOf(known), 1);
  return result;
}

const send = (w: Writer, token: string, path: string, body: unknown): Promise<Answer> =>
  call(w.lots.of(w.stand.apiUrls), { method: 'POST', path, token, body });

const dayMs = 86_400_000;
const quarterMs = 15 * 60_000;
const tomorrow = Math.ceil(Date.now() / dayMs) * dayMs + dayMs;

/** A session on one of a thousand quarter hours, or a rental on one of a few days after them. */
function slot(lots: Lots): Record<string, unknown> {
  if (lots.below(4) === 0) {
    return {
      kind: 'rental',
      startsOn: new Date(tomorrow + (30 + lots.below(400)) * dayMs).toISOString().slice(0, 10),
      months: 1 + lots.below(2),
    };
  }
  const start = tomorrow + lots.below(1_000) * quarterMs;
  const end = start + (2 + lots.below(6)) * quarterMs;
  return { kind: 'session', startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString() };
}

function outageSlot(lots: Lots): { startsAt: string; endsAt: string } {
  const start = tomorrow + lots.below(40_000) * quarterMs;
  return {
    startsAt: new Date(start).toISOString(),
    endsAt: new Date(start + (1 + lots.below(8)) * quarterMs).toISOString(),
  };
}

const count = (tally: Tally, matches: (status: number) => boolean): number =>
  [...tally.byStatus].filter(([status]) => matches(status)).reduce((sum, [, n]) => sum + n, 0);
const text = (counts: Map<string | number, number>): string =>
  [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, n]) => `${k}: ${n}`)
    .join(', ');

function quantile(values: number[], q: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * q)] ?? 0).toFixed(1);
}

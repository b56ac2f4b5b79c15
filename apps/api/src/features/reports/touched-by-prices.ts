import { discountedMonthlyFen, hourlyRateFen, type Instant, startOfDay } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { Touched } from './price-previews.dto.js';

/** What is looked at: the instruments and the companies that a change could reach, and the day from which it holds. */
export interface Reach {
  readonly day: string;
  readonly zone: string;
  readonly instrumentIds: readonly number[];
  readonly companyIds: readonly number[];
}

interface PlanRow {
  readonly instrumentId: number;
  readonly planId: number;
  readonly version: number;
  readonly monthlyFen: number | null;
  readonly termTiers: readonly { readonly months: number; readonly bps: number }[];
  readonly hourly: Parameters<typeof hourlyRateFen>[0]['hourly'];
  readonly dayFen: number | null;
  readonly runFen: number | null;
  readonly sampleFen: number | null;
}
type Prices = NonNullable<Touched['instruments']['items'][number]['before']>;

/** What instruments cost and companies have taken off, at one moment of the transaction. */
interface State {
  readonly plans: ReadonlyMap<number, PlanRow>;
  readonly discounts: ReadonlyMap<number, string>;
}

interface Row {
  readonly id: number;
  readonly kind: 'rental' | 'session';
  readonly status: string;
  readonly instrumentId: number;
  readonly companyId: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly assetNo: string;
  readonly companyZh: string;
  readonly companyEn: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly months: number | null;
  readonly totalFen: number;
  readonly seriesId: number | null;
  readonly isShared: boolean;
}

const shown = 50;

/** Does `work`, which changes prices, and says whom the change touches; the caller takes it back. */
export async function touchedBy(tx: Tx, reach: Reach, work: () => Promise<unknown>): Promise<Touched> {
  const before = await stateOf(tx, reach);
  await work();
  const after = await stateOf(tx, reach);
  const instrumentIds = reach.instrumentIds.filter((id) => planKey(before, id) !== planKey(after, id));
  const companyIds = reach.companyIds.filter((id) => before.discounts.get(id) !== after.discounts.get(id));
  const rows = await reservationsOf(tx, { ...reach, instrumentIds, companyIds });
  // A company of another class may rent what is priced as ever: its plan is asked too.
  const rented = rows.map((row) => row.instrumentId).filter((id) => !after.plans.has(id));
  const plans = await plansOn(tx, [...new Set(rented)], reach.day);
  const bps = await rentalBpsOf(tx, rows, reach.day);
  const price = (row: Row, state: State): number | null =>
    furtherMonth(row, state.plans.get(row.instrumentId) ?? plans.get(row.instrumentId), bpsIn(state, row, bps));
  const extensions = rows
    .filter((row) => row.kind === 'rental' && !row.isShared && row.status !== 'requested')
    .map((row) => ({ ...view(row), nowFen: price(row, before), thenFen: price(row, after) }))
    .filter((one) => one.nowFen !== one.thenFen);
  return {
    instruments: { count: instrumentIds.length, items: await instrumentsOf(tx, instrumentIds, before, after) },
    reservations: {
      count: rows.length,
      items: rows.slice(0, shown).map((row) => ({ ...view(row), totalFen: row.totalFen })),
    },
    extensions: { count: extensions.length, items: extensions.slice(0, shown) },
    companies: await companiesOf(tx, rows, companyIds),
    waiting: await waitingFor(tx, instrumentIds, companyIds),
    series: new Set(rows.flatMap((row) => row.seriesId ?? [])).size,
  };
}

async function stateOf(tx: Tx, { day, instrumentIds, companyIds }: Reach): Promise<State> {
  const discounts = await tx.query<{ id: number; share: string }>(
    `SELECT c.id, k.rental_bps || '/' || k.session_bps share FROM unnest($1::bigint[]) c(id), company_discount_on(c.id, $2) k`,
    [companyIds, day],
  );
  return {
    plans: await plansOn(tx, instrumentIds, day),
    discounts: new Map(discounts.map((row) => [row.id, row.share])),
  };
}

async function plansOn(tx: Tx, ids: readonly number[], day: string): Promise<Map<number, PlanRow>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<PlanRow>(
    `SELECT w.id "instrumentId", p.id "planId", p.version, p.monthly_fen "monthlyFen", p.term_tiers "termTiers", p.hourly,
            p.day_fen "dayFen", p.run_fen "runFen", p.sample_fen "sampleFen"
     FROM unnest($1::bigint[]) w(id) JOIN rate_plan p ON p.id = rate_plan_on(w.id, $2::date)`,
    [ids, day],
  );
  return new Map(rows.map((row) => [row.instrumentId, row]));
}

const planKey = ({ plans }: State, id: number): string => {
  const plan = plans.get(id);
  return plan ? `${plan.planId}/${plan.version}` : '';
};

/** Reservations that hold and run on into the time of the change: they keep what they were quoted. */
function reservationsOf(tx: Tx, { instrumentIds, companyIds, day, zone }: Reach): Promise<Row[]> {
  return tx.query<Row>(
    `SELECT r.id, r.kind, r.status, r.instrument_id "instrumentId", r.company_id "companyId", i.name_zh "nameZh", i.name_en "nameEn",
            i.asset_no "assetNo", c.name_zh "companyZh", c.name_en "companyEn", r.starts_at "startsAt", r.ends_at "endsAt",
            r.months, r.total_fen "totalFen", r.series_id "seriesId", r.co_rent_id IS NOT NULL "isShared"
     FROM reservation r JOIN instrument i ON i.id = r.instrument_id JOIN company c ON c.id = r.company_id
     WHERE r.status IN ('requested', 'confirmed', 'active', 'overdue') AND r.ends_at > $3
       AND (r.instrument_id = ANY($1::bigint[]) OR r.company_id = ANY($2::bigint[]))
     ORDER BY r.starts_at, r.id LIMIT 20000`,
    [instrumentIds, companyIds, new Date(startOfDay(day, zone) as Instant)],
  );
}

async function rentalBpsOf(tx: Tx, rows: readonly Row[], day: string): Promise<ReadonlyMap<number, number>> {
  const ids = [...new Set(rows.map((row) => row.companyId))];
  const found = await tx.query<{ id: number; bps: number }>(
    'SELECT c.id, k.rental_bps bps FROM unnest($1::bigint[]) c(id), company_discount_on(c.id, $2) k',
    [ids, day],
  );
  return new Map(found.map((row) => [row.id, row.bps]));
}

/** A company whose class changes has the share of that moment; any other what it has on the day. */
function bpsIn({ discounts }: State, row: Row, others: ReadonlyMap<number, number>): number {
  const share = discounts.get(row.companyId);
  return share === undefined ? (others.get(row.companyId) ?? 0) : Number(share.split('/')[0]);
}

function furtherMonth(row: Row, plan: PlanRow | undefined, companyBps: number): number | null {
  if (!plan || plan.monthlyFen === null) return null;
  const { monthlyFen: listMonthlyFen, termTiers } = plan;
  return discountedMonthlyFen({ listMonthlyFen, months: (row.months ?? 0) + 1, termTiers, companyBps });
}

function view({ id, kind, nameZh, nameEn, assetNo, companyZh, companyEn, startsAt, endsAt }: Row) {
  return {
    id,
    kind,
    nameZh,
    nameEn,
    assetNo,
    companyZh,
    companyEn,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  };
}

async function instrumentsOf(
  tx: Tx,
  ids: readonly number[],
  before: State,
  after: State,
): Promise<Touched['instruments']['items']> {
  const rows = await tx.query<{ id: number; assetNo: string; nameZh: string; nameEn: string }>(
    `SELECT id, asset_no "assetNo", name_zh "nameZh", name_en "nameEn" FROM instrument WHERE id = ANY($1) ORDER BY asset_no LIMIT ${shown}`,
    [ids],
  );
  return rows.map((row) => ({
    ...row,
    before: pricesOf(before.plans.get(row.id)),
    after: pricesOf(after.plans.get(row.id)),
  }));
}

function pricesOf(plan: PlanRow | undefined): Prices | null {
  if (!plan) return null;
  const { monthlyFen, dayFen, runFen, sampleFen } = plan;
  return { monthlyFen, hourlyFen: hourlyRateFen(plan, 'weekday'), dayFen, runFen, sampleFen };
}

async function companiesOf(tx: Tx, rows: readonly Row[], touched: readonly number[]): Promise<Touched['companies']> {
  const counts = new Map<number, number>(touched.map((id) => [id, 0]));
  for (const { companyId } of rows) counts.set(companyId, (counts.get(companyId) ?? 0) + 1);
  const named = await tx.query<{ id: number; nameZh: string; nameEn: string }>(
    'SELECT id, name_zh "nameZh", name_en "nameEn" FROM company WHERE id = ANY($1) ORDER BY name_zh',
    [[...counts.keys()]],
  );
  const items = named.map((row) => ({ ...row, reservations: counts.get(row.id) ?? 0 }));
  items.sort((a, b) => b.reservations - a.reservations);
  return { count: items.length, items: items.slice(0, shown) };
}

async function waitingFor(tx: Tx, instrumentIds: readonly number[], companyIds: readonly number[]): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*)::int FROM waiting_list_entry w WHERE w.status IN ('waiting', 'offered')
       AND (w.instrument_id = ANY($1::bigint[]) OR w.company_id = ANY($2::bigint[])
            OR w.category_id IN (SELECT i.category_id FROM instrument i WHERE i.id = ANY($1::bigint[])))`,
    [instrumentIds, companyIds],
  );
  return row?.count ?? 0;
}

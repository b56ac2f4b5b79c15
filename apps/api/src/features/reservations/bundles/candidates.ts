import { type HolidayCalendar, localDate } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { notFound } from '../../../platform/http/problem.js';
import type { Park } from '../../../platform/park-settings.js';
import { inCategory } from '../../inventory/inventory.api.js';
import { type Ask, periodOf } from '../ask.js';
import { holidaysNear } from '../instrument-facts.js';
import { priceOf } from '../offer.js';
import { classDay, classDiscount, planFor, planInForce, planOf, type PlanRow } from '../plan-in-force.js';
import type { BundleItem } from './bundle-items.js';

/** An instrument that may serve an item, as it is ranked. */
export interface Candidate {
  readonly id: number;
  readonly assetNo: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly model: string;
  readonly beforeMinutes: number;
  readonly afterMinutes: number;
  /** In service and open to the kind. */
  readonly open: boolean;
  /** Nothing stands there. */
  readonly free: boolean;
  /** What it would cost, or null when it has no price. */
  readonly priceFen: number | null;
}

export interface LookedFor {
  readonly park: Park;
  readonly now: Date;
  readonly companyId: number | null;
  /** The person it is for; null: nobody in particular. */
  readonly memberId: number | null;
  /** Of the sample that is brought along; left out: nothing biological. */
  readonly sampleBiosafetyLevel?: number;
}

interface Row extends Omit<Candidate, 'priceFen'> {
  readonly used: number;
  readonly plan: PlanRow | null;
  readonly companyBps: number | null;
}

/** So many units of a category are looked at, and so many of those are locked: a pool is no search. */
const lookedAt = 100;
const takenLookedAt = 20;
const mostCandidates = 50;

// How much is used is reckoned in time and not in bookings, whose number nobody may learn.
// $1 ids or null, $2 category or null, $3 today, $4 start, $5 end, $6 kind, $7 company, $8 the day whose class counts
const opens = `i.status = 'in_service' AND CASE WHEN $6 = 'rental' THEN i.opens_rental ELSE i.opens_session END`;
const isFree = `NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.instrument_id = i.id
  AND o.period && tstzrange($4::timestamptz - i.before_minutes * interval '1 min', $5::timestamptz + i.after_minutes * interval '1 min'))`;
const candidates = (from: string): string => `
  SELECT i.id, i.asset_no "assetNo", i.name_zh "nameZh", i.name_en "nameEn", i.model,
    i.before_minutes "beforeMinutes", i.after_minutes "afterMinutes", ${planInForce('i', 3)} plan,
    ${classDiscount('$7', '$8', '$6')} "companyBps",
    ${opens} open, ${isFree} free,
    (SELECT coalesce(sum(extract(epoch FROM upper(o.period * near) - lower(o.period * near))), 0)::float8
       FROM occupancy o, tstzrange($4::timestamptz - interval '90 days', $4::timestamptz + interval '90 days') near
       WHERE o.instrument_id = i.id AND o.period && near) used
  FROM ${from} i`;
const named = candidates(`(SELECT * FROM instrument i WHERE i.id = ANY($1::bigint[]) AND $2::bigint IS NULL)`);
// In the order of the index on categories, and no farther than is needed: a category may be as large as the park.
const ofCategory = (which: string, limit: number): string =>
  candidates(`(SELECT * FROM instrument i WHERE i.category_id = ANY(ARRAY(
      SELECT k.category_id FROM (SELECT id category_id FROM category) k WHERE ${inCategory(2, 'k')}))
    AND $1::bigint[] IS NULL AND ${opens} AND ${which} ORDER BY i.category_id, i.id LIMIT ${limit})`);
const freeOfCategory = ofCategory(isFree, lookedAt);
const takenOfCategory = ofCategory(`NOT (${isFree})`, takenLookedAt);

/**
 * The instruments that may serve an item, the best first: free ones, the cheapest for the period, the least used around
 * it, the lowest id. The free column is a look; the database decides when one is taken.
 */
export async function candidatesOf(tx: Tx, item: BundleItem, wanted: LookedFor): Promise<Candidate[]> {
  const { choice } = item;
  const { park, now, companyId } = wanted;
  const ids = choice.by === 'category' ? null : choice.ids;
  const period = periodOf(item.askFor(0), park.timeZone);
  const parameters = [
    ids,
    choice.by === 'category' ? choice.categoryId : null,
    localDate(now.getTime(), park.timeZone),
    new Date(period.start),
    new Date(period.end),
    item.askFor(0).kind,
    companyId,
    classDay({ start: period.start }, now.getTime(), park.timeZone),
  ];
  const rows = await tx.query<Row>(ids ? named : freeOfCategory, parameters);
  if (ids && rows.length < ids.length) throw notFound();
  if (rows.length < item.quantity) rows.push(...(await tx.query<Row>(takenOfCategory, parameters)));
  const calendar = holidaysNear(park, period);
  return rows
    .map((row) => ({ ...row, priceFen: priceIn(row, item.askFor(row.id), calendar, park) }))
    .sort(best)
    .slice(0, mostCandidates);
}

type Ranked = Row & Candidate;

/** Whether an instrument may be taken for a pool. */
export const isReady = ({ open, free }: Pick<Candidate, 'open' | 'free'>): boolean => open && free;

const best = (a: Ranked, b: Ranked): number =>
  Number(isReady(b)) - Number(isReady(a)) ||
  (a.priceFen ?? Infinity) - (b.priceFen ?? Infinity) ||
  a.used - b.used ||
  a.id - b.id;

function priceIn(row: Row, ask: Ask, calendar: HolidayCalendar, park: Park): number | null {
  const companyBps = row.companyBps ?? 0;
  const inForce = planFor(ask.kind, planOf(row.plan, park), companyBps);
  const of = { calendar, companyBps };
  return inForce && (priceOf(ask, inForce.plan, of, park.timeZone)?.totalFen ?? null);
}

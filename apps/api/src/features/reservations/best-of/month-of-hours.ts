import {
  type CapState,
  capState,
  type ChargedSession as ChargedHours,
  firstDay,
  localDate,
  monthlyCapFen,
  monthOf,
  type MonthOfHours,
  nextMonth,
  type RatePlan,
  sessionTargets,
  startOfDay,
  withSession,
} from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import type { Park } from '../../../platform/park-settings.js';
import { type ChargedSession, sessionSourceOf } from '../charge-source.js';
import { countsJson } from '../counts/kept-counts.js';
import type { StoredQuote } from '../offer.js';
import { capDiscount } from '../plan-in-force.js';

/** The hours that a company has used and booked on one instrument in one month. */
export interface BookedHours {
  readonly instrumentId: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly assetNo: string;
  readonly hours: MonthOfHours;
  /** The prices of the last of them. */
  readonly plan: RatePlan;
}

type Row = Omit<ChargedSession, 'plan' | 'fee'> &
  Omit<BookedHours, 'hours' | 'plan'> & { readonly plan: StoredQuote['plan']; readonly rentalBps: number | null };

const query = `
  SELECT r.id, r.instrument_id "instrumentId", i.name_zh "nameZh", i.name_en "nameEn", i.asset_no "assetNo", r.status,
    r.starts_at "startsAt", r.ends_at "endsAt", r.paid_until "paidUntil", r.handed_over_at "handedOverAt", r.returned_at "returnedAt",
    r.quote -> 'plan' plan, r.quote -> 'calendar' calendar, r.quote -> 'counts' booked, ${countsJson()} counted, ${capDiscount('r', 5)} "rentalBps"
  FROM reservation r JOIN instrument i ON i.id = r.instrument_id
  WHERE r.company_id = $1 AND r.kind = 'session' AND r.status IN ('confirmed', 'active', 'overdue', 'completed')
    AND r.starts_at >= $2 AND r.starts_at < $3 AND ($4::bigint IS NULL OR r.instrument_id = $4) ORDER BY r.instrument_id, r.starts_at, r.id`;

const someDay = '9999-12-31';

/** A session as it will cost if it is used as booked: one that is ahead counts too, one that bills used time as booked. */
function expected(row: Row, park: Park): ChargedHours {
  const source = sessionSourceOf({ ...row, fee: null }, park);
  const plan: RatePlan = source.used ? row.plan : { ...row.plan, billBasis: 'booked' };
  return {
    bookedStart: source.booked.start,
    capFen: monthlyCapFen(row.plan, row.rentalBps ?? 0),
    lines: sessionTargets({ ...source, plan }, someDay),
  };
}

/** What a company has used and booked in a month by the hour, by instrument; of one instrument if it is named. */
export async function bookedHours(
  tx: Tx,
  wanted: { companyId: number; month: string; instrumentId?: number; park: Park },
): Promise<BookedHours[]> {
  const { companyId, month, instrumentId, park } = wanted;
  const instant = (day: string): Date => new Date(startOfDay(day, park.timeZone));
  const from = instant(firstDay(month));
  const to = instant(firstDay(nextMonth(month)));
  const rows = await tx.query<Row>(query, [companyId, from, to, instrumentId ?? null, park.timeZone]);
  const found = new Map<number, BookedHours>();
  for (const row of rows) {
    const hours = withSession(found.get(row.instrumentId)?.hours, expected(row, park));
    if (hours) found.set(row.instrumentId, { ...row, hours });
  }
  return [...found.values()];
}

/** What a session that is looked at would do to its month. */
export interface CapAfter extends CapState {
  /** What it really adds; less than its price where it meets the cap. */
  readonly addsFen: number;
}

/** The month's cap with a session more, as it was quoted; null without a cap. */
export async function capAfter(
  tx: Tx,
  wanted: { companyId: number; instrumentId: number; start: number; stored: StoredQuote; park: Park },
): Promise<CapAfter | null> {
  const { companyId, instrumentId, start, park } = wanted;
  const { plan, quote } = wanted.stored;
  if (plan.monthlyFen === null) return null;
  const day = localDate(start, park.timeZone);
  const month = monthOf(day);
  const [discount] = await tx.query<{ bps: number }>('SELECT rental_bps bps FROM company_discount_on($1, $2)', [
    companyId,
    day,
  ]);
  const [before] = await bookedHours(tx, { companyId, month, instrumentId, park });
  const session = { bookedStart: start, capFen: monthlyCapFen(plan, discount?.bps ?? 0), lines: quote.lines };
  const after = capState(withSession(before?.hours, session), plan);
  const paidBefore = capState(before?.hours, plan)?.paidFen ?? 0;
  return after && { ...after, addsFen: Math.max(after.paidFen - paidBefore, 0) };
}

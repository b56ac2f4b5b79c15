import {
  type CapAfter,
  capAfter,
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
import type { InstrumentRow } from '../instrument-facts.js';
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

/** A session that is looked at, with its price as it was quoted. */
export interface LookedAt {
  readonly instrument: Pick<InstrumentRow, 'id' | 'nameZh' | 'nameEn' | 'assetNo'>;
  readonly start: number;
  readonly stored: StoredQuote;
}

/** A month's cap on one instrument with some sessions more. */
export type InstrumentCap = CapAfter & Pick<BookedHours, 'instrumentId' | 'nameZh' | 'nameEn' | 'assetNo'>;

/** The caps of the months in which sessions lie that are looked at together, by instrument; what has no cap is left out. */
export async function capsAfter(
  tx: Tx,
  wanted: { companyId: number | null; sessions: readonly LookedAt[]; park: Park },
): Promise<InstrumentCap[]> {
  const { companyId, sessions, park } = wanted;
  if (companyId === null) return [];
  const caps: InstrumentCap[] = [];
  for (const { month, of } of byMonth(sessions, park)) {
    const { stored, instrument } = of[0];
    const { id: instrumentId, nameZh, nameEn, assetNo } = instrument;
    const [before] = await bookedHours(tx, { companyId, month, instrumentId, park });
    const cap = capAfter(before?.hours, await chargedAs(tx, companyId, of, park), stored.plan);
    if (cap) caps.push({ ...cap, instrumentId, nameZh, nameEn, assetNo });
  }
  return caps;
}

interface OfMonth {
  readonly month: string;
  readonly of: readonly [LookedAt, ...LookedAt[]];
}

/** Sessions whose plan has a month's price, those of one instrument and month together, in the order of their start. */
function byMonth(sessions: readonly LookedAt[], park: Park): OfMonth[] {
  const found = new Map<string, OfMonth>();
  const capped = sessions.filter(({ stored }) => stored.plan.monthlyFen !== null);
  for (const one of [...capped].sort((a, b) => a.start - b.start)) {
    const month = monthOf(localDate(one.start, park.timeZone));
    const key = `${month} ${one.instrument.id}`;
    const known = found.get(key);
    found.set(key, { month, of: known ? [...known.of, one] : [one] });
  }
  return [...found.values()];
}

/** Each as it would be charged, the month's price less what its company's class has off a rental on its day. */
async function chargedAs(tx: Tx, companyId: number, of: readonly LookedAt[], park: Park): Promise<ChargedHours[]> {
  const days = of.map(({ start }) => localDate(start, park.timeZone));
  const discounts = await tx.query<{ bps: number | null }>(
    `SELECT (SELECT k.rental_bps FROM company_discount_on($1, d.day) k) bps
     FROM unnest($2::date[]) WITH ORDINALITY d(day, place) ORDER BY d.place`,
    [companyId, days],
  );
  return of.map(({ start, stored: { plan, quote } }, i) => ({
    bookedStart: start,
    capFen: monthlyCapFen(plan, discounts[i]?.bps ?? 0),
    lines: quote.lines,
  }));
}

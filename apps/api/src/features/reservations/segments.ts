import type { RentalSegment } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { StoredQuote } from './offer.js';

/** The segment that an agreed price makes: the first term, or an extension that begins `fromMonth` months after the start. */
export function segmentOf({ quote, plan, companyBps }: StoredQuote, segment: number, fromMonth: number): RentalSegment {
  return {
    segment,
    fromMonth,
    months: quote.months ?? 0,
    listMonthlyFen: quote.listMonthlyFen ?? 0,
    monthlyFen: quote.monthlyFen ?? 0,
    termTiers: plan.termTiers,
    companyBps,
    minMonths: plan.minMonths,
    tax: plan.rentalTax,
  };
}

/** Keeps a segment; it is a snapshot and never changed. */
export async function addSegment(
  tx: Tx,
  reservationId: number,
  s: RentalSegment,
  { ratePlanId, now }: { ratePlanId: number; now: Date },
): Promise<void> {
  const prices = [s.listMonthlyFen, s.monthlyFen, JSON.stringify(s.termTiers), s.companyBps, s.minMonths];
  await tx.query(
    `INSERT INTO reservation_segment (reservation_id, segment, from_month, months, list_monthly_fen, monthly_fen, term_tiers,
       company_bps, min_months, tax, rate_plan_id, quoted_at, overdue_factor_bps)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, (SELECT overdue_factor_bps FROM park))`,
    [reservationId, s.segment, s.fromMonth, s.months, ...prices, JSON.stringify(s.tax), ratePlanId, now],
  );
}

/** One term instead of all there were: what was moved to another length or instrument is priced anew. */
export async function replaceSegments(tx: Tx, reservationId: number, stored: StoredQuote, now: Date): Promise<void> {
  await tx.query('DELETE FROM reservation_segment WHERE reservation_id = $1', [reservationId]);
  await addSegment(tx, reservationId, segmentOf(stored, 1, 0), { ratePlanId: stored.ratePlanId, now });
}

import { scaleFen, toFen } from '../money/fen.js';
import type { CalendarDate, CalendarMonth } from '../time/calendar-date.js';
import { daysInMonth, monthShares } from '../time/calendar-month.js';
import type { MonthReckoning } from './rental-price.js';

/** How much dearer a day past the end is than a day of the term, unless the park sets another factor: one and a half. */
const DEFAULT_OVERDUE_FACTOR_BPS = 15000;

/**
 * What one day past the end costs in a calendar month: `half_up(factor × monthly price / days in that month)` (rules §4).
 * 4,500.00 in April at one and a half: 225.00 a day.
 */
export function overdueDailyFen(input: {
  readonly monthlyFen: number;
  readonly month: CalendarMonth;
  readonly factorBps?: number;
}): number {
  const factorBps = input.factorBps ?? DEFAULT_OVERDUE_FACTOR_BPS;
  return scaleFen(input.monthlyFen, factorBps, 10000 * daysInMonth(input.month));
}

/** A stretch past the agreed end: from it (included) to the first free day (not included). */
export interface OverdueStretch {
  readonly monthlyFen: number;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly factorBps?: number;
}

/**
 * What the days past the agreed end cost, by calendar month: each day at that month's daily price (rules §4, ADR 0011).
 * 4,500.00, due 2026-04-29, back on 2026-05-02: April 2 × 225.00, May 1 × 217.74.
 */
export function reckonOverdue(stretch: OverdueStretch): MonthReckoning[] {
  const factorBps = stretch.factorBps ?? DEFAULT_OVERDUE_FACTOR_BPS;
  return monthShares(stretch.from, stretch.to).map((share) => {
    const dailyFen = overdueDailyFen({ ...stretch, month: share.month });
    return {
      month: share.month,
      fen: toFen(dailyFen * share.days),
      formula: { kind: 'overdue', from: share.from, to: share.to, days: share.days, dailyFen, factorBps },
    };
  });
}

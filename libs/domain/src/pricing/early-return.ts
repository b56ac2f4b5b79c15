import { invariant } from '../core/assert.js';
import { toFen } from '../money/fen.js';
import { addMonths, earlierDate, laterDate, type CalendarDate } from '../time/calendar-date.js';
import { monthsBetween, monthOf } from '../time/calendar-month.js';
import {
  daysOfMonth,
  discountedMonthlyFen,
  reckonRental,
  type MonthCharge,
  type MonthReckoning,
} from './rental-price.js';
import type { TermTier } from './rate-plan.js';

/** How many whole rental months, counted from the original start, are over by a day; the day itself is not lived through. */
export function fullMonthsBy(start: CalendarDate, day: CalendarDate): number {
  if (day <= start) return 0;
  const months = monthsBetween(monthOf(start), monthOf(day));
  return addMonths(start, months) <= day ? months : months - 1;
}

/** Sums what falls into the same calendar month and keeps every part of the reckoning. */
function mergeByMonth(parts: readonly MonthReckoning[]): MonthReckoning[] {
  const merged = new Map<string, MonthReckoning>();
  for (const part of parts) {
    const known = merged.get(part.month);
    if (!known) merged.set(part.month, part);
    else {
      const before = known.formula.kind === 'sum' ? known.formula.parts : [known.formula];
      const formula = { kind: 'sum' as const, parts: [...before, part.formula] };
      merged.set(part.month, { month: part.month, fen: toFen(known.fen + part.fen), formula });
    }
  }
  return [...merged.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** The odd days after the last full month, by the day; together never more than one monthly price. */
function oddDays(days: { from: CalendarDate; to: CalendarDate; monthlyFen: number }): MonthReckoning[] {
  let left = days.monthlyFen;
  return daysOfMonth(days).map((part) => {
    const fen = Math.min(part.fen, left);
    left -= fen;
    if (fen === part.fen || part.formula.kind !== 'days_of_month') return { ...part, fen };
    return { ...part, fen, formula: { ...part.formula, limitFen: fen } };
  });
}

/** A stretch of a rental that was broken off: full months from `start`, then days up to `chargedTo` (not included). */
export function reckonBrokenOff(stretch: {
  readonly start: CalendarDate;
  readonly fullMonths: number;
  readonly fullMonthsEnd: CalendarDate;
  readonly chargedTo: CalendarDate;
  readonly monthlyFen: number;
}): MonthReckoning[] {
  const { start, fullMonths, fullMonthsEnd, chargedTo, monthlyFen } = stretch;
  return mergeByMonth([
    ...reckonRental({ start, months: fullMonths, monthlyFen, end: fullMonthsEnd }),
    ...oddDays({ from: fullMonthsEnd, to: chargedTo, monthlyFen }),
  ]);
}

/** The first day that a rental returned on `returned` no longer pays: not before the shortest term, not past the agreed end. */
export function chargedTo(input: {
  readonly start: CalendarDate;
  readonly months: number;
  readonly minMonths: number;
  readonly returned: CalendarDate;
}): CalendarDate {
  const shortest = addMonths(input.start, Math.max(input.minMonths, 0));
  return earlierDate(laterDate(laterDate(input.returned, input.start), shortest), addMonths(input.start, input.months));
}

/**
 * What a rental costs that is given back before its end. `returned` is the first free day; paid is up to it, but not
 * less than the shortest term, and not past the agreed end, where nothing changes. Full months count at the tier that
 * they themselves reach, days past them at `half_up(price × days / days of that calendar month)`, together never more
 * than a month (rules §4).
 *
 * 4,500.00 from 2026-03-15 for 6 months, back on 2026-05-01: March 2,467.74, April 2,032.26 + 2,400.00 = 4,432.26.
 */
export function earlyReturnCharges(input: {
  readonly start: CalendarDate;
  readonly months: number;
  readonly listMonthlyFen: number;
  readonly termTiers: readonly TermTier[];
  readonly minMonths: number;
  readonly returned: CalendarDate;
  readonly companyBps?: number;
}): { chargedTo: CalendarDate; monthlyFen: number; charges: MonthCharge[] } {
  invariant(Number.isInteger(input.months) && input.months >= 0, `not whole months: ${input.months}`);
  const until = chargedTo(input);
  const fullMonths = fullMonthsBy(input.start, until);
  const monthlyFen = discountedMonthlyFen({ ...input, months: fullMonths });
  const reckoned = reckonBrokenOff({
    start: input.start,
    fullMonths,
    fullMonthsEnd: addMonths(input.start, fullMonths),
    chargedTo: until,
    monthlyFen,
  });
  return { chargedTo: until, monthlyFen, charges: reckoned.map(({ month, fen }) => ({ month, fen })) };
}

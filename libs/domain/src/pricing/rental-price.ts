import { invariant } from '../core/assert.js';
import { scaleFen, toFen } from '../money/fen.js';
import { addMonths, type CalendarDate, type CalendarMonth } from '../time/calendar-date.js';
import { daysInMonth, eachMonth, firstDay, monthOf, monthShares, nextMonth } from '../time/calendar-month.js';
import type { Formula } from './explanation.js';
import type { TermTier } from './rate-plan.js';

/** The discount, in basis points, of the longest tier that a term reaches; 0 when it reaches none. Tiers in any order. */
export function termDiscountBps(termTiers: readonly TermTier[], months: number): number {
  let reached: TermTier | null = null;
  for (const tier of termTiers) {
    if (tier.months <= months && (reached === null || tier.months > reached.months)) reached = tier;
  }
  return reached?.bps ?? 0;
}

/**
 * The price of a month after the discount for the term, then the company's own on what that leaves;
 * each rounded by itself, halves up (rules §4). 4,500.00 for 3 months at 3 % is 4,365.00; a startup's 20 % more: 3,492.00.
 */
export function discountedMonthlyFen(input: {
  readonly listMonthlyFen: number;
  readonly months: number;
  readonly termTiers: readonly TermTier[];
  readonly companyBps?: number;
}): number {
  const termBps = termDiscountBps(input.termTiers, input.months);
  const afterTerm = scaleFen(input.listMonthlyFen, 10000 - termBps, 10000);
  return scaleFen(afterTerm, 10000 - (input.companyBps ?? 0), 10000);
}

/** What is owed in one calendar month, in fen. */
export interface MonthCharge {
  readonly month: CalendarMonth;
  readonly fen: number;
}

/** What is owed in one calendar month and how it was reckoned. */
export interface MonthReckoning extends MonthCharge {
  readonly formula: Formula;
}

/** A term of whole months at one monthly price; `start` is its first day. */
export interface RentalTerm {
  readonly start: CalendarDate;
  readonly months: number;
  readonly monthlyFen: number;
}

/** The price of the days from `from` (included) to `to` (not included), both in one month: days over days of that month, halves up. */
export function daysOfMonth(days: {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly monthlyFen: number;
}): MonthReckoning[] {
  return monthShares(days.from, days.to).map((share) => {
    const inMonth = daysInMonth(share.month);
    return {
      month: share.month,
      fen: scaleFen(days.monthlyFen, share.days, inMonth),
      formula: {
        kind: 'days_of_month',
        from: share.from,
        to: share.to,
        days: share.days,
        daysInMonth: inMonth,
        monthlyFen: days.monthlyFen,
      },
    };
  });
}

/** The charges of `rentalCharges`, each with how it was reckoned. `end` names the last day's morrow on the remainder. */
export function reckonRental(term: RentalTerm & { readonly end?: CalendarDate }): MonthReckoning[] {
  invariant(Number.isInteger(term.months) && term.months >= 0, `not whole months: ${term.months}`);
  const { start, months, monthlyFen } = term;
  if (months === 0) return [];
  const end = term.end ?? addMonths(start, months);
  const whole = (month: CalendarMonth): MonthReckoning => ({
    month,
    fen: toFen(monthlyFen),
    formula: { kind: 'whole_month', monthlyFen },
  });
  const first = monthOf(start);
  if (start === firstDay(first)) return eachMonth(first, monthOf(addMonths(start, months - 1))).map(whole);
  const [part] = daysOfMonth({ from: start, to: firstDay(nextMonth(first)), monthlyFen });
  const last = monthOf(addMonths(firstDay(first), months));
  return [
    part!,
    ...eachMonth(nextMonth(first), last).slice(0, -1).map(whole),
    {
      month: last,
      fen: toFen(monthlyFen - part!.fen),
      formula: { kind: 'remainder', from: firstDay(last), to: end, monthlyFen, firstPartFen: part!.fen },
    },
  ];
}

/**
 * Splits the price of a rental into what is owed in each calendar month.
 * A first part-month is paid by the day, its first day included; the last part-month takes what is left,
 * so that the parts always sum to `months × monthlyFen` (rules §4).
 *
 * 4,500.00 from 2026-03-15 for 2 months: 2,467.74 in March, 4,500.00 in April, 2,032.26 in May.
 */
export function rentalCharges(term: RentalTerm): MonthCharge[] {
  return reckonRental(term).map(({ month, fen }) => ({ month, fen }));
}

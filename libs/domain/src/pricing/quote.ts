import type { Localized } from '../core/localized.js';
import type { ReservationKind } from '../core/reservation-kind.js';
import { addMonths, type CalendarDate } from '../time/calendar-date.js';
import { monthOf } from '../time/calendar-month.js';
import { localDate } from '../time/park-time.js';
import type { Period } from '../time/period.js';
import { cancellationWords } from './cancellation-fee.js';
import { countedUses, isByCount, isCountPriced, NO_COUNTS, type Counts } from './counts.js';
import { explain, percentText } from './explain.js';
import { lineTotals, priceLine, type PriceLine } from './price-line.js';
import type { HolidayCalendar, RatePlan, TaxTreatment } from './rate-plan.js';
import { discountedMonthlyFen, reckonRental, termDiscountBps, type MonthReckoning } from './rental-price.js';
import { sessionLines } from './session-lines.js';
import { sessionPrice } from './session-price.js';

/** One line of a quote; the very same line, explanation included, becomes the charge and the invoice line. */
export type QuoteLine = PriceLine;

/** A discount that is in the monthly price, in basis points and in words. */
export interface QuoteDiscount {
  readonly kind: 'term' | 'company';
  readonly bps: number;
  readonly text: Localized;
}

/** A price given to a tenant: plain data, stored whole with the reservation and never reckoned again (rules §4). */
export interface Quote {
  readonly kind: ReservationKind;
  readonly lines: readonly QuoteLine[];
  /** What is owed in all, tax included, without the deposit. */
  readonly totalFen: number;
  readonly netFen: number;
  readonly taxFen: number;
  /** A liability of the park, never revenue and never taxed. */
  readonly depositFen: number;
  /** Rentals only; null for a session. */
  readonly listMonthlyFen: number | null;
  readonly monthlyFen: number | null;
  readonly months: number | null;
  /** First day and first free day of a rental; null for a session. */
  readonly startDate: CalendarDate | null;
  readonly endDate: CalendarDate | null;
  /** Paid minutes of a session; null for a rental, and where only counts are paid. */
  readonly minutes: number | null;
  readonly discounts: readonly QuoteDiscount[];
  readonly cancellation: Localized;
}

/** Puts component, segment, tax and words to reckoned months. */
export function monthLines(
  reckoned: readonly MonthReckoning[],
  of: { readonly component: 'rent' | 'overdue'; readonly segment: number },
  tax: TaxTreatment,
): PriceLine[] {
  const { component, segment } = of;
  return reckoned.map(({ month, fen, formula }) =>
    priceLine({ component, segment, month, explanation: explain(formula, fen) }, fen, tax),
  );
}

function discountsOf(plan: RatePlan, months: number, companyBps: number): QuoteDiscount[] {
  const term = termDiscountBps(plan.termTiers, months);
  const discounts: QuoteDiscount[] = [];
  if (term > 0) {
    const percent = percentText(term);
    const text = { zh: `租期 ${months} 个月，优惠 ${percent}%`, en: `${months} months: ${percent} % off` };
    discounts.push({ kind: 'term', bps: term, text });
  }
  return [...discounts, ...classDiscount(companyBps)];
}

function classDiscount(bps: number): QuoteDiscount[] {
  if (bps === 0) return [];
  const percent = percentText(bps);
  return [{ kind: 'company', bps, text: { zh: `企业类别优惠 ${percent}%`, en: `company class: ${percent} % off` } }];
}

/** What `quoteRental` needs; `companyBps` is the discount of the company's class. */
export interface RentalQuoteInput {
  readonly start: CalendarDate;
  readonly months: number;
  readonly plan: RatePlan;
  readonly companyBps?: number;
}

/**
 * Quotes a rental of whole months from `start`: one line a calendar month, the deposit (one monthly price unless the plan
 * says otherwise), the discounts and the terms of cancelling (rules §4). Null when the plan has no monthly price.
 * 4,500.00 from 2026-03-15 for 2 months: 9,000.00, and 4,500.00 deposit.
 */
export function quoteRental(input: RentalQuoteInput): Quote | null {
  return rentalQuote({ ...input, from: 0, segment: 1 });
}

/**
 * Quotes an extension: a new segment from the end so far, at today's plan, at the term tier of the whole length for the
 * new months only, without another deposit (rules §4). Days count from the original start, so from 01-31 a month
 * added at 02-28 ends 03-31. `segment` is the number of the new one (the first extension is 2).
 */
export function quoteExtension(input: {
  readonly originalStart: CalendarDate;
  readonly monthsSoFar: number;
  readonly addedMonths: number;
  readonly segment: number;
  readonly plan: RatePlan;
  readonly companyBps?: number;
}): Quote | null {
  return rentalQuote({
    start: input.originalStart,
    from: input.monthsSoFar,
    months: input.addedMonths,
    segment: input.segment,
    plan: input.plan,
    companyBps: input.companyBps,
  });
}

function rentalQuote(input: RentalQuoteInput & { readonly from: number; readonly segment: number }): Quote | null {
  const { plan, months, from, segment } = input;
  if (plan.monthlyFen === null) return null;
  const companyBps = input.companyBps ?? 0;
  const wholeLength = from + months;
  const monthlyFen = discountedMonthlyFen({
    listMonthlyFen: plan.monthlyFen,
    months: wholeLength,
    termTiers: plan.termTiers,
    companyBps,
  });
  const startDate = addMonths(input.start, from);
  const endDate = addMonths(input.start, wholeLength);
  const reckoned = reckonRental({ start: startDate, months, monthlyFen, end: endDate });
  const lines = monthLines(reckoned, { component: 'rent', segment }, plan.rentalTax);
  return {
    kind: 'rental',
    lines,
    ...lineTotals(lines),
    depositFen: from > 0 ? 0 : (plan.depositFen ?? monthlyFen),
    listMonthlyFen: plan.monthlyFen,
    monthlyFen,
    months,
    startDate,
    endDate,
    minutes: null,
    discounts: discountsOf(plan, wholeLength, companyBps),
    cancellation: cancellationWords(plan.cancellation),
  };
}

/** What `quoteSession` needs: the booked period, the plan, the park's zone and its holidays, and what is counted. */
export interface SessionQuoteInput extends Period {
  readonly plan: RatePlan;
  /** Left out: nothing. */
  readonly counts?: Counts;
  readonly zone: string;
  readonly holidays?: HolidayCalendar;
}

/**
 * Quotes a session for its booked time: one line a price band, what is counted in lines of their own, in the month in
 * which it starts, no deposit (rules §4). Where the plan prices no hours, or runs and samples stand for them, the time is
 * free and the counts are paid. Null when the plan has no price for what is asked, or nothing to be paid is asked.
 */
export function quoteSession(input: SessionQuoteInput): Quote | null {
  const { plan, start, end, zone, holidays, counts = NO_COUNTS } = input;
  const byCount = isByCount(plan, counts);
  if (!isCountPriced(plan, counts) || (byCount && counts.runs + counts.samples === 0)) return null;
  const month = monthOf(localDate(start, zone));
  const time = byCount ? null : { start, end };
  const lines = sessionLines({ time, plan, zone, holidays, month, counted: countedUses(plan, counts) });
  return {
    kind: 'session',
    lines,
    ...lineTotals(lines),
    depositFen: 0,
    listMonthlyFen: null,
    monthlyFen: null,
    months: null,
    startDate: null,
    endDate: null,
    minutes: time && sessionPrice({ ...time, plan, zone, holidays }).minutes,
    discounts: classDiscount(plan.sessionDiscountBps ?? 0),
    cancellation: cancellationWords(plan.cancellation),
  };
}

/** Quotes a reservation of either kind. Null when the plan has no price for that kind. */
export function quote(
  input: ({ readonly kind: 'rental' } & RentalQuoteInput) | ({ readonly kind: 'session' } & SessionQuoteInput),
): Quote | null {
  return input.kind === 'rental' ? quoteRental(input) : quoteSession(input);
}

import { sumFen, toFen } from '../money/fen.js';
import { splitByWeights } from '../money/split-by-shares.js';
import { addTax, splitTax } from '../money/tax.js';
import { explain } from '../pricing/explain.js';
import type { RatePlan } from '../pricing/rate-plan.js';
import { discountedMonthlyFen } from '../pricing/rental-price.js';
import { hourlyRateFen } from '../pricing/session-price.js';
import type { CalendarMonth } from '../time/calendar-date.js';
import type { Instant } from '../time/period.js';
import type { ChargeTarget } from './charge.js';

/** What the hours taxed in one way come to. */
interface TaxedHours {
  readonly taxRateBps: number;
  readonly taxCode: string;
  readonly itemName: string;
  readonly amountFen: number;
  readonly taxFen: number;
}

/** What a company's hours on one instrument come to in one month; built up session by session with `withSession`. */
export interface MonthOfHours {
  readonly month: CalendarMonth;
  readonly sessions: number;
  /** When the first of them was booked to start: its prices give the cap. */
  readonly firstStart: Instant;
  /** What the month's hours cost at most; null: its plan has no monthly price, so there is no cap. */
  readonly capFen: number | null;
  /** Highest rate first, then by code. */
  readonly taxed: readonly TaxedHours[];
}

/** A session that is charged by the hour, as far as the cap is concerned. */
export interface ChargedSession {
  readonly bookedStart: Instant;
  readonly capFen: number | null;
  /** All that it owes; only its hours count. */
  readonly lines: readonly ChargeTarget[];
}

/**
 * The most that a month of hours costs: the monthly price as for a rental of one month, the company's own discount taken
 * off, tax included; null when the plan has none. 4,500.00 for a startup with 20 %: 3,600.00.
 */
export function monthlyCapFen(
  plan: Pick<RatePlan, 'monthlyFen' | 'termTiers' | 'rentalTax'>,
  companyBps: number,
): number | null {
  if (plan.monthlyFen === null) return null;
  const { monthlyFen: listMonthlyFen, termTiers, rentalTax } = plan;
  const monthlyFen = discountedMonthlyFen({ listMonthlyFen, months: 1, termTiers, companyBps });
  const { rateBps } = rentalTax;
  return rentalTax.inclusive === false ? addTax({ netFen: monthlyFen, rateBps }).grossFen : monthlyFen;
}

/** The hours among a session's charges: what its time costs, minimum charge included. Samples, fees, damages are not. */
function hourLines(lines: readonly ChargeTarget[]): ChargeTarget[] {
  return lines.filter((line) => line.component === 'session');
}

function byTax(a: TaxedHours, b: TaxedHours): number {
  return b.taxRateBps - a.taxRateBps || (a.taxCode < b.taxCode ? -1 : 1);
}

function withLine(taxed: readonly TaxedHours[], line: TaxedHours): TaxedHours[] {
  const isSame = (one: TaxedHours): boolean => one.taxRateBps === line.taxRateBps && one.taxCode === line.taxCode;
  const { taxRateBps, taxCode, itemName } = line;
  const known = taxed.find(isSame) ?? { taxRateBps, taxCode, itemName, amountFen: 0, taxFen: 0 };
  const more = {
    ...known,
    amountFen: toFen(known.amountFen + line.amountFen),
    taxFen: toFen(known.taxFen + line.taxFen),
  };
  return [...taxed.filter((one) => !isSame(one)), more].sort(byTax);
}

/** The month with one session more; unchanged when the session owes no hours. All of its hours lie in one month. */
export function withSession(month: MonthOfHours | undefined, session: ChargedSession): MonthOfHours | undefined {
  const lines = hourLines(session.lines);
  const [first] = lines;
  if (!first) return month;
  const isFirst = month === undefined || session.bookedStart < month.firstStart;
  return {
    month: first.month,
    sessions: (month?.sessions ?? 0) + 1,
    firstStart: isFirst ? session.bookedStart : month.firstStart,
    capFen: isFirst ? session.capFen : month.capFen,
    taxed: lines.reduce(withLine, [...(month?.taxed ?? [])]),
  };
}

/** What hours were stated to be more or less than charged, with the tax of the line that it corrects. */
export type HoursCorrection = TaxedHours;

/** The month with hours corrected by hand (a disputed line): the cap is on what they cost in the end, not on what was first charged. */
export function withCorrection(month: MonthOfHours, correction: HoursCorrection): MonthOfHours {
  return { ...month, taxed: withLine(month.taxed, correction) };
}

/** What a month of hours comes to before the cap. */
export function hoursFen(month: MonthOfHours): number {
  return sumFen(month.taxed.map((one) => one.amountFen));
}

/**
 * What a month of hours costs less because it never costs more than the month's rent: a negative line of its own, split
 * by tax rate in proportion of the hours so taxed. Its tax is what is left of the hours' tax after one computation on what
 * remains, so that hours and saving together carry the tax of the capped amount. Nothing below the cap or without one
 * (ADR 0030). Rent of the same month stands beside it and counts for nothing here.
 *
 * 45 hours at 120.00 are 5,400.00; the month's rent is 4,500.00: −900.00.
 */
export function bestOfLines(month: MonthOfHours): ChargeTarget[] {
  const totalFen = hoursFen(month);
  const { capFen, sessions } = month;
  if (capFen === null || totalFen <= capFen) return [];
  const savingFen = toFen(totalFen - capFen);
  const parts = splitByWeights(
    savingFen,
    month.taxed.map((one) => Math.max(one.amountFen, 0)),
  );
  return month.taxed.flatMap(({ taxRateBps, taxCode, itemName, amountFen, taxFen }, i) => {
    const partFen = parts[i]!;
    if (partFen === 0) return [];
    const left = splitTax({ grossFen: amountFen - partFen, rateBps: taxRateBps });
    const lineTaxFen = toFen(left.taxFen - taxFen);
    const formula = { kind: 'best_of', sessions, hoursFen: totalFen, capFen, savingFen, partFen, taxRateBps } as const;
    return [
      {
        component: 'best_of' as const,
        segment: 1,
        month: month.month,
        amountFen: 0 - partFen,
        netFen: toFen(0 - partFen - lineTaxFen),
        taxFen: lineTaxFen,
        taxRateBps,
        taxCode,
        itemName,
        explanation: explain(formula, 0 - partFen),
      },
    ];
  });
}

/**
 * How much longer one has to use an instrument until the month is capped: the fewest minutes, in whole increments, whose
 * price reaches what is left. 0 when it is capped already, null when an hour costs nothing.
 *
 * 720.00 left at 120.00 an hour: 360 minutes.
 */
export function minutesToCap(of: {
  readonly leftFen: number;
  readonly hourlyFen: number;
  readonly incrementMinutes: number;
}): number | null {
  const { leftFen, hourlyFen, incrementMinutes } = of;
  if (leftFen <= 0) return 0;
  if (hourlyFen <= 0) return null;
  // The price is rounded half up, so it reaches what is left half a fen before.
  return Math.ceil(((2 * leftFen - 1) * 30) / (hourlyFen * incrementMinutes)) * incrementMinutes;
}

/** Where a month of hours stands against its cap. */
export interface CapState {
  readonly month: CalendarMonth;
  readonly capFen: number;
  /** What the hours cost: never more than the cap. */
  readonly paidFen: number;
  /** How much longer until it is capped, at the weekday's price; 0: it is, null: an hour costs nothing. */
  readonly minutesToCap: number | null;
}

/** Where a month of hours stands, for whoever books more of them; null without a cap. Hours ahead count as booked. */
export function capState(
  month: MonthOfHours | undefined,
  plan: Pick<RatePlan, 'hourly' | 'sessionIncrementMinutes'>,
): CapState | null {
  if (!month || month.capFen === null) return null;
  const { capFen } = month;
  const paidFen = Math.min(hoursFen(month), capFen);
  const hourlyFen = hourlyRateFen(plan, 'weekday') ?? 0;
  const incrementMinutes = plan.sessionIncrementMinutes;
  return {
    month: month.month,
    capFen,
    paidFen,
    minutesToCap: minutesToCap({ leftFen: capFen - paidFen, hourlyFen, incrementMinutes }),
  };
}

/** What sessions that are looked at would do to their month. */
export interface CapAfter extends CapState {
  /** What their hours really add; less than their price where they meet the cap. */
  readonly addsFen: number;
  /** What the cap takes off the price of their hours. */
  readonly savesFen: number;
}

/**
 * The month's cap with some sessions more, as they were quoted; null without a cap, or where they pay for no hours at all.
 *
 * 4,200.00 booked of at most 4,500.00 and 600.00 looked at: it adds 300.00 and saves 300.00.
 */
export function capAfter(
  before: MonthOfHours | undefined,
  sessions: readonly ChargedSession[],
  plan: Parameters<typeof capState>[1],
): CapAfter | null {
  const month = sessions.reduce<MonthOfHours | undefined>(withSession, before);
  const after = month === before ? null : capState(month, plan);
  if (!month || !after) return null;
  const priceFen = hoursFen(month) - (before ? hoursFen(before) : 0);
  const addsFen = Math.max(after.paidFen - (capState(before, plan)?.paidFen ?? 0), 0);
  return { ...after, addsFen, savesFen: Math.max(priceFen - addsFen, 0) };
}

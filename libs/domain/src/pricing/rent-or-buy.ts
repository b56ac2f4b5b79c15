import type { Localized } from '../core/localized.js';
import { scaleFen, shareOfFen, toFen } from '../money/fen.js';
import { formatYuan } from '../money/yuan-text.js';

/**
 * The list price that an instrument begins with when nobody sets one: one percent of its original value a month,
 * halves up. 450,000.00 gives 4,500.00.
 */
export function defaultMonthlyFen(originalValueFen: number): number {
  return shareOfFen(originalValueFen, 100);
}

/** What renting costs beside buying, for a tenant who weighs the two. */
export interface RentOrBuy {
  readonly rentTotalFen: number;
  /** Rent of the whole term as a share of the original value, in basis points. */
  readonly shareBps: number;
  /** Rented this many months, rent has reached the original value; null when the rent or the value is nothing. */
  readonly breakEvenMonths: number | null;
  readonly message: Localized;
}

/**
 * Sets the rent of a term beside the price of buying: the sum, its share of the original value (halves up),
 * and the month in which renting has cost as much. 4,500.00 a month for 6 months of an instrument
 * of 450,000.00 is 27,000.00, 6 % of it; break-even after 100 months.
 */
export function rentOrBuy(input: {
  readonly originalValueFen: number;
  readonly monthlyFen: number;
  readonly months: number;
}): RentOrBuy {
  const rentTotalFen = toFen(input.monthlyFen * input.months);
  const comparable = input.originalValueFen > 0 && input.monthlyFen > 0;
  const shareBps = input.originalValueFen > 0 ? scaleFen(rentTotalFen, 10000, input.originalValueFen) : 0;
  const breakEvenMonths = comparable ? Math.ceil(input.originalValueFen / input.monthlyFen) : null;
  const percent = formatYuan(shareBps);
  return {
    rentTotalFen,
    shareBps,
    breakEvenMonths,
    message: {
      zh: `租 ${input.months} 个月共 ¥${formatYuan(rentTotalFen)}，为原值的 ${percent}%${breakEvenMonths === null ? '' : `；租满约 ${breakEvenMonths} 个月与购置持平`}`,
      en: `${input.months} ${input.months === 1 ? 'month of rent is' : 'months of rent are'} ¥${formatYuan(rentTotalFen)}, ${percent} % of the original value${breakEvenMonths === null ? '' : `; renting costs as much as buying after ${breakEvenMonths} months`}`,
    },
  };
}

/**
 * What a tenant who has rented may set against the price of buying: a share of the rents paid, halves up,
 * never more than the price itself (rules §4, rent-to-own). Half of 27,000.00 paid is 13,500.00.
 */
export function purchaseCreditFen(input: {
  readonly rentsPaidFen: number;
  readonly shareBps: number;
  readonly purchasePriceFen: number;
}): number {
  return Math.min(shareOfFen(input.rentsPaidFen, input.shareBps), toFen(input.purchasePriceFen));
}

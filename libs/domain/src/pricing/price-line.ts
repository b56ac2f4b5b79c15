import { sumFen } from '../money/fen.js';
import { addTax, splitTax } from '../money/tax.js';
import type { CalendarMonth } from '../time/calendar-date.js';
import type { Explanation } from './explanation.js';
import type { TaxTreatment } from './rate-plan.js';

/** What an amount is for; with segment and month it names a charge of a source (rules §5). */
export type ChargeComponent =
  | 'rent'
  /** Rent that is not owed because the park took the instrument out: negative, by day (ADR 0020). */
  | 'abatement'
  /** A share of what others paid for hours that the holder released: negative (ADR 0021). */
  | 'idle_credit'
  | 'session'
  | 'overdue'
  | 'cancellation'
  | 'no_show'
  | 'run'
  | 'sample'
  | 'assistance'
  | 'consumable'
  /** Samples that the park's staff ran on order. */
  | 'service'
  | 'damage'
  /** Stated by finance with a reason; may be negative. */
  | 'adjustment'
  /** What hourly charges of a month were above that month's rent: negative. */
  | 'best_of'
  /** The part of a deposit that is kept. */
  | 'forfeit';

/** One amount for one component in one calendar month, with its tax and how it was reckoned. Amounts are tax-inclusive. */
export interface PriceLine {
  readonly component: ChargeComponent;
  /** Rent: 1 for the first term, one more for each extension. Session: the place of its band (1 to 4), 5 the minimum charge, 6 days. Else 1. */
  readonly segment: number;
  readonly month: CalendarMonth;
  readonly amountFen: number;
  readonly netFen: number;
  readonly taxFen: number;
  readonly taxRateBps: number;
  readonly taxCode: string;
  readonly itemName: string;
  readonly explanation: Explanation;
}

/**
 * Puts the tax to a priced amount: taken out of it, or added where the plan's prices exclude tax (rules §4, tax).
 * 2,467.74 at 13 % is 2,183.84 and 283.90.
 */
export function priceLine(
  line: Pick<PriceLine, 'component' | 'segment' | 'month' | 'explanation'>,
  pricedFen: number,
  tax: TaxTreatment,
): PriceLine {
  const { component, segment, month, explanation } = line;
  const { rateBps: taxRateBps, code: taxCode, itemName } = tax;
  const { amountFen, netFen, taxFen } = taxed(pricedFen, tax);
  // Named one by one: a month's billing makes millions of lines, and spreading objects was a third of its reckoning.
  return { component, segment, month, explanation, taxRateBps, taxCode, itemName, amountFen, netFen, taxFen };
}

function taxed(
  pricedFen: number,
  { rateBps, inclusive }: TaxTreatment,
): Pick<PriceLine, 'amountFen' | 'netFen' | 'taxFen'> {
  if (inclusive === false) {
    const { grossFen, taxFen } = addTax({ netFen: pricedFen, rateBps });
    return { amountFen: grossFen, netFen: pricedFen, taxFen };
  }
  const { netFen, taxFen } = splitTax({ grossFen: pricedFen, rateBps });
  return { amountFen: pricedFen, netFen, taxFen };
}

/** The totals of lines: each a sum of the lines, nothing reckoned again from a total (rules §4, tax). */
export function lineTotals(lines: readonly Pick<PriceLine, 'amountFen' | 'netFen' | 'taxFen'>[]): {
  totalFen: number;
  netFen: number;
  taxFen: number;
} {
  return {
    totalFen: sumFen(lines.map((line) => line.amountFen)),
    netFen: sumFen(lines.map((line) => line.netFen)),
    taxFen: sumFen(lines.map((line) => line.taxFen)),
  };
}

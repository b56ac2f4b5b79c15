import { scaleFen, toFen } from './fen.js';

/**
 * What of a tax-inclusive amount is the price and what is the tax:
 * `net = half_up(gross / (1 + rate))`, tax is the rest, so the two always sum to the gross (rules §4, tax).
 * 4,500.00 at 13 % is 3,982.30 and 517.70; a credit of −4,520.00 is −4,000.00 and −520.00.
 */
export function splitTax(input: { readonly grossFen: number; readonly rateBps: number }): {
  netFen: number;
  taxFen: number;
} {
  const netFen = scaleFen(input.grossFen, 10000, 10000 + input.rateBps);
  return { netFen, taxFen: toFen(input.grossFen - netFen) };
}

/**
 * What is owed for a price quoted before tax: `tax = half_up(net × rate)`, gross is the sum.
 * Only for rate plans that say their prices exclude tax (rules §4). 4,000.00 at 13 % is 4,520.00.
 */
export function addTax(input: { readonly netFen: number; readonly rateBps: number }): {
  grossFen: number;
  taxFen: number;
} {
  const taxFen = scaleFen(input.netFen, input.rateBps, 10000);
  return { grossFen: toFen(input.netFen + taxFen), taxFen };
}

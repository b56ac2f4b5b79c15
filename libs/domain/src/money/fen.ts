import { invariant } from '../core/assert.js';
import { halfUpDiv, halfUpQuotient } from './half-up.js';

declare const fenUnit: unique symbol;

/** An amount of money in whole fen, always a safe integer (rules §4). Assignable to `number`; made by `toFen`. */
export type Fen = number & { readonly [fenUnit]: 'fen' };

/** Accepts an amount as fen. A fraction, or more than nine quadrillion, is a programmer's mistake and throws. */
export function toFen(amount: number | bigint): Fen {
  const value = Number(amount);
  invariant(Number.isSafeInteger(value), `not a whole number of fen: ${String(amount)}`);
  return value as Fen;
}

/**
 * A fraction of an amount, rounded once, halves away from zero; the product is exact (rules §4).
 * 17/31 of 4,500.00 is 2,467.74.
 */
export function scaleFen(amountFen: number, numerator: number, denominator: number): Fen {
  const product = toFen(amountFen) * numerator;
  const isExact = Number.isSafeInteger(product) && Number.isInteger(numerator) && Number.isSafeInteger(denominator);
  // A month's billing scales millions of amounts, nearly all of them too small for big integers to be needed.
  if (isExact) return toFen(halfUpQuotient(product, denominator));
  return toFen(halfUpDiv(BigInt(toFen(amountFen)) * BigInt(numerator), BigInt(denominator)));
}

/** A share in basis points of an amount, halves away from zero. 300 bps of 4,500.00 is 135.00. */
export function shareOfFen(amountFen: number, bps: number): Fen {
  return scaleFen(amountFen, bps, 10000);
}

/** The exact sum of amounts in fen; 0 for none. */
export function sumFen(amounts: readonly number[]): Fen {
  let total = 0;
  for (const amount of amounts) {
    total += amount;
    if (!Number.isSafeInteger(total)) return toFen(amounts.reduce((sum, one) => sum + BigInt(one), 0n));
  }
  return toFen(total);
}

import { invariant } from '../core/assert.js';

/**
 * The only rounding in the product: to the nearest whole, halves away from zero (rules §4).
 * 5 / 2 is 3, −5 / 2 is −3. The denominator is positive.
 */
export function halfUpDiv(numerator: bigint, denominator: bigint): bigint {
  invariant(denominator > 0n, 'denominator must be positive');
  const magnitude = numerator < 0n ? -numerator : numerator;
  const quotient = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -quotient : quotient;
}

/** The same of safe integers, without the way over big ones: a remainder of them is exact, and so is what it leaves. */
export function halfUpQuotient(numerator: number, denominator: number): number {
  invariant(denominator > 0, 'denominator must be positive');
  const magnitude = Math.abs(numerator);
  const rest = magnitude % denominator;
  const down = (magnitude - rest) / denominator;
  const quotient = rest >= denominator - rest ? down + 1 : down;
  return numerator < 0 ? 0 - quotient : quotient;
}

import { invariant } from '../core/assert.js';
import { toFen } from './fen.js';

const WHOLE_BPS = 10000;

/**
 * Splits an amount (fen, not negative) in proportion to weights: each gets its part rounded down, and the fen that are
 * left go one each to the largest remainders, the earlier first. The parts sum to the whole, and as long as the amount
 * is not more than the weights together no part is more than its weight.
 *
 * 1,000 by 3334, 3333, 3333: 334, 333, 333.
 * @throws when nothing has a weight
 */
export function splitByWeights(fen: number, weights: readonly number[]): number[] {
  invariant(fen >= 0, 'what is split is not negative');
  invariant(
    weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0),
    'weights are whole and not negative',
  );
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  invariant(total > 0n, 'something has a weight');
  const products = weights.map((weight) => BigInt(fen) * BigInt(weight));
  const parts = products.map((product) => Number(product / total));
  const byRemainder = products
    .map((product, i) => ({ i, remainder: product % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1));
  const left = fen - parts.reduce((sum, part) => sum + part, 0);
  for (const { i } of byRemainder.slice(0, left)) parts[i]! += 1;
  return parts.map(toFen);
}

/** The same by shares in basis points that make up the whole. 1,000 by 33.34 %, 33.33 %, 33.33 %: 334, 333, 333. */
export function splitByShares(fen: number, sharesBps: readonly number[]): number[] {
  invariant(
    sharesBps.every((bps) => Number.isInteger(bps) && bps >= 0) &&
      sharesBps.reduce((sum, bps) => sum + bps, 0) === WHOLE_BPS,
    'shares are whole basis points and make up 10000',
  );
  return splitByWeights(fen, sharesBps);
}

import { invariant } from '../core/assert.js';
import { toFen } from './fen.js';

const WHOLE_BPS = 10000;

/**
 * Splits an amount (fen, not negative) by shares in basis points that make up the whole: each gets its part rounded
 * down, and the fen that are left go one each to the largest remainders, the earlier first. The parts sum to the whole.
 *
 * 1,000 by 3334, 3333, 3333: 334, 333, 333.
 */
export function splitByShares(fen: number, sharesBps: readonly number[]): number[] {
  invariant(fen >= 0, 'what is split is not negative');
  invariant(
    sharesBps.every((bps) => Number.isInteger(bps) && bps >= 0) && sum(sharesBps) === WHOLE_BPS,
    'shares are whole basis points and make up 10000',
  );
  const products = sharesBps.map((bps) => BigInt(fen) * BigInt(bps));
  const parts = products.map((product) => Number(product / BigInt(WHOLE_BPS)));
  const byRemainder = products
    .map((product, i) => ({ i, remainder: product % BigInt(WHOLE_BPS) }))
    .sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1));
  for (const { i } of byRemainder.slice(0, fen - sum(parts))) parts[i]! += 1;
  return parts.map(toFen);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

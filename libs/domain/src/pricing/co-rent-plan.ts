import { splitByShares } from '../money/split-by-shares.js';
import type { RatePlan } from './rate-plan.js';

/**
 * The rate plan of one co-renter: the monthly price and a stated deposit in its share, so that the shares of all sum to
 * the price of one. Term and class discounts are then taken off its own part (ADR 0021).
 *
 * 4,500.01 at 50 / 50: 2,250.01 and 2,250.00.
 */
export function coRentPlan(plan: RatePlan, sharesBps: readonly number[], part: number): RatePlan {
  const share = (fen: number | null): number | null =>
    fen === null ? null : (splitByShares(fen, sharesBps)[part] ?? null);
  return { ...plan, monthlyFen: share(plan.monthlyFen), depositFen: share(plan.depositFen) };
}

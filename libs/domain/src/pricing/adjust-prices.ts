import { scaleFen, toFen } from '../money/fen.js';
import type { HourlyRate } from './rate-plan.js';

/** The prices that can be changed by a percentage together. */
export const ADJUSTABLE_PRICES = ['monthly', 'hourly', 'day', 'run', 'sample', 'minimum', 'deposit'] as const;
/** One of them. */
export type AdjustablePrice = (typeof ADJUSTABLE_PRICES)[number];

/** Dearer (positive) or cheaper (negative) by basis points, to a whole multiple of `roundToFen`. */
export interface PriceChange {
  readonly prices: readonly AdjustablePrice[];
  readonly bps: number;
  readonly roundToFen: number;
}

/** What of a plan a percentage can change; null stays null: what has no price gets none. */
export interface AdjustablePlan {
  readonly monthlyFen: number | null;
  readonly hourly: readonly HourlyRate[];
  readonly dayFen: number | null;
  readonly runFen: number | null;
  readonly sampleFen: number | null;
  readonly minimumChargeFen: number;
  readonly depositFen: number | null;
}

/**
 * A price changed by a percentage and rounded once, halves up, to a multiple of `roundToFen`:
 * 4,500.00 and 3.5 % to whole ten yuan is 4,660.00.
 */
export function adjustedFen(fen: number, change: Pick<PriceChange, 'bps' | 'roundToFen'>): number {
  const steps = scaleFen(fen, 10000 + change.bps, 10000 * change.roundToFen);
  return toFen(steps * change.roundToFen);
}

/** The prices of a plan after a change; those that were not named, and everything else it says, stay. */
export function adjustedPlan<P extends AdjustablePlan>(plan: P, change: PriceChange): P {
  const { prices } = change;
  const of = <F extends number | null>(name: AdjustablePrice, fen: F): F =>
    (fen === null || !prices.includes(name) ? fen : adjustedFen(fen, change)) as F;
  return {
    ...plan,
    monthlyFen: of('monthly', plan.monthlyFen),
    hourly: plan.hourly.map((rate) => ({ ...rate, hourlyFen: of('hourly', rate.hourlyFen) })),
    dayFen: of('day', plan.dayFen),
    runFen: of('run', plan.runFen),
    sampleFen: of('sample', plan.sampleFen),
    minimumChargeFen: of('minimum', plan.minimumChargeFen),
    depositFen: of('deposit', plan.depositFen),
  };
}

/** Whether a price that cost something would cost nothing: a rounding that is too coarse for it. */
export function makesFree(before: AdjustablePlan, after: AdjustablePlan): boolean {
  const amounts = (plan: AdjustablePlan): (number | null)[] => [
    plan.monthlyFen,
    plan.dayFen,
    plan.runFen,
    plan.sampleFen,
    ...plan.hourly.map((rate) => rate.hourlyFen),
  ];
  const becomes = amounts(after);
  return amounts(before).some((fen, at) => fen !== null && fen > 0 && becomes[at] === 0);
}

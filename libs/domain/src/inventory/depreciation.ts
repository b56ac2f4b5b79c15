import { invariant } from '../core/assert.js';
import { scaleFen, shareOfFen } from '../money/fen.js';
import { monthsBetween } from '../time/calendar-month.js';
import type { CalendarMonth } from '../time/calendar-date.js';

/** How an instrument is written off: in equal parts, from the month after it was put to use (当月增加，次月起提). */
export interface StraightLine {
  readonly valueFen: number;
  /** What is left at the end, as a share of the value. */
  readonly residualBps: number;
  readonly lifeMonths: number;
  readonly inUseSince: CalendarMonth;
}

/** Written off by the end of so many months: halves up, so that the months sum to the whole. */
function byMonths({ valueFen, residualBps, lifeMonths }: StraightLine, months: number): number {
  const wholeFen = valueFen - shareOfFen(valueFen, residualBps);
  return scaleFen(wholeFen, Math.min(Math.max(months, 0), lifeMonths), lifeMonths);
}

/**
 * What is written off in the months from one to another, both included. 450,000.00 over ten years with 5 % left is
 * 3,562.50 a month: 42,750.00 a year, nothing before the month after it was put to use, nothing after ten years.
 */
export function depreciationFen(asset: StraightLine, from: CalendarMonth, to: CalendarMonth): number {
  invariant(asset.lifeMonths > 0, 'an instrument lasts a month or more');
  if (to < from) return 0;
  const before = monthsBetween(asset.inUseSince, from) - 1;
  return byMonths(asset, monthsBetween(asset.inUseSince, to)) - byMonths(asset, before);
}

import { parentPort, workerData } from 'node:worker_threads';
import { addMonths } from '@parkbench/domain';
import { Lots } from '../lots.js';
import { drawPlan, emptySweep, starts, type Swept, sweepRental, sweepReturn } from './calendar-sweep.js';
import { moneyProperties } from './properties.js';
import { rules } from './property.js';

/** A worker's part of the rig. */
export interface Shift {
  readonly seed: number;
  /** Of each property. */
  readonly cases: number;
  /** Price plans, each swept over every start day of twenty years. */
  readonly plans: number;
}

export interface ShiftResult {
  readonly failures: readonly string[];
  readonly swept: Swept;
}

function checkProperties({ seed, cases }: Shift): string[] {
  return moneyProperties.flatMap(({ brokenBy }) => brokenBy(rules, { seed, numRuns: cases }) ?? []);
}

function sweep({ seed, plans }: Shift): Swept {
  const lots = new Lots(seed);
  const found = emptySweep();
  const days = starts();
  for (let n = 0; n < plans; n++) {
    const plan = drawPlan(lots);
    const months = plan.segments.reduce((sum, segment) => sum + segment.months, 0);
    for (const startDate of days) {
      const rental = { ...plan, startDate };
      const agreed = addMonths(startDate, months) > startDate ? 31 * months : 1;
      sweepRental(rental, found);
      sweepReturn(rental, lots.below(agreed), found);
    }
  }
  return found;
}

const shift = workerData as Shift;
parentPort?.postMessage({ failures: checkProperties(shift), swept: sweep(shift) } satisfies ShiftResult);

import { toFen } from '../money/fen.js';
import type { CalendarMonth } from '../time/calendar-date.js';
import { explain } from './explain.js';
import { priceLine, type PriceLine } from './price-line.js';
import type { TaxTreatment } from './rate-plan.js';

/** Something used and counted: runs, samples, hours of a technician, consumables. */
export interface CountedUse {
  readonly component: 'run' | 'sample' | 'assistance' | 'consumable';
  readonly count: number;
  readonly unitFen: number;
  readonly tax: TaxTreatment;
}

/** Prices what is counted: count × unit price, a line of its own with its own tax (rules §4). 3 runs at 120.00 are 360.00. */
export function countLine(use: CountedUse, segment: number, month: CalendarMonth): PriceLine {
  const fen = toFen(use.count * use.unitFen);
  const explanation = explain({ kind: 'count', count: use.count, unitFen: use.unitFen }, fen);
  return priceLine({ component: use.component, segment, month, explanation }, fen, use.tax);
}

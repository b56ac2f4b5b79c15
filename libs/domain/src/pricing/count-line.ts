import type { Localized } from '../core/localized.js';
import { scaleFen, toFen, type Fen } from '../money/fen.js';
import type { CalendarMonth } from '../time/calendar-date.js';
import { explain } from './explain.js';
import { priceLine, type PriceLine } from './price-line.js';
import type { TaxTreatment } from './rate-plan.js';
import type { Unit } from './unit.js';

/** Something used and counted: runs, samples, hours of a technician, consumables. */
export interface CountedUse {
  readonly component: 'run' | 'sample' | 'assistance' | 'consumable';
  /** Whole units; minutes where the unit is the hour. */
  readonly count: number;
  /** Price of one unit, of an hour where the unit is the hour. */
  readonly unitFen: number;
  readonly tax: TaxTreatment;
  /** Left out: times. */
  readonly unit?: Unit;
  /** What it is called; runs and samples need no name. */
  readonly name?: Localized;
  /** What was booked, where something else was counted. */
  readonly bookedCount?: number;
}

/** What so much of something costs, before tax is put to it: count × unit price; 90 minutes at 300.00 an hour are 450.00. */
export function countedFen({ count, unitFen, unit }: Pick<CountedUse, 'count' | 'unitFen' | 'unit'>): Fen {
  return unit === 'hour' ? scaleFen(unitFen, count, 60) : toFen(count * unitFen);
}

/** Prices what is counted: count × unit price, a line of its own with its own tax (rules §4). 3 runs at 120.00 are 360.00. */
export function countLine(use: CountedUse, segment: number, month: CalendarMonth): PriceLine {
  const { component, count, unitFen, unit, name, bookedCount, tax } = use;
  const fen = countedFen(use);
  const formula = {
    kind: 'count',
    count,
    unitFen,
    ...(unit && { unit }),
    ...(name && { name }),
    ...(bookedCount !== undefined && bookedCount !== count && { bookedCount }),
  } as const;
  return priceLine({ component, segment, month, explanation: explain(formula, fen) }, fen, tax);
}

import { addDays, daysBetween } from '../time/calendar-date.js';
import { instantAt, localDate, localParts } from '../time/park-time.js';
import type { Instant, Period } from '../time/period.js';
import { nextFreeSlot, type RentalSlotSearch, type SessionSlotSearch } from './alternatives.js';

const MINUTE = 60000;
/** Sooner or later one gives up: grids that never meet would be looked at minute by minute. */
const MOST_STEPS = 4000;

/** What is known of one instrument that may serve an item; when to look is said by the search. */
export type CommonUnit = Omit<RentalSlotSearch, 'from' | 'horizon'> | Omit<SessionSlotSearch, 'from' | 'horizon'>;

/** One item of a bundle: when it was asked to start, which instruments may serve it, and how many of them it needs. */
export interface CommonItem {
  readonly start: Instant;
  readonly quantity: number;
  readonly units: readonly CommonUnit[];
}

/** By how much a whole bundle moves: days in the park's calendar, or minutes as they pass. */
export type Shift = { readonly days: number } | { readonly minutes: number };

/** A time at which every item of a bundle is free: how far it lies off, and the period of each item. */
export interface CommonSlot {
  readonly shift: Shift;
  readonly periods: readonly Period[];
}

/** How a bundle moves as one. */
interface Pace {
  at(start: Instant, steps: number): Instant;
  /** The fewest steps that bring `start` to `wanted` or past it. */
  stepsTo(start: Instant, wanted: Instant): number;
  shift(steps: number): Shift;
}

/** Rentals begin at midnight, so a bundle with one moves by whole days; sessions keep their wall time. */
function byDays(zone: string): Pace {
  const at = (start: Instant, days: number): Instant => {
    const { date, minutesOfDay } = localParts(start, zone);
    return instantAt(addDays(date, days), minutesOfDay, zone);
  };
  return {
    at,
    stepsTo: (start, wanted) => {
      const days = daysBetween(localDate(start, zone), localDate(wanted, zone));
      return at(start, days) >= wanted ? days : days + 1;
    },
    shift: (days) => ({ days }),
  };
}

const byMinutes: Pace = {
  at: (start, minutes) => start + minutes * MINUTE,
  stepsTo: (start, wanted) => Math.ceil((wanted - start) / MINUTE),
  shift: (minutes) => ({ minutes }),
};

/** The first slots from an instant on of as many units as are needed, the latest of them last; null: there are too few. */
function earliest(item: CommonItem, from: Instant, horizon: Instant): Period | null {
  const slots = item.units.flatMap((unit) => nextFreeSlot({ ...unit, from, horizon }) ?? []);
  return slots.sort((a, b) => a.start - b.start)[item.quantity - 1] ?? null;
}

/**
 * The first time at which all items of a bundle are free together, none before it was asked for, each ended by
 * `horizon`. The items keep their distance from each other. A pooled item needs as many free units as its quantity; two
 * items that draw on the same units at the same time are not told apart, so for them it is advice only.
 * Null when there is none (rules §2).
 */
export function nextCommonSlot(
  items: readonly CommonItem[],
  { horizon, zone }: { readonly horizon: Instant; readonly zone: string },
): CommonSlot | null {
  const pace = items.some((item) => item.units.some((unit) => unit.kind === 'rental')) ? byDays(zone) : byMinutes;
  let steps = 0;
  for (let turn = 0; turn < MOST_STEPS; turn++) {
    const periods: Period[] = [];
    let needed = steps;
    for (const item of items) {
      const slot = earliest(item, pace.at(item.start, steps), horizon);
      if (!slot) return null;
      periods.push(slot);
      needed = Math.max(needed, pace.stepsTo(item.start, slot.start));
    }
    if (needed === steps) return { shift: pace.shift(steps), periods };
    steps = needed;
  }
  return null;
}

/** An instant moved by a shift: by days it keeps its wall time in the park. */
export function shifted(instant: Instant, shift: Shift, zone: string): Instant {
  return 'days' in shift ? byDays(zone).at(instant, shift.days) : byMinutes.at(instant, shift.minutes);
}

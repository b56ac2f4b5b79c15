import { type Likeness, likenessOf } from '../inventory/equivalence.js';
import type { InstrumentFacts, OpenModes, Turnaround } from '../inventory/instrument.js';
import { openPeriods, type OpeningHours, type SpecialDays } from '../inventory/opening-hours.js';
import { addDays, type CalendarDate } from '../time/calendar-date.js';
import { localDate, localParts, startOfDay } from '../time/park-time.js';
import { contains, overlaps, type Instant, type Period } from '../time/period.js';
import { occupiedPeriod, rentalPeriod } from './occupied-period.js';

const MINUTE = 60000;

interface SlotSearch {
  /** What is taken of the instrument, turnaround included; in any order. */
  readonly busy: readonly Period[];
  /** The earliest start. */
  readonly from: Instant;
  /** The latest end. */
  readonly horizon: Instant;
  readonly zone: string;
  readonly turnaround?: Turnaround;
}

/** Looks for a slot of whole months. */
export interface RentalSlotSearch extends SlotSearch {
  readonly kind: 'rental';
  readonly months: number;
}

/** Looks for a slot of minutes, on the increment grid and inside opening hours. */
export interface SessionSlotSearch extends SlotSearch {
  readonly kind: 'session';
  readonly lengthMinutes: number;
  readonly incrementMinutes: number;
  readonly openingHours: OpeningHours | null;
  /** Holidays with hours of their own; left out: none. */
  readonly days?: SpecialDays;
}

const NO_TURNAROUND: Turnaround = { beforeMinutes: 0, afterMinutes: 0 };

/** The taken period that ends last among those a slot runs into, or null when the slot is free. */
function blocker(period: Period, search: SlotSearch): Period | null {
  const occupied = occupiedPeriod(period, search.turnaround ?? NO_TURNAROUND);
  let last: Period | null = null;
  for (const taken of search.busy) {
    if (overlaps(taken, occupied) && (last === null || taken.end > last.end)) last = taken;
  }
  return last;
}

/** The earliest start after what blocks, its own turnaround before it kept. */
function startAfter(blocking: Period, search: SlotSearch): Instant {
  return blocking.end + (search.turnaround ?? NO_TURNAROUND).beforeMinutes * MINUTE;
}

function firstDayFrom(instant: Instant, zone: string): CalendarDate {
  const date = localDate(instant, zone);
  return startOfDay(date, zone) >= instant ? date : addDays(date, 1);
}

function nextRentalSlot(search: RentalSlotSearch): Period | null {
  let date = firstDayFrom(search.from, search.zone);
  for (;;) {
    const period = rentalPeriod({ start: date, months: search.months, zone: search.zone });
    if (period.end > search.horizon) return null;
    const blocking = blocker(period, search);
    if (!blocking) return period;
    const next = firstDayFrom(startAfter(blocking, search), search.zone);
    date = next > date ? next : addDays(date, 1);
  }
}

/** The first instant from here on whose wall time is on the grid; looks again after an hour that the zone skips. */
function onGrid(instant: Instant, search: SessionSlotSearch): Instant {
  let minute = Math.ceil(instant / MINUTE) * MINUTE;
  for (;;) {
    const off = localParts(minute, search.zone).minutesOfDay % search.incrementMinutes;
    if (off === 0) return minute;
    minute += (search.incrementMinutes - off) * MINUTE;
  }
}

/** The first free start in one open stretch, or null. */
function slotWithin(open: Period, search: SessionSlotSearch): Period | null {
  const lengthMs = search.lengthMinutes * MINUTE;
  let start = onGrid(open.start, search);
  for (;;) {
    const period = { start, end: start + lengthMs };
    if (!contains(open, period)) return null;
    const blocking = blocker(period, search);
    if (!blocking) return period;
    start = onGrid(Math.max(startAfter(blocking, search), start + MINUTE), search);
  }
}

function nextSessionSlot(search: SessionSlotSearch): Period | null {
  const range = { start: search.from, end: search.horizon };
  for (const open of openPeriods(search.openingHours, range, search)) {
    const slot = slotWithin(open, search);
    if (slot) return slot;
  }
  return null;
}

/**
 * The next free slot of the same length on an instrument, not before `from` and ended by `horizon`: for a rental whole
 * months from the first midnight on which it is free, for a session the first start on the grid inside opening hours.
 * Turnaround before and after is kept free too. Null when there is none (rules §2).
 */
export function nextFreeSlot(search: RentalSlotSearch | SessionSlotSearch): Period | null {
  return search.kind === 'rental' ? nextRentalSlot(search) : nextSessionSlot(search);
}

/** An instrument that might stand in, with what is taken of it and what it would cost (null: no price). */
export interface EquivalentCandidate {
  readonly instrument: InstrumentFacts;
  readonly busy: readonly Period[];
  readonly priceFen: number | null;
}

/**
 * Up to five instruments that can stand in for the wanted one: another of the same kind with the same or better
 * specification, in service, open in the same way, free in the asked period with its own turnaround; those that are
 * only of the same category come after them and say so; then cheapest first, unpriced last (rules §2).
 */
export function rankEquivalents<C extends EquivalentCandidate>(input: {
  readonly wanted: InstrumentFacts;
  /** In which way it must be open. */
  readonly mode: keyof OpenModes;
  readonly period: Period;
  readonly candidates: readonly C[];
  readonly limit?: number;
}): (C & { readonly likeness: Likeness })[] {
  const fits = ({ instrument, busy }: C): boolean =>
    instrument.id !== input.wanted.id &&
    instrument.status === 'in_service' &&
    instrument.openModes[input.mode] &&
    !busy.some((taken) => overlaps(taken, occupiedPeriod(input.period, instrument.turnaround)));
  const price = (candidate: C): number => candidate.priceFen ?? Number.MAX_SAFE_INTEGER;
  const last = ({ likeness }: { likeness: Likeness }): number => (likeness === 'similar' ? 1 : 0);
  return input.candidates
    .filter(fits)
    .flatMap((candidate) => {
      const likeness = likenessOf(input.wanted, candidate.instrument);
      return likeness ? [{ ...candidate, likeness }] : [];
    })
    .sort((a, b) => last(a) - last(b) || price(a) - price(b) || (a.instrument.id < b.instrument.id ? -1 : 1))
    .slice(0, input.limit ?? 5);
}

import type { Turnaround } from '../inventory/instrument.js';
import { openPeriods, type OpeningHours, type OpeningWindow, type SpecialDays } from '../inventory/opening-hours.js';
import { addDays, laterDate, type CalendarDate, type Weekday } from '../time/calendar-date.js';
import { localDate, startOfDay } from '../time/park-time.js';
import { intersect, lengthMs, subtract, type Instant, type Period } from '../time/period.js';
import { nextFreeSlot } from './alternatives.js';
import { occupiedPeriod, rentalPeriod } from './occupied-period.js';
import type { Violation, ViolationCode } from './violation.js';

const MINUTE = 60_000;

/** On which days and between which hours of the park's wall clock somebody could come; null: any. */
export interface WhenConvenient {
  readonly weekdays: readonly Weekday[] | null;
  readonly hours: OpeningWindow | null;
}

interface Waiting {
  /** What it will not be offered again: it was offered before and let go. */
  readonly declined?: readonly Period[];
}

/** Waits for a session of so many minutes that lies within a window, half open. */
export interface WaitingForSession extends Waiting, WhenConvenient {
  readonly kind: 'session';
  readonly lengthMinutes: number;
  readonly window: Period;
}

/** Waits for a rental of whole months that begins on one of these days, both included. */
export interface WaitingForRental extends Waiting {
  readonly kind: 'rental';
  readonly months: number;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
}

/** What somebody waits for: time by the hour or by the month. */
export type Wait = WaitingForSession | WaitingForRental;

/** An instrument on which time got free, as the search for a slot sees it. */
export interface FreedInstrument {
  readonly zone: string;
  readonly turnaround: Turnaround;
  readonly incrementMinutes: number;
  readonly openingHours: OpeningHours | null;
  /** Holidays with hours of their own; left out: none. */
  readonly days?: SpecialDays;
  /** When no session takes place in the whole park; rentals go on. */
  readonly closures?: readonly Period[];
  /** What is taken of it, turnaround included; in any order. */
  readonly busy: readonly Period[];
  /** The earliest start: now, and the notice that it asks for. */
  readonly from: Instant;
  /** The latest end: how far ahead it can be reserved. */
  readonly horizon: Instant;
}

const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** The stretches of a time in which somebody could come, in order. */
export function suitableTimes({ weekdays, hours }: WhenConvenient, range: Period, zone: string): Period[] {
  const window = hours ?? { fromMinute: 0, toMinute: 1440 };
  const suits: OpeningHours = Object.fromEntries((weekdays ?? everyDay).map((day) => [day, [window]]));
  return openPeriods(weekdays === null && hours === null ? null : suits, range, zone);
}

/**
 * The earliest slot of an instrument that suits who waits: of the wanted length, on the increment grid, inside opening
 * hours and the hours that suit, turnaround kept, not what was let go before. Null when there is none (rules §2).
 */
export function fittingSlot(wait: Wait, freed: FreedInstrument): Period | null {
  const busy = wait.declined?.length ? [...freed.busy, ...wait.declined] : freed.busy;
  return wait.kind === 'rental' ? fittingRental(wait, { ...freed, busy }) : fittingSession(wait, { ...freed, busy });
}

function fittingSession(wait: WaitingForSession, freed: FreedInstrument): Period | null {
  const from = Math.max(wait.window.start, freed.from);
  const horizon = Math.min(wait.window.end, freed.horizon);
  const { zone, turnaround, incrementMinutes, openingHours, days } = freed;
  const hours = { zone, turnaround, incrementMinutes, openingHours, ...(days ? { days } : {}) };
  const busy = [...freed.busy, ...(freed.closures ?? [])];
  for (const { start, end } of suitableTimes(wait, { start: from, end: horizon }, zone)) {
    const { kind, lengthMinutes } = wait;
    const slot = nextFreeSlot({ kind, lengthMinutes, ...hours, busy, from: start, horizon: end });
    if (slot) return slot;
  }
  return null;
}

function fittingRental(wait: WaitingForRental, { busy, zone, turnaround, ...freed }: FreedInstrument): Period | null {
  const firstDay = laterDate(wait.firstDay, localDate(freed.from, zone));
  if (firstDay > wait.lastDay) return null;
  const latest = rentalPeriod({ start: wait.lastDay, months: wait.months, zone });
  const horizon = Math.min(latest.end, freed.horizon);
  const from = startOfDay(firstDay, zone);
  const slot = nextFreeSlot({ kind: 'rental', months: wait.months, busy, from, horizon, zone, turnaround });
  // Rentals from several days may end on the same one, at a month's end.
  return slot && slot.start <= latest.start ? slot : null;
}

/** Of those who wait, in the order in which they came, the first for whom an instrument has a fitting slot, with that slot. */
export function firstFitting<W extends Wait>(
  waiting: readonly W[],
  freed: FreedInstrument,
): { readonly wait: W; readonly slot: Period } | null {
  for (const wait of waiting) {
    const slot = fittingSlot(wait, freed);
    if (slot) return { wait, slot };
  }
  return null;
}

/** The last instant at which waiting can still be of use: a session must end within its window, a rental begin on its last day. */
export function waitsUntil(wait: Wait, zone: string): Instant {
  if (wait.kind === 'session') return wait.window.end - wait.lengthMinutes * MINUTE;
  return startOfDay(addDays(wait.lastDay, 1), zone);
}

/**
 * Until when a slot is held for whom it is offered: for so many minutes, but no longer than it can still be reserved.
 * A session can be until it begins, less the notice; a rental until its first day is over, less the notice.
 */
export function offerExpires(
  slot: Period,
  terms: {
    readonly kind: Wait['kind'];
    readonly holdMinutes: number;
    readonly noticeMinutes: number;
    readonly zone: string;
  },
  now: Instant,
): Instant {
  const { kind, zone, holdMinutes, noticeMinutes } = terms;
  const until = kind === 'session' ? slot.start : startOfDay(addDays(localDate(slot.start, zone), 1), zone);
  return Math.min(now + holdMinutes * MINUTE, until - noticeMinutes * MINUTE);
}

/** Refusals that no other time lifts: what somebody lacks, and what an instrument is never open to. */
const lasting: ReadonlySet<ViolationCode> = new Set<ViolationCode>([
  'instrument_retired',
  'mode_not_open',
  'too_short',
  'too_long',
  'qualification_missing',
  'qualification_expired',
  'biosafety_level',
  'company_suspended',
  'company_overdue',
  'dunning_bookings',
  'dunning_rentals',
  'credit_limit_exceeded',
  'person_suspended',
]);

/** The refusals that no other time would lift, such as missing training or a suspended company: with them nobody waits (rules §3). */
export function refusalsAtAnyTime(violations: readonly Violation[]): Violation[] {
  return violations.filter(({ severity, code }) => severity === 'refuse' && lasting.has(code));
}

/** Tells of free time of at least so many minutes on days and hours that suit, up to a horizon. */
export interface FreedTimeWish extends WhenConvenient {
  readonly minMinutes: number;
}

/**
 * What is news of time that got free, or null: what of it is free now, inside opening hours and the hours that suit,
 * turnaround kept. Where that alone is too short, the whole stretch that it completes, unless enough of that had been
 * free all along: nobody hears of what they could have had before.
 */
export function freedStretch(wish: FreedTimeWish, freed: FreedInstrument, given: Period): Period | null {
  const range = { start: freed.from, end: freed.horizon };
  if (range.start >= range.end) return null;
  // What begins after a taken period leaves its own turnaround before it, what ends before one its own after it.
  const { beforeMinutes: afterMinutes, afterMinutes: beforeMinutes } = freed.turnaround;
  const taken = freed.busy.map((period) => occupiedPeriod(period, { beforeMinutes, afterMinutes }));
  const suitable = suitableTimes(wish, range, freed.zone);
  const free = openPeriods(freed.openingHours, range, freed)
    .flatMap((open) => suitable.map((times) => intersect(open, times)))
    .flatMap((open) => (open ? subtract(open, [...taken, ...(freed.closures ?? [])]) : []));
  const isEnough = (one: Period): boolean => lengthMs(one) >= wish.minMinutes * MINUTE;
  for (const stretch of free) {
    const part = intersect(stretch, given);
    if (!part) continue;
    if (isEnough(part)) return part;
    if (isEnough(stretch) && !subtract(stretch, [given]).some(isEnough)) return stretch;
  }
  return null;
}

import type { Turnaround } from '../inventory/instrument.js';
import { openPeriods, type OpeningHours, type OpeningWindow } from '../inventory/opening-hours.js';
import { addDays, laterDate, type CalendarDate, type Weekday } from '../time/calendar-date.js';
import { localDate, startOfDay } from '../time/park-time.js';
import { overlaps, subtract, type Instant, type Period } from '../time/period.js';
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

export type Wait = WaitingForSession | WaitingForRental;

/** An instrument on which time got free, as the search for a slot sees it. */
export interface FreedInstrument {
  readonly zone: string;
  readonly turnaround: Turnaround;
  readonly incrementMinutes: number;
  readonly openingHours: OpeningHours | null;
  /** What is taken of it, turnaround included; in any order. */
  readonly busy: readonly Period[];
  /** The earliest start: now, and the notice that it asks for. */
  readonly from: Instant;
  /** The latest end: how far ahead it can be reserved. */
  readonly horizon: Instant;
}

const wholeDay: OpeningWindow = { fromMinute: 0, toMinute: 1440 };
const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** The opening hours that are left when somebody could only come on some days or at some hours. */
export function narrowHours(
  hours: OpeningHours | null,
  { weekdays, hours: wanted }: WhenConvenient,
): OpeningHours | null {
  if (weekdays === null && wanted === null) return hours;
  const limit = wanted ?? wholeDay;
  const days = everyDay.filter((day) => weekdays === null || weekdays.includes(day));
  return Object.fromEntries(
    days.map((day) => {
      const open = hours === null ? [wholeDay] : (hours[day] ?? []);
      const left = open.map(({ fromMinute, toMinute }) => ({
        fromMinute: Math.max(fromMinute, limit.fromMinute),
        toMinute: Math.min(toMinute, limit.toMinute),
      }));
      return [day, left.filter(({ fromMinute, toMinute }) => fromMinute < toMinute)];
    }),
  );
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
  if (from >= horizon) return null;
  return nextFreeSlot({
    kind: 'session',
    lengthMinutes: wait.lengthMinutes,
    incrementMinutes: freed.incrementMinutes,
    openingHours: narrowHours(freed.openingHours, wait),
    ...{ busy: freed.busy, from, horizon, zone: freed.zone, turnaround: freed.turnaround },
  });
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
 * The first stretch of time that got free and is long enough: it is free now, inside opening hours and the hours that
 * suit, turnaround kept, and shares a moment with what was freed. Null when there is none.
 */
export function freedStretch(wish: FreedTimeWish, freed: FreedInstrument, given: Period): Period | null {
  const range = { start: freed.from, end: freed.horizon };
  if (range.start >= range.end) return null;
  // What begins after a taken period leaves its own turnaround before it, what ends before one its own after it.
  const { beforeMinutes: afterMinutes, afterMinutes: beforeMinutes } = freed.turnaround;
  const taken = freed.busy.map((period) => occupiedPeriod(period, { beforeMinutes, afterMinutes }));
  for (const open of openPeriods(narrowHours(freed.openingHours, wish), range, freed.zone)) {
    for (const free of subtract(open, taken)) {
      if (overlaps(free, given) && free.end - free.start >= wish.minMinutes * MINUTE) return free;
    }
  }
  return null;
}

import type { Turnaround } from '../inventory/instrument.js';
import { addDays, type Weekday } from '../time/calendar-date.js';
import { instantAt, localDate, localParts, startOfDay } from '../time/park-time.js';
import { intersect, type Period, subtract } from '../time/period.js';

const MINUTE = 60000;
const NOON = 720;

/** Which half of a day: before 12:00 in the park, from 12:00, or the whole day. */
export type DayPart = 'am' | 'pm' | 'day';

/** The half days of the week (Monday 1) that a co-renter has; a day that is not named belongs to the others. */
export type WeekPattern = { readonly [weekday in Weekday]?: DayPart };

/** What decides which time of an instrument a reservation really holds. */
export interface Holding {
  readonly period: Period;
  readonly turnaround: Turnaround;
  /** Stretches inside the period that others may have: released windows, outages that are sat out; in any order. */
  readonly gaps?: readonly Period[];
  /** Null or left out: day and night. */
  readonly pattern?: WeekPattern | null;
  readonly zone: string;
}

/**
 * The stretches of an instrument that a reservation holds, in order, half open: its period with the turnaround before
 * and after it, of a co-rent only its half days, and without the gaps. Stretches that touch are one (rules §2, ADR 0025).
 *
 * A rental of March in Shanghai that releases 3 March 09:00–17:00 holds two: up to 09:00 of the 3rd, and from 17:00.
 */
export function occupiedPieces(holding: Holding): Period[] {
  const { period, turnaround, gaps = [], pattern } = holding;
  const whole = pattern ? patternPeriods(pattern, period, holding.zone) : [period];
  const padded = whole.map(({ start, end }) => ({
    start: start === period.start ? start - turnaround.beforeMinutes * MINUTE : start,
    end: end === period.end ? end + turnaround.afterMinutes * MINUTE : end,
  }));
  return padded.flatMap((piece) => subtract(piece, gaps));
}

/** The stretches of a period that a pattern names, on the park's wall clock, in order; those that touch are one. */
export function patternPeriods(pattern: WeekPattern, period: Period, zone: string): Period[] {
  const pieces: Period[] = [];
  const last = localDate(period.end - 1, zone);
  for (let date = localDate(period.start, zone); date <= last; date = addDays(date, 1)) {
    const part = pattern[localParts(instantAt(date, NOON, zone), zone).weekday];
    if (part === undefined) continue;
    const day = {
      start: part === 'pm' ? instantAt(date, NOON, zone) : startOfDay(date, zone),
      end: part === 'am' ? instantAt(date, NOON, zone) : startOfDay(addDays(date, 1), zone),
    };
    append(pieces, intersect(day, period));
  }
  return pieces;
}

function append(pieces: Period[], next: Period | null): void {
  const before = pieces.at(-1);
  if (next === null) return;
  if (before && before.end === next.start) pieces[pieces.length - 1] = { start: before.start, end: next.end };
  else pieces.push(next);
}

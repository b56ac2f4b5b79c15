import { dateOfDayNumber, dayNumber, weekdayOf, type CalendarDate, type Weekday } from './calendar-date.js';
import type { Instant } from './period.js';

/** What the clock on the park's wall shows: its day, the minutes since that day's 00:00 on the wall, the day of the week. */
export interface LocalParts {
  readonly date: CalendarDate;
  readonly minutesOfDay: number;
  readonly weekday: Weekday;
}

const MINUTE = 60000;
const DAY = 86400000;
const MAX_CACHED_DAYS = 8192;

interface ZoneClock {
  readonly format: Intl.DateTimeFormat;
  /** Offset of a UTC day that has one offset throughout; null for a day in which the clock is changed. */
  readonly offsetOfDay: Map<number, number | null>;
}

const clocks = new Map<string, ZoneClock>();

function clockOf(zone: string): ZoneClock {
  const known = clocks.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const clock = { format, offsetOfDay: new Map<number, number | null>() };
  clocks.set(zone, clock);
  return clock;
}

/** Local wall clock minus UTC at an instant, read from the zone's rules themselves: right, but slow. */
function exactOffset(instant: Instant, clock: ZoneClock): number {
  const part: Record<string, number> = {};
  for (const { type, value } of clock.format.formatToParts(instant)) part[type] = Number(value);
  const wall = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!);
  return wall - Math.floor(instant / 1000) * 1000;
}

function offsetAt(instant: Instant, zone: string): number {
  const clock = clockOf(zone);
  const day = Math.floor(instant / DAY);
  let offset = clock.offsetOfDay.get(day);
  if (offset === undefined) {
    const first = exactOffset(day * DAY, clock);
    offset = first === exactOffset((day + 1) * DAY, clock) ? first : null;
    if (clock.offsetOfDay.size >= MAX_CACHED_DAYS) clock.offsetOfDay.clear();
    clock.offsetOfDay.set(day, offset);
  }
  return offset ?? exactOffset(instant, clock);
}

/** The instants a wall time may mean: none in an hour that is skipped, two in one that is repeated. */
function instantsOfWall(wall: number, zone: string): { valid: Instant[]; before: number; after: number } {
  const before = offsetAt(wall - DAY, zone);
  const after = offsetAt(wall + DAY, zone);
  const candidates = before === after ? [wall - before] : [wall - before, wall - after];
  const valid = candidates.filter((instant) => offsetAt(instant, zone) === wall - instant);
  return { valid: valid.sort((a, b) => a - b), before, after };
}

function wallOf(date: CalendarDate, minutesOfDay: number): number {
  return dayNumber(date) * DAY + minutesOfDay * MINUTE;
}

/**
 * The instant at which the park's wall shows a day and time (rules §1).
 * A time that the zone skips moves forward by the length of the gap (02:30 becomes 03:30 in New York in March);
 * of a time that it repeats the first is meant. 1440 minutes is 00:00 of the next day.
 */
export function instantAt(date: CalendarDate, minutesOfDay: number, zone: string): Instant {
  const wall = wallOf(date, minutesOfDay);
  const { valid, before } = instantsOfWall(wall, zone);
  return valid[0] ?? wall - before;
}

/** The first instant of a day in the park: 00:00 there, or the moment after the gap where a zone skips midnight (rules §1). */
export function startOfDay(date: CalendarDate, zone: string): Instant {
  const wall = wallOf(date, 0);
  const { valid, before, after } = instantsOfWall(wall, zone);
  if (valid[0] !== undefined) return valid[0];
  let low = wall - after;
  let high = wall - before;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle + offsetAt(middle, zone) >= wall) high = middle;
    else low = middle;
  }
  return high;
}

/** The day that it is in the park at an instant. */
export function localDate(instant: Instant, zone: string): CalendarDate {
  return dateOfDayNumber(Math.floor((instant + offsetAt(instant, zone)) / DAY));
}

/** The park's wall clock at an instant; seconds are dropped. */
export function localParts(instant: Instant, zone: string): LocalParts {
  const wall = instant + offsetAt(instant, zone);
  const day = Math.floor(wall / DAY);
  const date = dateOfDayNumber(day);
  return { date, minutesOfDay: Math.floor((wall - day * DAY) / MINUTE), weekday: weekdayOf(date) };
}

/** Whether a text names a time zone that this machine knows the rules of. */
export function isTimeZone(zone: string): boolean {
  try {
    return clockOf(zone) !== undefined;
  } catch {
    return false;
  }
}

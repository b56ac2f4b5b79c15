import { addDays, type CalendarDate, type Weekday } from '../time/calendar-date.js';
import { instantAt, localDate, localParts } from '../time/park-time.js';
import type { Period } from '../time/period.js';

/** A stretch of the park's wall clock on one day, in minutes after 00:00: `fromMinute` included, `toMinute` (up to 1440) not. */
export interface OpeningWindow {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** When an instrument may be used for sessions, by day of the week (Monday 1). A day without windows is closed. */
export type OpeningHours = { readonly [weekday in Weekday]?: readonly OpeningWindow[] };

/** The days whose hours are not those of their name. */
export interface SpecialDays {
  readonly holidays: ReadonlySet<CalendarDate>;
  /** Saturdays and Sundays that are worked to make up for a holiday. */
  readonly workdays: ReadonlySet<CalendarDate>;
  /** The hours of a holiday; null: as on any other day of that name. */
  readonly holidayHours: readonly OpeningWindow[] | null;
}

/** A park's time zone, and the days on which it keeps other hours. */
export interface OpenPark {
  readonly zone: string;
  readonly days?: SpecialDays;
}

const AROUND_THE_CLOCK: readonly OpeningWindow[] = [{ fromMinute: 0, toMinute: 1440 }];

/**
 * The stretches in which an instrument is open between two instants, in order; windows that touch are one,
 * so that an instrument open to 24:00 and again from 00:00 is open through midnight. Null hours: always open.
 * A holiday has hours of its own where the park has set them; a weekend day that is worked to make up for a
 * holiday, and on which it is otherwise closed, is open like a Monday (rules §3). Hours that begin or end inside an
 * hour that the zone repeats or skips do so at the instant that `instantAt` gives.
 */
export function openPeriods(hours: OpeningHours | null, range: Period, park: string | OpenPark): Period[] {
  const { zone, days } = typeof park === 'string' ? { zone: park, days: undefined } : park;
  if (hours === null && !days?.holidayHours) return range.start < range.end ? [range] : [];
  const open: Period[] = [];
  const lastDay = localDate(range.end, zone);
  for (let date = localDate(range.start, zone); date <= lastDay; date = addDays(date, 1)) {
    const windows = [...windowsOf(hours, date, { zone, days })].sort((a, b) => a.fromMinute - b.fromMinute);
    for (const window of windows) {
      const start = Math.max(instantAt(date, window.fromMinute, zone), range.start);
      const end = Math.min(instantAt(date, window.toMinute, zone), range.end);
      if (start < end) append(open, { start, end });
    }
  }
  return open;
}

function windowsOf(hours: OpeningHours | null, date: CalendarDate, { zone, days }: OpenPark): readonly OpeningWindow[] {
  if (days?.holidayHours && days.holidays.has(date)) return days.holidayHours;
  if (hours === null) return AROUND_THE_CLOCK;
  const usual = hours[localParts(instantAt(date, 720, zone), zone).weekday] ?? [];
  return usual.length === 0 && days?.workdays.has(date) ? (hours[1] ?? []) : usual;
}

function append(open: Period[], next: Period): void {
  const last = open.at(-1);
  if (last && next.start <= last.end) open[open.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
  else open.push(next);
}

/** A stretch in which an instrument is not open for sessions, and why: its hours, or those of a holiday. */
export interface ClosedPeriod extends Period {
  readonly why: 'hours' | 'holiday';
}

/**
 * The stretches in which an instrument is closed for sessions between two instants, in order: what `openPeriods` leaves,
 * a holiday's part by itself. Closures of the park are not among them.
 */
export function closedPeriods(hours: OpeningHours | null, range: Period, park: OpenPark): ClosedPeriod[] {
  const closed: ClosedPeriod[] = [];
  const open = [...openPeriods(hours, range, park), { start: range.end, end: range.end }];
  let from = range.start;
  for (const { start, end } of open) {
    if (from < start) closed.push(...byDay({ start: from, end: start }, park));
    from = end;
  }
  return closed;
}

function byDay(stretch: Period, { zone, days }: OpenPark): ClosedPeriod[] {
  const parts: ClosedPeriod[] = [];
  for (let { start } = stretch; start < stretch.end;) {
    const date = localDate(start, zone);
    const end = Math.min(instantAt(addDays(date, 1), 0, zone), stretch.end);
    const why = days?.holidayHours && days.holidays.has(date) ? 'holiday' : 'hours';
    const last = parts.at(-1);
    if (last?.why === why) parts[parts.length - 1] = { ...last, end };
    else parts.push({ start, end, why });
    start = end;
  }
  return parts;
}

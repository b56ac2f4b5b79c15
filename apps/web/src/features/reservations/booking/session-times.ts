import { instantAt, localParts, openPeriods, startOfDay, addDays, type SpecialDays } from '@parkbench/domain';
import type { Instrument } from '../instruments.types';

const minute = 60_000;

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export type SessionRules = Pick<
  Instrument,
  'openingHoursEffective' | 'incrementMinutes' | 'minSessionMinutes' | 'maxSessionMinutes'
>;

/** What is open, ahead of now and not taken, between two days. */
export function freeStretches(
  { openingHoursEffective }: SessionRules,
  apart: readonly Stretch[],
  within: { from: string; to: string; now: number; zone: string; days?: SpecialDays },
): readonly Stretch[] {
  const { from, to, now, zone, days } = within;
  const range = { start: Math.max(startOfDay(from, zone), now), end: startOfDay(to, zone) };
  if (range.start >= range.end) return [];
  const open = openPeriods(openingHoursEffective, range, { zone, days });
  return open.flatMap((stretch) => without(stretch, apart));
}

function without(stretch: Stretch, apart: readonly Stretch[]): Stretch[] {
  const free: Stretch[] = [];
  let { start } = stretch;
  for (const one of apart) {
    if (one.end <= start || one.start >= stretch.end) continue;
    if (one.start > start) free.push({ start, end: one.start });
    start = Math.max(start, one.end);
  }
  if (start < stretch.end) free.push({ start, end: stretch.end });
  return free;
}

/** Minutes after a day's 00:00 on the wall; past 1440 on later days. */
export function wallMinutes(instant: number, day: string, zone: string): number {
  const { date, minutesOfDay } = localParts(instant, zone);
  return Math.round((Date.parse(date) - Date.parse(day)) / minute) + minutesOfDay;
}

/** Every start of a day that leaves room for the shortest session. */
export function startsOf(
  { day, zone }: { day: string; zone: string },
  stretches: readonly Stretch[],
  rules: SessionRules,
): number[] {
  const step = rules.incrementMinutes;
  const starts: number[] = [];
  for (let at = 0; at < 1440; at += step) {
    const instant = instantAt(day, at, zone);
    const least = instant + rules.minSessionMinutes * minute;
    if (stretches.some((one) => one.start <= instant && least <= one.end)) starts.push(at);
  }
  return starts;
}

const longestList = 200;

/** Every length in minutes that a session from an instant may have before it meets something. */
export function lengthsFrom(instant: number, stretches: readonly Stretch[], rules: SessionRules): number[] {
  const stretch = stretches.find((one) => one.start <= instant && instant < one.end);
  if (!stretch) return [];
  const most = Math.min(rules.maxSessionMinutes, Math.floor((stretch.end - instant) / minute));
  const lengths: number[] = [];
  for (let length = shortest(rules); length <= most && lengths.length < longestList; length += rules.incrementMinutes)
    lengths.push(length);
  return lengths;
}

const shortest = ({ minSessionMinutes, incrementMinutes }: SessionRules): number =>
  Math.ceil(minSessionMinutes / incrementMinutes) * incrementMinutes;

/** What a drag from one instant to another picks: whole steps, long enough, never out of the free stretch it began in. */
export function dragged(
  { anchor, head }: { anchor: number; head: number },
  stretches: readonly Stretch[],
  rules: SessionRules,
): Stretch | null {
  const stretch = stretches.find((one) => one.start <= anchor && anchor < one.end);
  if (!stretch) return null;
  const step = rules.incrementMinutes * minute;
  const [early, late] = anchor <= head ? [anchor, head] : [head, anchor];
  const base = anchor - (anchor % step);
  const down = (instant: number): number => base + Math.floor((instant - base) / step) * step;
  const up = (instant: number): number => base + Math.ceil((instant - base) / step) * step;
  let start = Math.max(down(early), up(stretch.start));
  let end = Math.min(up(late), down(stretch.end));
  end = Math.min(Math.max(end, start + shortest(rules) * minute), start + rules.maxSessionMinutes * minute);
  if (end > stretch.end) {
    end = down(stretch.end);
    start = Math.max(up(stretch.start), Math.min(start, end - shortest(rules) * minute));
  }
  return end - start >= rules.minSessionMinutes * minute ? { start, end } : null;
}

/** First and last hour that a week's grid shows: what is open, or the whole day. */
export function shownHours({ openingHoursEffective }: SessionRules): { first: number; last: number } {
  const windows = Object.values(openingHoursEffective).flat();
  if (windows.length === 0) return { first: 0, last: 24 };
  const first = Math.floor(Math.min(...windows.map((w) => w.fromMinute)) / 60);
  const last = Math.ceil(Math.max(...windows.map((w) => w.toMinute)) / 60);
  return { first, last };
}

export const daysOfWeek = (monday: string): string[] => Array.from({ length: 7 }, (_, day) => addDays(monday, day));

import { addDays, addMonths, localDate, startOfDay } from '@parkbench/domain';
import type { BusyKind, CalendarView, Instrument } from '../instruments.types';

const minute = 60_000;

/** A taken stretch, in milliseconds. */
export interface Busy {
  readonly start: number;
  readonly end: number;
  readonly kind: BusyKind;
}

export type Turnaround = Pick<Instrument, 'beforeMinutes' | 'afterMinutes'>;

export const busyOf = (calendar: CalendarView | undefined): readonly Busy[] =>
  (calendar?.busy ?? [])
    .map(({ start, end, kind }) => ({ start: Date.parse(start), end: Date.parse(end), kind }))
    .sort((a, b) => a.start - b.start);

/** Where a reservation may not lie: the turnaround that it needs itself is added to what stands already. */
export const keptApart = (busy: readonly Busy[], { beforeMinutes, afterMinutes }: Turnaround): readonly Busy[] =>
  busy.map((one) => ({ ...one, start: one.start - afterMinutes * minute, end: one.end + beforeMinutes * minute }));

/** The days that no rental can have, as a set of dates. */
export function takenDays(apart: readonly Busy[], zone: string): ReadonlySet<string> {
  const days = new Set<string>();
  for (const { start, end } of apart) {
    const last = localDate(end - 1, zone);
    for (let day = localDate(start, zone); day <= last; day = addDays(day, 1)) days.add(day);
  }
  return days;
}

/** The first taken day on or after a day, if there is one. */
export function nextTakenDay(taken: ReadonlySet<string>, from: string): string | undefined {
  let first: string | undefined;
  for (const day of taken) if (day >= from && (first === undefined || day < first)) first = day;
  return first;
}

/** How many whole months from a day are free, up to a most; 0 when not even one is. */
export function monthsThatFit(taken: ReadonlySet<string>, start: string, most: number): number {
  const end = nextTakenDay(taken, start);
  if (end === undefined) return most;
  let months = 0;
  while (months < most && addMonths(start, months + 1) <= end) months += 1;
  return months;
}

/** Until when what stands now goes on without a gap, and what it is. */
export function standingNow(busy: readonly Busy[], now: number): Busy | undefined {
  const current = busy.find((one) => one.start <= now && now < one.end);
  if (!current) return undefined;
  let { end } = current;
  for (const one of busy) if (one.start <= end && one.end > end) end = one.end;
  return { ...current, end };
}

/** Whether a stretch is free of everything. */
export const isFree = (apart: readonly Busy[], start: number, end: number): boolean =>
  apart.every((one) => one.end <= start || one.start >= end);

/** The days that a calendar is asked for: what can be reserved at all, and a little beyond. */
export function calendarRange(today: string, advanceDays: number): { from: string; to: string } {
  return { from: addDays(today, -7), to: addDays(today, Math.min(advanceDays + 32, 790)) };
}

export const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '');
export const dayStart = (day: string, zone: string): number => startOfDay(day, zone);

import { addDays, localParts, mondayOf, startOfDay, weekdayOf, type CalendarDate } from '@parkbench/domain';

export const zooms = ['twoMonths', 'month', 'week', 'day'] as const;
export type Zoom = (typeof zooms)[number];

export const hour = 3_600_000;
const lengths: Record<Zoom, number> = { twoMonths: 60, month: 31, week: 7, day: 1 };
const leastDay: Record<Zoom, number> = { twoMonths: 16, month: 30, week: 110, day: 860 };
const snapMinutes: Record<Zoom, number> = { twoMonths: 1440, month: 1440, week: 60, day: 30 };

/** What a drag goes by, in milliseconds. */
export const stepOf = (zoom: Zoom): number => snapMinutes[zoom] * 60_000;

/** Whether a drag goes by whole days. */
export const isByDay = (zoom: Zoom): boolean => zoom === 'month' || zoom === 'twoMonths';

/** The days shown and how wide a day is; days of 23 or 25 hours are as wide as others. */
export interface Scale {
  readonly zoom: Zoom;
  readonly zone: string;
  readonly days: readonly CalendarDate[];
  /** Midnight of each day, and of the first day not shown. */
  readonly starts: readonly number[];
  readonly dayWidth: number;
  readonly width: number;
}

export const zoomOf = (text: string | undefined): Zoom => zooms.find((zoom) => zoom === text) ?? 'month';

export interface Shown {
  readonly zoom: Zoom;
  readonly from: CalendarDate;
  /** Pixels that there are for it; where they are too few it scrolls. */
  readonly room: number;
  readonly zone: string;
}

export function scaleOf({ zoom, from, room, zone }: Shown): Scale {
  const count = lengths[zoom];
  const days = Array.from({ length: count }, (_, i) => addDays(from, i));
  const starts = [...days, addDays(from, count)].map((day) => startOfDay(day, zone));
  const dayWidth = Math.max(leastDay[zoom], room / count);
  return { zoom, zone, days, starts, dayWidth, width: dayWidth * count };
}

export const startOf = (scale: Scale): number => scale.starts[0] ?? 0;
export const endOf = (scale: Scale): number => scale.starts.at(-1) ?? 0;

/** The first day not shown. */
export const dayAfter = (scale: Scale): CalendarDate => addDays(scale.days.at(-1) ?? '', 1);

function dayIndex({ starts }: Scale, at: number): number {
  let index = 0;
  while (index < starts.length - 2 && at >= (starts[index + 1] ?? 0)) index += 1;
  return index;
}

/** Where an instant stands, in pixels; what lies outside stands at the edge. */
export function xOf(scale: Scale, at: number): number {
  const within = Math.min(Math.max(at, startOf(scale)), endOf(scale));
  const day = dayIndex(scale, within);
  const [start = 0, next = start + 24 * hour] = scale.starts.slice(day, day + 2);
  return (day + (within - start) / (next - start)) * scale.dayWidth;
}

/** The instant at a place in pixels. */
export function instantOf(scale: Scale, x: number): number {
  const place = Math.min(Math.max(x / scale.dayWidth, 0), scale.days.length);
  const day = Math.min(Math.floor(place), scale.days.length - 1);
  const [start = 0, next = start + 24 * hour] = scale.starts.slice(day, day + 2);
  return start + (place - day) * (next - start);
}

/** The nearest instant that a drag or a key can reach: a day, an hour, half an hour. */
export function snap(scale: Scale, at: number, way: 'round' | 'floor' | 'ceil' = 'round'): number {
  const { date } = localParts(at, scale.zone);
  const start = startOfDay(date, scale.zone);
  if (isByDay(scale.zoom)) {
    const next = startOfDay(addDays(date, 1), scale.zone);
    const isNext = way === 'ceil' ? at > start : way === 'round' && at - start >= next - at;
    return isNext ? next : start;
  }
  const step = stepOf(scale.zoom);
  return start + Math[way]((at - start) / step) * step;
}

/** An instant so many steps of the arrow keys later: days in a month, hours otherwise. The time of day is kept over days. */
export function stepped(scale: Scale, at: number, steps: number): number {
  if (!isByDay(scale.zoom)) return at + steps * hour;
  const { date } = localParts(at, scale.zone);
  return startOfDay(addDays(date, steps), scale.zone) + (at - startOfDay(date, scale.zone));
}

/** The first day of the neighbouring stretch. */
export function turned(zoom: Zoom, from: CalendarDate, direction: 1 | -1): CalendarDate {
  return addDays(from, direction * (isByDay(zoom) ? lengths[zoom] - (lengths[zoom] % 28) : lengths[zoom]));
}

/** Where the board opens: the week's Monday, or the day itself. */
export const openingDay = (zoom: Zoom, today: CalendarDate): CalendarDate => (zoom === 'day' ? today : mondayOf(today));

export const isWeekend = (day: CalendarDate): boolean => weekdayOf(day) >= 6;

import { addDays, instantAt, weekdayOf, type CalendarDate } from '@parkbench/domain';

/** What is asked for: on these days of the week from a day until another (not included), from one time of day to another. */
export interface Wish {
  readonly firstDay: CalendarDate;
  readonly untilDay: CalendarDate;
  readonly weekdays: ReadonlySet<number>;
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface Window {
  readonly startsAt: string;
  readonly endsAt: string;
}

/** So many windows at once, as the API takes them. */
const most = 200;

/** The windows of a wish that lie ahead of now and inside the rental. */
export function windowsOf(wish: Wish, within: { start: number; end: number }, zone: string): Window[] {
  const windows: Window[] = [];
  for (let day = wish.firstDay; day < wish.untilDay && windows.length < most; day = addDays(day, 1)) {
    const [start, end] = [instantAt(day, wish.fromMinute, zone), instantAt(day, wish.toMinute, zone)];
    const isAsked = wish.weekdays.has(weekdayOf(day)) && end > start;
    if (isAsked && start >= within.start && end <= within.end)
      windows.push({ startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString() });
  }
  return windows;
}

/** Minutes after 00:00 of a typed time such as 09:30 or 24:00; null when it is none. */
export function minutesOf(text: string): number | null {
  const [, hours = '', minutes = ''] = /^(\d{1,2})[:：]?(\d{2})$/.exec(text.trim()) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return hours !== '' && Number(minutes) < 60 && total <= 1440 ? total : null;
}

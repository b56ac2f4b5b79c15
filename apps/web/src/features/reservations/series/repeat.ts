import { addDays, addMonths, weekdayOf } from '@parkbench/domain';
import { wholeOf } from '../../../shared/whole-of';

export type Frequency = 'daily' | 'weekly' | 'monthly';

/** How sessions repeat, as it is picked; it stands in the URL. */
export interface Repeat {
  readonly frequency: Frequency;
  readonly every: number;
  /** Of a weekly one: its days, Monday 1. */
  readonly weekdays: readonly number[];
  /** Of a monthly one: on that day of the month, on that weekday of it, or on its last day. */
  readonly monthly: 'day' | 'weekday' | 'last';
  readonly end: { readonly times: number } | { readonly until: string };
}

type Search = Readonly<Record<string, string | undefined>>;

export const mostTimes = 104;
const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const frequencies: readonly Frequency[] = ['daily', 'weekly', 'monthly'];

/** What the URL says; null when nothing repeats. `day` is the first one that is picked. */
export function repeatOf(search: Search, day: string): Repeat | null {
  const frequency = frequencies.find((one) => one === search.repeat);
  if (!frequency) return null;
  const weekdays = [1, 2, 3, 4, 5, 6, 7].filter((one) => search.on?.includes(String(one)));
  const monthly = search.by === 'weekday' || search.by === 'last' ? search.by : 'day';
  const until = /^\d{4}-\d{2}-\d{2}$/.test(search.until ?? '') ? search.until : undefined;
  return {
    frequency,
    every: wholeOf(search.every, 12) ?? 1,
    weekdays: weekdays.length > 0 ? weekdays : [weekdayOf(day)],
    monthly,
    end: until ? { until } : { times: wholeOf(search.times, mostTimes) ?? 8 },
  };
}

/** A change of how it repeats as a change of the URL. */
export function searchOfRepeat(change: Partial<Repeat> | null): Record<string, string | undefined> {
  if (change === null)
    return { repeat: undefined, every: undefined, on: undefined, by: undefined, until: undefined, times: undefined };
  const search: Record<string, string | undefined> = {};
  if (change.frequency) search.repeat = change.frequency;
  if (change.every !== undefined) search.every = change.every === 1 ? undefined : String(change.every);
  if (change.weekdays) search.on = change.weekdays.join('');
  if (change.monthly) search.by = change.monthly === 'day' ? undefined : change.monthly;
  if (change.end)
    Object.assign(
      search,
      'times' in change.end
        ? { times: String(change.end.times), until: undefined }
        : { until: change.end.until, times: undefined },
    );
  return search;
}

/** Which one of its weekday in its month a day is: the 2nd Tuesday; the fifth is the last. */
export const nthInMonth = (day: string): number => Math.ceil(Number(day.slice(8)) / 7);

/** The rule as RFC 5545 writes it. */
export function ruleOf(repeat: Repeat, day: string): string {
  const parts = [`FREQ=${repeat.frequency.toUpperCase()}`];
  if (repeat.every > 1) parts.push(`INTERVAL=${repeat.every}`);
  parts.push('times' in repeat.end ? `COUNT=${repeat.end.times}` : `UNTIL=${repeat.end.until.replaceAll('-', '')}`);
  if (repeat.frequency === 'weekly') parts.push(`BYDAY=${repeat.weekdays.map((one) => codes[one - 1]).join(',')}`);
  if (repeat.frequency === 'monthly' && repeat.monthly === 'last') parts.push('BYMONTHDAY=-1');
  if (repeat.frequency === 'monthly' && repeat.monthly === 'weekday') {
    const nth = nthInMonth(day);
    parts.push(`BYDAY=${nth > 4 ? -1 : nth}${codes[weekdayOf(day) - 1]}`);
  }
  return parts.join(';');
}

/** A last day to begin with: about as long as eight times. */
export const untilFrom = (day: string, frequency: Frequency): string =>
  frequency === 'monthly' ? addMonths(day, 6) : addDays(day, frequency === 'weekly' ? 56 : 14);

/** What a kept rule says, taken apart again for its words. */
export interface RuleWords {
  readonly frequency: Frequency;
  readonly every: number;
  readonly weekdays: readonly number[];
  readonly nth: { readonly nth: number; readonly weekday: number } | null;
  readonly monthDays: readonly number[];
  readonly count: number | null;
  readonly until: string | null;
}

export function readRule(rrule: string): RuleWords {
  const parts = Object.fromEntries(rrule.split(';').map((part) => part.split('='))) as Record<string, string>;
  const byDay = (parts.BYDAY ?? '').split(',').filter(Boolean);
  const [first = ''] = byDay;
  const nth = Number.parseInt(first, 10);
  return {
    frequency: (parts.FREQ ?? 'WEEKLY').toLowerCase() as Frequency,
    every: Number(parts.INTERVAL ?? 1),
    weekdays: byDay.map((code) => codes.indexOf(code.slice(-2)) + 1),
    nth: Number.isNaN(nth) ? null : { nth, weekday: codes.indexOf(first.slice(-2)) + 1 },
    monthDays: (parts.BYMONTHDAY ?? '').split(',').filter(Boolean).map(Number),
    count: parts.COUNT ? Number(parts.COUNT) : null,
    until: parts.UNTIL ? `${parts.UNTIL.slice(0, 4)}-${parts.UNTIL.slice(4, 6)}-${parts.UNTIL.slice(6, 8)}` : null,
  };
}

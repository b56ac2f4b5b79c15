import {
  type CalendarDate,
  isCalendarDate,
  isTimeZone,
  localDate,
  localParts,
  type Localized,
} from '@parkbench/domain';
import ICAL from 'ical.js';
import { Problem } from '../../../platform/http/problem.js';

/** A series holds no more sessions than this, two a week for a year … */
export const MAX_OCCURRENCES = 104;
/** … and reaches no further from its first day than this. */
export const MAX_MONTHS = 24;

/** A rule of repetition that was understood: which days, and when it stops. */
export interface SeriesRule {
  /** The days, without the end: `ical.js` counts some rules wrongly and takes a day as the end to mean its 00:00. */
  readonly days: ICAL.Recur;
  /** How often in all, or null when it ends by date. */
  readonly count: number | null;
  /** The last wall time in the park, `YYYY-MM-DDTHH:MM` and both included; null when it ends by count. */
  readonly until: string | null;
}

const weekday = 'MO|TU|WE|TH|FR|SA|SU';
const list = (item: string): RegExp => new RegExp(`^(${item})(,(${item}))*$`);
const daily = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY)$/,
  INTERVAL: /^([1-9]|[1-4]\d|5[0-2])$/,
  COUNT: /^[1-9]\d{0,5}$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  WKST: new RegExp(`^(${weekday})$`),
};

/**
 * What a rule of each frequency may say, and how; the days of a daily one are said by the week. Of a month one weekday:
 * `ical.js` misses days where several are named and the first month lacks one of them.
 */
const grammar: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  DAILY: daily,
  WEEKLY: { ...daily, BYDAY: list(weekday) },
  MONTHLY: { ...daily, BYDAY: list(`([+-]?[1-5])?(${weekday})`), BYMONTHDAY: list('-?([1-9]|[12]\\d|3[01])') },
};
const order = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'WKST'];

const refusals = {
  malformed: { zh: '重复规则无法识别', en: 'The rule of repetition cannot be read' },
  part: {
    zh: '重复规则只支持按天、按周、按月，以及间隔、次数、截止日、星期几、几号',
    en: 'A rule may say daily, weekly or monthly, the interval, count or last day, weekdays and days of the month',
  },
  end: { zh: '请填写重复次数或截止日期（二选一）', en: 'Say how often, or until which day: one of the two' },
  count: {
    zh: `一个系列最多 ${MAX_OCCURRENCES} 次，请减少次数或分成几个系列`,
    en: `A series has at most ${MAX_OCCURRENCES} sessions; make it shorter, or several of them`,
  },
  span: {
    zh: '一个系列最长两年，请提前截止日期或分成几个系列',
    en: 'A series reaches at most two years ahead; end it sooner, or make several',
  },
  empty: {
    zh: '按此规则没有任何一次，请检查起止日期',
    en: 'The rule gives no session at all; check its first and last day',
  },
} satisfies Record<string, Localized>;

/** Why a rule is not accepted; what it may say stands in the message. */
export const badRule = (reason: keyof typeof refusals): Problem =>
  new Problem({ status: 422, code: 'bad_rule', title: refusals[reason], extra: { reason } });

/**
 * Reads an RRULE (RFC 5545) of a series: FREQ daily, weekly or monthly; INTERVAL; COUNT or UNTIL, one of the two;
 * BYDAY (weekly: weekdays; monthly: also the nth); BYMONTHDAY. Anything else is refused with a sentence that says what is possible.
 */
export function readRule(text: string, zone: string): SeriesRule {
  const parts = partsOf(text);
  const { COUNT: count, UNTIL: until } = parts;
  if ((count === undefined) === (until === undefined)) throw badRule('end');
  if (Number(count ?? 1) > MAX_OCCURRENCES) throw badRule('count');
  const days = Object.entries(parts).filter(([name]) => name !== 'COUNT' && name !== 'UNTIL');
  return {
    days: ICAL.Recur.fromString(days.map((part) => part.join('=')).join(';')),
    count: count === undefined ? null : Number(count),
    until: until === undefined ? null : untilOf(until, zone),
  };
}

/** The parts of a rule by name, each known and given once. */
export function partsOf(text: string): Record<string, string> {
  const pairs = text
    .replace(/^RRULE:/i, '')
    .toUpperCase()
    .split(';')
    .map((part) => part.split('='));
  if (pairs.some((pair) => pair.length !== 2 || !pair[1])) throw badRule('malformed');
  const parts = Object.fromEntries(pairs) as Record<string, string>;
  if (Object.keys(parts).length !== pairs.length) throw badRule('malformed');
  const allowed = grammar[parts.FREQ ?? ''];
  const isTooMuch = parts.BYDAY && (parts.BYMONTHDAY || (parts.FREQ === 'MONTHLY' && parts.BYDAY.includes(',')));
  if (!allowed || isTooMuch || pairs.some(([name = '']) => !(name in allowed))) throw badRule('part');
  if (pairs.some(([name = '', value = '']) => !allowed[name]?.test(value))) throw badRule('malformed');
  return parts;
}

/** The text of a rule, its parts in one order, so that equal rules read equal. */
export const writeRule = (parts: Readonly<Record<string, string | undefined>>): string =>
  order.flatMap((name) => (parts[name] === undefined ? [] : [`${name}=${parts[name]}`])).join(';');

/** UNTIL as a wall time in the park: a day means the whole of it, a UTC time the moment that it is there then. */
function untilOf(text: string, zone: string): string {
  const match = /^(\d{4})(\d{2})(\d{2})(T(\d{2})(\d{2})\d{2}(Z)?)?$/.exec(text);
  const [, year, month, day, time, hour, minute, utc] = match ?? [];
  const date = `${year}-${month}-${day}`;
  if (!match || !isCalendarDate(date)) throw badRule('malformed');
  if (time === undefined) return `${date}T23:59`;
  if (utc === undefined) return `${date}T${hour}:${minute}`;
  const at = Date.parse(`${date}T${hour}:${minute}:00Z`);
  if (Number.isNaN(at)) throw badRule('malformed');
  return wallTime(localDate(at, zone), localParts(at, zone).minutesOfDay);
}

/** A wall time as `YYYY-MM-DDTHH:MM`. */
export const wallTime = (date: CalendarDate, minutes: number): string =>
  `${date}T${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The day and the minutes after its 00:00 of a wall time. */
export function readWallTime(text: string): { date: CalendarDate; minutes: number } {
  const [date = '', time = ''] = text.split('T');
  const [hours, minutes] = time.split(':').map(Number);
  if (!isCalendarDate(date) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw badRule('malformed');
  return { date, minutes: (hours ?? 0) * 60 + (minutes ?? 0) };
}

/** Refuses a zone whose rules are not known here. */
export function refuseStrangeZone(zone: string): void {
  if (!isTimeZone(zone)) throw badRule('malformed');
}

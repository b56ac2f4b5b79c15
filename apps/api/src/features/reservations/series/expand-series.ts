import { addDays, addMonths, type CalendarDate, instantAt, localParts, type Period } from '@parkbench/domain';
import ICAL from 'ical.js';
import { Problem } from '../../../platform/http/problem.js';
import {
  badRule,
  MAX_MONTHS,
  MAX_OCCURRENCES,
  partsOf,
  readRule,
  readWallTime,
  refuseStrangeZone,
  type SeriesRule,
  wallTime,
  writeRule,
} from './series-rule.js';

/** Sessions that repeat: a rule (RFC 5545), the first one's wall time in a zone, and how long each lasts. */
export interface SeriesPlan {
  readonly rrule: string;
  /** `YYYY-MM-DDTHH:MM`, as the park's wall shows it. */
  readonly startLocal: string;
  /** Elapsed minutes of each session, whatever the clock does meanwhile. */
  readonly lengthMinutes: number;
  readonly zone: string;
  /** Days of the rule on which there is none. */
  readonly exdates?: readonly CalendarDate[];
  /** The first day that does not belong to it any more: it was split or given up from there. */
  readonly endsBefore?: CalendarDate | null;
}

/** One session of a series, as the rule has it. */
export interface Occurrence {
  /** The day of the rule in the park: what names it within its series, wherever it is moved. */
  readonly date: CalendarDate;
  readonly period: Period;
  /** The wall time is skipped on that day; it begins that much later. */
  readonly movedByClock: boolean;
}

/**
 * The sessions of a series in order of time. Days and times are wall times in its zone: one that the clock skips moves
 * forward by the gap, of one that comes twice the first is meant (RFC 5545). At most 104 and two years; more, none at
 * all, or one that runs into the next are refused (Problem `bad_rule`, `series_overlaps_itself`).
 */
export function expandSeries(plan: SeriesPlan): Occurrence[] {
  refuseStrangeZone(plan.zone);
  const { minutes } = readWallTime(plan.startLocal);
  const left = new Set(plan.exdates);
  const days = daysOf(plan);
  if (days.length === 0) throw badRule('empty');
  const occurrences = days.map((date) => occurrenceOn(date, minutes, plan));
  refuseOverlap(occurrences);
  return occurrences.filter((one) => !left.has(one.date));
}

/** The session that a series has on one day of its rule. */
export function occurrenceOn(
  date: CalendarDate,
  minutes: number,
  { lengthMinutes, zone }: Pick<SeriesPlan, 'lengthMinutes' | 'zone'>,
): Occurrence {
  const start = instantAt(date, minutes, zone);
  const period = { start, end: start + lengthMinutes * 60_000 };
  const shown = localParts(start, zone);
  return { date, period, movedByClock: shown.minutesOfDay !== minutes || shown.date !== date };
}

/** The days of the rule, those before `endsBefore` only; its end is applied here and not by the library. */
export function daysOf({ rrule, startLocal, zone, endsBefore }: SeriesPlan): CalendarDate[] {
  const { date: first, minutes } = readWallTime(startLocal);
  const rule = readRule(rrule, zone);
  const horizon = addMonths(first, MAX_MONTHS);
  const days: CalendarDate[] = [];
  for (const date of walk(rule, first)) {
    if (isOver(rule, wallTime(date, minutes), days.length)) break;
    if (date >= horizon) throw badRule('span');
    if (days.length === MAX_OCCURRENCES) throw badRule('count');
    days.push(date);
  }
  return endsBefore ? days.filter((date) => date < endsBefore) : days;
}

const isOver = ({ count, until }: SeriesRule, at: string, so: number): boolean =>
  (count !== null && so >= count) || (until !== null && at > until);

function* walk({ days }: SeriesRule, first: CalendarDate): Generator<CalendarDate> {
  const iterator = days.iterator(ICAL.Time.fromDateString(first));
  for (let next = iterator.next(); next; next = iterator.next()) yield next.toString().slice(0, 10);
}

/** MRBS #670: a session that is longer than the way to the next one would stand in its own way. */
function refuseOverlap(occurrences: readonly Occurrence[]): void {
  const at = occurrences.findIndex((one, i) => one.period.end > (occurrences[i + 1]?.period.start ?? Infinity));
  if (at < 0) return;
  const dates = occurrences.slice(at, at + 2).map((one) => one.date);
  throw new Problem({
    status: 422,
    code: 'series_overlaps_itself',
    title: {
      zh: `${dates[0]} 的一次还没结束，${dates[1]} 的下一次就已开始，请缩短时长或拉大间隔`,
      en: `The one of ${dates[0]} still runs when that of ${dates[1]} begins: make each shorter, or leave more days between`,
    },
    extra: { dates },
  });
}

/** What is left of a rule from one of its days on: the count goes down by what lies before. */
export function ruleFrom(plan: SeriesPlan, date: CalendarDate): string {
  const { COUNT: count, ...parts } = partsOf(plan.rrule);
  if (count === undefined) return writeRule(parts);
  const before = daysOf({ ...plan, endsBefore: date }).length;
  return writeRule({ ...parts, COUNT: String(Number(count) - before) });
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * A rule some days later or earlier, the same days apart: weekdays turn, and with them the day on which a week begins.
 * A monthly one cannot be (the 31st and a day is no rule); it is refused.
 */
export function shiftRule(rrule: string, days: number): string {
  const parts = partsOf(rrule);
  if (days === 0) return writeRule(parts);
  if (parts.FREQ === 'MONTHLY') throw monthlyStays();
  const turn = (day: string): string => weekdays[(weekdays.indexOf(day) + (days % 7) + 7) % 7] ?? day;
  const { UNTIL: until, BYDAY: byDay } = parts;
  return writeRule({
    ...parts,
    ...(byDay ? { BYDAY: byDay.split(',').map(turn).join(','), WKST: turn(parts.WKST ?? 'MO') } : {}),
    ...(until ? { UNTIL: shiftUntil(until, days) } : {}),
  });
}

const shiftUntil = (until: string, days: number): string => {
  const date = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
  return `${addDays(date, days).replaceAll('-', '')}${until.slice(8)}`;
};

const monthlyStays = (): Problem =>
  new Problem({
    status: 422,
    code: 'monthly_day_stays',
    title: {
      zh: '按月重复的系列只能改时间、时长和仪器；要换日子，请取消后另建系列',
      en: 'Of a monthly series the time, the length and the instrument can change; for other days make a new series',
    },
  });

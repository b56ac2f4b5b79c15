import { NO_COUNTS } from '@parkbench/domain';
import { lastDay, listOf, parkDate, parkDateTime, parkTime, weekdayName } from '../../shared/format/format';
import { waitingListMessages } from './waiting-list.messages';
import type { Convenient, Entry, Offer } from './waiting-list.types';

const { say } = waitingListMessages;

/** Minutes after midnight as 09:30; 1440 is 24:00. */
export const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** 90 minutes as people say it. */
export function lengthText(minutes: number): string {
  return minutes % 30 === 0
    ? say('hours', { count: String(minutes / 60) })
    : say('minutes', { count: String(minutes) });
}

/** 周一至周五、周日: days in a row are named by the first and the last of them. */
function daysText(weekdays: readonly number[]): string {
  const runs: number[][] = [];
  for (const day of weekdays) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const words = runs.flatMap((run) => {
    const [first = 1, last = first] = [run[0], run.at(-1)];
    return run.length > 2
      ? [say('fromDayToDay', { first: weekdayName(first), last: weekdayName(last) })]
      : run.map((day) => weekdayName(day));
  });
  return listOf(words);
}

/** On which days and at which hours, where that is limited. */
export function convenientText({ weekdays, fromMinute, toMinute }: Convenient): string {
  const days = weekdays && weekdays.length < 7 ? say('onDays', { days: daysText(weekdays) }) : null;
  const hasHours = fromMinute !== null && toMinute !== null;
  const hours = hasHours && say('betweenHours', { from: clock(fromMinute), to: clock(toMinute) });
  return [days, hours].filter(Boolean).join(' ');
}

/** An end; on the day of the start only its time, and midnight is 24:00 of the day before. */
function upTo(from: string, until: string): string {
  const day = parkDate(Date.parse(until) - 1);
  const time = parkTime(until) === '00:00' ? '24:00' : parkTime(until);
  return day === parkDate(from) ? time : `${day} ${time}`;
}

/** What somebody waits for: how long, in which window, on which days. */
export function wantedText(entry: Entry): string {
  const { kind, months, firstDay, lastDay: latest, lengthMinutes, from, until } = entry;
  if (kind === 'rental') {
    const values = { months: months ?? 1, first: firstDay ?? '', last: latest ?? '' };
    return say(firstDay === latest ? 'rentalOn' : 'rental', values);
  }
  const values = {
    length: lengthText(lengthMinutes ?? 0),
    from: parkDateTime(from ?? ''),
    until: upTo(from ?? '', until ?? ''),
  };
  return [say('session', values), convenientText(entry), countsText(entry.counts)].filter(Boolean).join(' · ');
}

/** What is wanted by the count; extras are known by their codes only, so they are told by number. */
function countsText(counts: Entry['counts']): string {
  const { runs, samples, extras } = counts ?? NO_COUNTS;
  return listOf([
    ...(runs > 0 ? [say('wantsRuns', { count: runs })] : []),
    ...(samples > 0 ? [say('wantsSamples', { count: samples })] : []),
    ...(extras.length > 0 ? [say('wantsExtras', { count: extras.length })] : []),
  ]);
}

/** The time that is offered. */
export function offeredText({ startsAt, endsAt, startsOn }: Offer, months: number | null): string {
  if (startsOn) return say('rental2', { from: startsOn, to: lastDay(parkDate(endsAt)), months: months ?? 1 });
  const isOneDay = parkDate(startsAt) === parkDate(Date.parse(endsAt) - 1);
  return say('session2', { from: parkDateTime(startsAt), to: isOneDay ? parkTime(endsAt) : parkDateTime(endsAt) });
}

/** 1:05:09 or 14:59, never below nothing. */
export function countdownText(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const two = (part: number): string => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

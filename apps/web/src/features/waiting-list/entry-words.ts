import { lastDay, parkDate, parkDateTime, parkTime, weekdayName } from '../../shared/format/format';
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

/** On which days and at which hours, where that is limited. */
export function convenientText({ weekdays, fromMinute, toMinute }: Convenient): string {
  const days = weekdays && weekdays.length < 7 ? weekdays.map((day) => weekdayName(day)).join('、') : null;
  return [
    days && say('onDays', { days }),
    fromMinute !== null && toMinute !== null && say('betweenHours', { from: clock(fromMinute), to: clock(toMinute) }),
  ]
    .filter(Boolean)
    .join(' ');
}

const upTo = (instant: string): string =>
  parkTime(instant) === '00:00' ? `${parkDate(Date.parse(instant) - 1)} 24:00` : parkDateTime(instant);

/** What somebody waits for: how long, in which window, on which days. */
export function wantedText(entry: Entry): string {
  const { kind, months, firstDay, lastDay: latest, lengthMinutes, from, until } = entry;
  if (kind === 'rental') {
    const values = { months: months ?? 1, first: firstDay ?? '', last: latest ?? '' };
    return say(firstDay === latest ? 'rentalOn' : 'rental', values);
  }
  const values = { length: lengthText(lengthMinutes ?? 0), from: parkDateTime(from ?? ''), until: upTo(until ?? '') };
  return [say('session', values), convenientText(entry)].filter(Boolean).join(' · ');
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

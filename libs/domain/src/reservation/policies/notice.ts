import { addDays } from '../../time/calendar-date.js';
import { localDate, startOfDay } from '../../time/park-time.js';
import type { Instant } from '../../time/period.js';
import type { ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

const MINUTE = 60000;

/**
 * A reservation is asked for early enough, and not for a time that is over. A session counts by the minute;
 * a rental by its first day, so that one from today can still be had today (rules §3).
 */
export function notice({ kind, period, instrument, zone }: ReservationFacts, now: Instant): Violation[] {
  const isBefore = (moment: Instant): boolean =>
    kind === 'rental' ? localDate(period.start, zone) < localDate(moment, zone) : period.start < moment;
  if (isBefore(now)) {
    return [refusal('in_the_past', { zh: '所选时间已过', en: 'the chosen time is in the past' })];
  }
  const minutes = instrument.noticeMinutes;
  if (!isBefore(now + minutes * MINUTE)) return [];
  const message = { zh: `须至少提前 ${minutes} 分钟预约`, en: `reserve at least ${minutes} minutes ahead` };
  return [refusal('too_soon', message, { noticeMinutes: minutes })];
}

/**
 * A reservation ends no more than so many days ahead of today; its end counts, not its start (rules §3).
 * 30 days ahead on 2 March: the last bookable day is 1 April, whole.
 */
export function farthestAdvance({ period, instrument, zone }: ReservationFacts, now: Instant): Violation[] {
  const days = instrument.advanceDays;
  if (days === null) return [];
  const lastDay = addDays(localDate(now, zone), days);
  if (period.end <= startOfDay(addDays(lastDay, 1), zone)) return [];
  const message = { zh: `最远只能预约到 ${lastDay}`, en: `reserve no farther ahead than ${lastDay}` };
  return [refusal('too_far_ahead', message, { lastDay, advanceDays: days })];
}

import { durationWords } from '../../core/duration-words.js';
import { addDays } from '../../time/calendar-date.js';
import { localDate, startOfDay } from '../../time/park-time.js';
import type { Instant } from '../../time/period.js';
import type { Act, ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

const MINUTE = 60000;

/** A session counts by the minute; a rental by its first day, so that one from today can still be had today. */
function startsBefore(moment: Instant, { kind, period, zone }: ReservationFacts): boolean {
  return kind === 'rental' ? localDate(period.start, zone) < localDate(moment, zone) : period.start < moment;
}

/** Nobody reserves a time that is over, nor is it approved afterwards (rules §3). */
export function past(facts: ReservationFacts, now: Instant): Violation[] {
  if (!startsBefore(now, facts)) return [];
  return [refusal('in_the_past', { zh: '所选时间已过', en: 'the chosen time is in the past' })];
}

/** Whether a change leaves the start and the instrument as they are. */
function startStays({ from, period, instrument }: ReservationFacts): boolean {
  return from?.period.start === period.start && from.instrumentId === instrument.id;
}

/**
 * A reservation is asked for early enough. What is changed counts like a new one at its new start, unless the park has
 * set another notice for changes; else one could book next week and move it to this afternoon (rules §3).
 */
export function notice(facts: ReservationFacts, now: Instant, act: Act): Violation[] {
  const { createNoticeMinutes, changeNoticeMinutes } = facts.instrument.rules;
  if (startsBefore(now, facts) || (act === 'change' && startStays(facts))) return [];
  const minutes = act === 'change' ? (changeNoticeMinutes ?? createNoticeMinutes) : createNoticeMinutes;
  if (!startsBefore(now + minutes * MINUTE, facts)) return [];
  const { zh, en } = durationWords(minutes);
  const message =
    act === 'change'
      ? { zh: `改期后的开始时间须至少在 ${zh} 之后`, en: `the new start must be at least ${en} ahead` }
      : { zh: `须至少提前 ${zh} 预约`, en: `reserve at least ${en} ahead` };
  return [refusal('too_soon', message, { noticeMinutes: minutes })];
}

/**
 * A reservation ends no more than so many days ahead of today; its end counts, not its start, so that nobody books long
 * and trims later (rules §3). 30 days ahead on 2 March: the last bookable day is 1 April, whole.
 */
export function farthestAdvance({ period, instrument, zone }: ReservationFacts, now: Instant): Violation[] {
  const days = instrument.rules.advanceDays;
  if (days === null) return [];
  const lastDay = addDays(localDate(now, zone), days);
  if (period.end <= startOfDay(addDays(lastDay, 1), zone)) return [];
  const message = { zh: `最远只能预约到 ${lastDay}`, en: `reserve no farther ahead than ${lastDay}` };
  return [refusal('too_far_ahead', message, { lastDay, advanceDays: days })];
}

/**
 * Shortly before its start a reservation is neither moved nor shortened, only cancelled; so nobody keeps a slot from others
 * until it is of no use to them. A rental that has begun may be given back early all the same (rules §3).
 */
export function lockWindow({ from, instrument }: ReservationFacts, now: Instant, act: Act): Violation[] {
  const minutes = instrument.rules.lockMinutes;
  const start = from?.period.start;
  if (start === undefined || minutes === 0 || now < start - minutes * MINUTE) return [];
  if (act === 'shorten' && now >= start) return [];
  const { zh, en } = durationWords(minutes);
  const message = {
    zh: `开始前 ${zh} 内不能改期或缩短，可以取消`,
    en: `within ${en} of the start it can be neither moved nor shortened; it can be cancelled`,
  };
  return [refusal('change_locked', message, { lockMinutes: minutes })];
}

/** What is confirmed is cancelled early enough; later it is refused, or only noted, as the park has set it (rules §3). */
export function cancelNotice({ from, instrument }: ReservationFacts, now: Instant): Violation[] {
  const { cancelNoticeMinutes: minutes, lateCancelGate } = instrument.rules;
  const start = from?.period.start;
  if (start === undefined || minutes === 0 || now <= start - minutes * MINUTE) return [];
  const { zh, en } = durationWords(minutes);
  const message = { zh: `须至少在开始前 ${zh} 取消`, en: `cancel at least ${en} before the start` };
  const found = refusal('cancelled_late', message, { cancelNoticeMinutes: minutes });
  return [lateCancelGate === 'blocks' ? found : { ...found, severity: 'warn' }];
}

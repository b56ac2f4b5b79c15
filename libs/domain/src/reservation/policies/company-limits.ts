import { addDays, mondayOf } from '../../time/calendar-date.js';
import { localDate, startOfDay } from '../../time/park-time.js';
import { intersect, lengthMinutes, type Period } from '../../time/period.js';
import type { ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

/** A company holds no more open reservations at a time than the park allows, the one asked for included (rules §3). */
export function openReservations({ company }: ReservationFacts): Violation[] {
  const { openReservations: open, maxOpenReservations: limit } = company;
  if (limit === null || open < limit) return [];
  const message = {
    zh: `贵公司已有 ${open} 个未完成预约，上限为 ${limit}`,
    en: `your company has ${open} open reservations; the limit is ${limit}`,
  };
  return [refusal('too_many_open', message, { open, limit })];
}

function minutesWithin(week: Period, sessions: readonly Period[]): number {
  return sessions.reduce((sum, session) => {
    const shared = intersect(week, session);
    return sum + (shared ? lengthMinutes(shared) : 0);
  }, 0);
}

/** A company's sessions take no more minutes in a week (Monday to Sunday in the park) than allowed; each week touched counts by itself (rules §3). */
export function weeklyHours({ kind, period, company, zone }: ReservationFacts): Violation[] {
  const limit = company.maxSessionMinutesPerWeek;
  if (kind !== 'session' || limit === null) return [];
  const last = localDate(period.end - 1, zone);
  for (let monday = mondayOf(localDate(period.start, zone)); monday <= last; monday = addDays(monday, 7)) {
    const week = { start: startOfDay(monday, zone), end: startOfDay(addDays(monday, 7), zone) };
    const minutes = minutesWithin(week, [...company.sessions, period]);
    if (minutes > limit) {
      const message = {
        zh: `${monday} 当周机时将达 ${minutes} 分钟，超过每周上限 ${limit} 分钟`,
        en: `the week of ${monday} would come to ${minutes} minutes; the limit is ${limit}`,
      };
      return [refusal('weekly_hours_exceeded', message, { week: monday, minutes, limit })];
    }
  }
  return [];
}

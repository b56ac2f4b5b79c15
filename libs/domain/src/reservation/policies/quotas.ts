import type { Localized } from '../../core/localized.js';
import { addDays, addMonths, type CalendarDate, mondayOf } from '../../time/calendar-date.js';
import { localDate, startOfDay } from '../../time/park-time.js';
import { intersect, lengthMs, type Period } from '../../time/period.js';
import type { BookedSession, ReservationFacts } from '../reservation-facts.js';
import type { Quota } from '../../inventory/rules.js';
import { refusal, type Violation } from '../violation.js';

const HOUR = 3600000;

/** One day, week or month of the park's calendar, named by its first day. */
interface Window extends Period {
  readonly first: CalendarDate;
}

const firstDayOf: Readonly<Record<Quota['per'], (date: CalendarDate) => CalendarDate>> = {
  day: (date) => date,
  week: mondayOf,
  month: (date) => `${date.slice(0, 7)}-01`,
};
const nextAfter: Readonly<Record<Quota['per'], (first: CalendarDate) => CalendarDate>> = {
  day: (first) => addDays(first, 1),
  week: (first) => addDays(first, 7),
  month: (first) => addMonths(first, 1),
};

/** Every day, week or month of the park's calendar that a period touches, in order. */
export function quotaWindows(per: Quota['per'], period: Period, zone: string): Window[] {
  const windows: Window[] = [];
  const last = localDate(period.end - 1, zone);
  let first = firstDayOf[per](localDate(period.start, zone));
  while (first <= last) {
    const next = nextAfter[per](first);
    windows.push({ first, start: startOfDay(first, zone), end: startOfDay(next, zone) });
    first = next;
  }
  return windows;
}

/** How much of sessions falls into a window: elapsed milliseconds, split at its borders, or sessions that begin in it. */
function amount(unit: Quota['unit'], sessions: readonly Period[], window: Window): number {
  if (unit === 'bookings') return sessions.filter(({ start }) => window.start <= start && start < window.end).length;
  return sessions.reduce((sum, session) => {
    const shared = intersect(window, session);
    return sum + (shared ? lengthMs(shared) : 0);
  }, 0);
}

function countedSessions({ of, on }: Quota, { company, person, instrument }: ReservationFacts): BookedSession[] {
  const sessions = of === 'company' ? company.sessions : (person?.sessions ?? []);
  return sessions.filter(({ instrumentId }) => on === 'park' || instrumentId === instrument.id);
}

/** What it counts for already, where it stands now. */
function standing({ on }: Quota, { from, instrument }: ReservationFacts): Period[] {
  return from && (on === 'park' || from.instrumentId === instrument.id) ? [from.period] : [];
}

/** To two places, upwards: what is over a limit never reads as within it. */
const round = (value: number): number => Math.ceil(value * 100 - 1e-6) / 100;

function exceeded(quota: Quota, facts: ReservationFacts): Violation[] {
  const { unit, limit } = quota;
  const others = countedSessions(quota, facts);
  const counts = (sessions: readonly Period[], window: Window): number => {
    const total = amount(unit, sessions, window);
    return unit === 'hours' ? total / HOUR : total;
  };
  for (const window of quotaWindows(quota.per, facts.period, facts.zone)) {
    const total = counts([...others, facts.period], window);
    // A change that makes no window fuller is none of the quota's business, even where the limit has been lowered since.
    if (total <= limit || total <= counts([...others, ...standing(quota, facts)], window)) continue;
    const { per, of, on } = quota;
    const data = { unit, per, of, on, limit, total: round(total), from: window.first };
    return [refusal('quota_exceeded', wordsOf(quota, window.first, round(total)), data)];
  }
  return [];
}

function wordsOf({ unit, per, of, on, limit }: Quota, first: CalendarDate, total: number): Localized {
  const zhWhen = { day: first, week: `${first} 起的一周`, month: first.slice(0, 7) }[per];
  const enWhen = { day: `on ${first}`, week: `in the week of ${first}`, month: `in ${first.slice(0, 7)}` }[per];
  const zhUnit = unit === 'hours' ? '小时' : '次预约';
  const enUnit = unit === 'hours' ? 'hours' : 'bookings';
  const zhWhose = of === 'company' ? '贵公司' : '预约人';
  const enWhose = of === 'company' ? 'your company' : 'this person';
  const zhWhere = on === 'instrument' ? '在该仪器上' : '';
  const enWhere = on === 'instrument' ? ' on this instrument' : '';
  return {
    zh: `${zhWhen}${zhWhose}${zhWhere}将达 ${total} ${zhUnit}，上限为 ${limit}`,
    en: `${enWhen} ${enWhose} would come to ${total} ${enUnit}${enWhere}; the limit is ${limit}`,
  };
}

/**
 * Sessions stay within every quota that is set: hours or bookings, a day, week (Monday to Sunday) or month of the park's
 * calendar, of a company or a person. Hours are elapsed time, split at the borders; a booking counts where it begins
 * (rules §3). 4 h a day: Sunday 22:00 to Monday 02:00 is 2 h of each day.
 */
export function quotas(facts: ReservationFacts): Violation[] {
  if (facts.kind !== 'session') return [];
  return facts.instrument.rules.quotas.flatMap((quota) => exceeded(quota, facts));
}

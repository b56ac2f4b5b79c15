import { NO_PARK_DAYS } from '../../inventory/park-days.js';
import { openPeriods } from '../../inventory/opening-hours.js';
import { localDate } from '../../time/park-time.js';
import { contains, overlaps } from '../../time/period.js';
import type { ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

/** A session lies wholly inside opening hours, on the park's wall clock, holidays with theirs; rentals hold day and night (rules §3). */
export function openingHours({ kind, period, instrument, zone, days = NO_PARK_DAYS }: ReservationFacts): Violation[] {
  if (kind !== 'session') return [];
  const { openingHours: hours, holidayHours } = instrument.rules;
  const open = openPeriods(hours, period, { zone, days: { ...days, holidayHours } });
  if (open.some((stretch) => contains(stretch, period))) return [];
  const isHoliday = holidayHours !== null && days.holidays.has(localDate(period.start, zone));
  const message = isHoliday
    ? { zh: '所选时间不在节假日开放时间内', en: 'the chosen time is outside the opening hours of a public holiday' }
    : { zh: '所选时间不在仪器开放时间内', en: 'the chosen time is outside opening hours' };
  return [refusal('outside_opening_hours', message)];
}

/** No session takes place while the whole park is closed; the answer says why it is (rules §3). */
export function parkClosure({ kind, period, days = NO_PARK_DAYS }: ReservationFacts): Violation[] {
  if (kind !== 'session') return [];
  return days.closures
    .filter((closure) => overlaps(closure.period, period))
    .map(({ period: { start, end }, reason }) => {
      const message = { zh: `园区闭园：${reason.zh}`, en: `the park is closed: ${reason.en}` };
      return refusal('park_closed', message, { start, end });
    });
}

/** For a year whose holidays have not been announced, opening hours and prices of a session may still change: it is said (rules §3). */
export function calendarKnown({ kind, period, zone, days = NO_PARK_DAYS }: ReservationFacts): Violation[] {
  if (kind !== 'session' || days.knownYears === null) return [];
  const years = [period.start, period.end - 1].map((instant) => Number(localDate(instant, zone).slice(0, 4)));
  const year = years.find((one) => !days.knownYears?.has(one));
  if (year === undefined) return [];
  const message = {
    zh: `${year} 年放假安排尚未录入，开放时间和价格可能调整`,
    en: `the holidays of ${year} are not known yet; opening hours and price may change`,
  };
  return [{ code: 'calendar_unknown', severity: 'warn', message, data: { year }, overridable: false }];
}

import type { LocalParts } from '../time/park-time.js';
import type { BandWindow, HolidayCalendar, PriceBand } from './rate-plan.js';

/** No holidays and no worked weekends: the calendar of a park that has not entered any. */
export const NO_HOLIDAYS: HolidayCalendar = { holidays: [], workdays: [] };

/**
 * The price band at a moment of the park's wall clock (rules §4). A statutory holiday is one all day; a weekend day that
 * is worked counts as a Monday; then the first window that fits; where none does, Saturday and Sunday are weekend.
 */
export function bandAt(
  local: LocalParts,
  windows: readonly BandWindow[],
  calendar: HolidayCalendar = NO_HOLIDAYS,
): PriceBand {
  if (calendar.holidays.includes(local.date)) return 'holiday';
  const weekday = calendar.workdays.includes(local.date) ? 1 : local.weekday;
  const minute = local.minutesOfDay;
  const fitting = windows.find(
    (window) => window.weekdays.includes(weekday) && window.fromMinute <= minute && minute < window.toMinute,
  );
  return fitting?.band ?? (weekday >= 6 ? 'weekend' : 'weekday');
}

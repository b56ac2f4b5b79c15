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

/** A stretch of one day of the week in one band; minutes after 00:00, `toMinute` (up to 1440) not included. */
export interface BandStretch {
  readonly band: PriceBand;
  readonly fromMinute: number;
  readonly toMinute: number;
}

/**
 * A usual week as bands, Monday first, each day without gap from 0 to 1440: what a page draws. Holidays and worked
 * weekends are days of the calendar and not of the week.
 */
export function weekOfBands(windows: readonly BandWindow[]): BandStretch[][] {
  const edges = [...new Set([0, 1440, ...windows.flatMap((window) => [window.fromMinute, window.toMinute])])].sort(
    (a, b) => a - b,
  );
  return ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => {
    const stretches: BandStretch[] = [];
    edges.slice(0, -1).forEach((fromMinute, at) => {
      const band = bandAt({ date: '', minutesOfDay: fromMinute, weekday }, windows);
      const toMinute = edges[at + 1]!;
      const last = stretches.at(-1);
      if (last?.band === band) stretches[stretches.length - 1] = { ...last, toMinute };
      else stretches.push({ band, fromMinute, toMinute });
    });
    return stretches;
  });
}

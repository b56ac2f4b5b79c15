import type { Localized } from '../core/localized.js';
import type { CalendarDate } from '../time/calendar-date.js';
import type { Period } from '../time/period.js';

/** A time in which the whole park is closed, and why. Sessions do not take place then; rentals go on. */
export interface Closure {
  readonly period: Period;
  readonly reason: Localized;
}

/** The park's calendar: statutory holidays, make-up workdays, and the years for which they have been announced. */
export interface ParkDays {
  readonly holidays: ReadonlySet<CalendarDate>;
  /** Saturdays and Sundays that are worked to make up for a holiday. */
  readonly workdays: ReadonlySet<CalendarDate>;
  /** Null: the park looks at no calendar, so nothing is unknown. */
  readonly knownYears: ReadonlySet<number> | null;
  readonly closures: readonly Closure[];
}

/** A park without holidays and closures. */
export const NO_PARK_DAYS: ParkDays = { holidays: new Set(), workdays: new Set(), knownYears: null, closures: [] };

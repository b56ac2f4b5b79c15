import type { Turnaround } from '../inventory/instrument.js';
import { addMonths, type CalendarDate } from '../time/calendar-date.js';
import { startOfDay } from '../time/park-time.js';
import type { Period } from '../time/period.js';

const MINUTE = 60000;

/** What a reservation really takes of an instrument: its period, and the turnaround before and after it (rules §2). */
export function occupiedPeriod(period: Period, turnaround: Turnaround): Period {
  return {
    start: period.start - turnaround.beforeMinutes * MINUTE,
    end: period.end + turnaround.afterMinutes * MINUTE,
  };
}

/** The first free day of a rental: the day of its start, so many months later, or the last day of a shorter month (rules §1). */
export function rentalEndDate(start: CalendarDate, months: number): CalendarDate {
  return addMonths(start, months);
}

/** The period of a rental: from 00:00 in the park on its first day to 00:00 on its first free day (rules §1). */
export function rentalPeriod(rental: {
  readonly start: CalendarDate;
  readonly months: number;
  readonly zone: string;
}): Period {
  return {
    start: startOfDay(rental.start, rental.zone),
    end: startOfDay(rentalEndDate(rental.start, rental.months), rental.zone),
  };
}

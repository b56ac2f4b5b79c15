import { addMonths, daysBetween, lengthOfMonth, type CalendarDate, type CalendarMonth } from './calendar-date.js';

/** The calendar month in which a day lies. */
export function monthOf(date: CalendarDate): CalendarMonth {
  return date.slice(0, 7);
}

/** The first day of a month. */
export function firstDay(month: CalendarMonth): CalendarDate {
  return `${month}-01`;
}

/** The month after. */
export function nextMonth(month: CalendarMonth): CalendarMonth {
  return monthOf(addMonths(firstDay(month), 1));
}

/** How many days a month has. 2024-02 has 29. */
export function daysInMonth(month: CalendarMonth): number {
  return lengthOfMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)));
}

/** How many months from one to another: 0 for the same month, negative when the second is earlier. */
export function monthsBetween(from: CalendarMonth, to: CalendarMonth): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}

/** Every month from the first to the last, both included; none when the last is earlier. */
export function eachMonth(from: CalendarMonth, to: CalendarMonth): CalendarMonth[] {
  const months: CalendarMonth[] = [];
  for (let month = from; month <= to; month = nextMonth(month)) months.push(month);
  return months;
}

/** A stretch of days inside one calendar month: `from` included, `to` not. */
export interface MonthShare {
  readonly month: CalendarMonth;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly days: number;
}

/** Cuts the days from `from` (included) to `to` (not included) at the ends of the calendar months. */
export function monthShares(from: CalendarDate, to: CalendarDate): MonthShare[] {
  if (from >= to) return [];
  return eachMonth(monthOf(from), monthOf(to))
    .map((month) => {
      const begins = firstDay(month) > from ? firstDay(month) : from;
      const ends = firstDay(nextMonth(month)) < to ? firstDay(nextMonth(month)) : to;
      return { month, from: begins, to: ends, days: daysBetween(begins, ends) };
    })
    .filter((share) => share.days > 0);
}

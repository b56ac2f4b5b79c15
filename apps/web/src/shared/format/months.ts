import { addMonths, type CalendarMonth, firstDay, monthOf } from '@parkbench/domain';
import { parkToday } from './format';

/** Whether a text of the URL is a month of this century. */
export const isMonth = (text: string | undefined): text is CalendarMonth => /^20\d\d-(0[1-9]|1[0-2])$/.test(text ?? '');

/** The month so many after one; before it when negative. */
export const monthAfter = (month: CalendarMonth, by: number): CalendarMonth => monthOf(addMonths(firstDay(month), by));

/** So many months of the park, newest first: from this one back, or from `ahead` months after it. */
export const latestMonths = (count: number, ahead = 0): CalendarMonth[] =>
  Array.from({ length: count }, (_, back) => monthAfter(parkToday().slice(0, 7), ahead - back));

import { addDays } from '@parkbench/domain';
import { parkDate, parkDateTime, parkTime } from '../../../shared/format/format';
import { language } from '../../../shared/i18n/language';

const isMidnight = (at: number): boolean => parkTime(at) === '00:00';

/** Start and end as people say them: whole days with the last one included, otherwise times. */
export function spanText(start: number, end: number): string {
  if (isMidnight(start) && isMidnight(end)) {
    const [first, last] = [parkDate(start), addDays(parkDate(end), -1)];
    return first === last ? first : `${first} – ${last}`;
  }
  const isOneDay = parkDate(start) === parkDate(end - 1);
  return `${parkDateTime(start)} – ${isOneDay ? parkTime(end) : parkDateTime(end)}`;
}

const dayNames = { zh: ['一', '二', '三', '四', '五', '六', '日'], en: ['M', 'T', 'W', 'T', 'F', 'S', 'S'] };

/** One letter for a day of the week, Monday 1. */
export const weekdayLetter = (weekday: number): string => dayNames[language()][weekday - 1] ?? '';

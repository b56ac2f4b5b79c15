import { addDays, startOfDay } from '@parkbench/domain';
import { parkDate, parkDateTime, parkTime, parkZone } from '../../../shared/format/format';
import { language } from '../../../shared/i18n/language';

const isMidnight = (at: number): boolean => parkTime(at) === '00:00';

const dayOf = (at: number): number => startOfDay(parkDate(at), parkZone());

const hour = 3_600_000;
const week = 7 * 24 * hour;
const turnaroundAtMost = 4 * hour;

/** What stands for a week or longer, without the turnaround before its first and after its last midnight. */
function withoutTurnaround(start: number, end: number): readonly [number, number] {
  if (end - start < week) return [start, end];
  const [first, last] = [dayOf(start + turnaroundAtMost), dayOf(end)];
  return first >= start && end - last <= turnaroundAtMost ? [first, last] : [start, end];
}

/** Start and end as people say them: whole days with the last one included, otherwise times. */
export function spanText(from: number, to: number): string {
  const [start, end] = withoutTurnaround(from, to);
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

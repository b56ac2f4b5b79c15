import { addDays, type CalendarDate, instantAt, QUALIFICATION_NOTICE_DAYS } from '@parkbench/domain';
import type { DueWorkItem } from '../../platform/due-work/due-work.js';

export const expiresSoon = 'qualification.expires-soon';

const nineOClock = 9 * 60;

/** The notice that a qualification runs out in thirty days, in the morning; none when that morning is over. */
export function noticeOf(id: number, validUntil: CalendarDate | null, zone: string, now: Date): DueWorkItem[] {
  if (validUntil === null) return [];
  const dueAt = new Date(instantAt(addDays(validUntil, -QUALIFICATION_NOTICE_DAYS), nineOClock, zone));
  if (dueAt <= now) return [];
  return [{ kind: expiresSoon, subjectId: id, dueAt, dedupeKey: `${expiresSoon}:${id}:${validUntil}` }];
}

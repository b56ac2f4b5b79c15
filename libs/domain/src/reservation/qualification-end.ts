import { addDays, type CalendarDate, earlierDate, laterDate } from '../time/calendar-date.js';

/** What decides how long somebody counts as trained. */
export interface QualificationTerm {
  readonly validFrom: CalendarDate;
  /** Its last day; null: for good. */
  readonly validUntil: CalendarDate | null;
  /** The last day on which the person used what it is for; null: never. */
  readonly lastUsedOn: CalendarDate | null;
}

/**
 * The last day of a qualification: the one that was set or, where the park lets what is not used run out, so many days
 * after the last use (or after it was given), whichever comes first. Null: for good.
 */
export function qualificationEnd(term: QualificationTerm, idleDays: number | null): CalendarDate | null {
  if (idleDays === null) return term.validUntil;
  const usedOn = laterDate(term.lastUsedOn ?? term.validFrom, term.validFrom);
  const idleEnd = addDays(usedOn, idleDays);
  return term.validUntil === null ? idleEnd : earlierDate(term.validUntil, idleEnd);
}

/** Not yet begun, in force, in force for thirty days at most, or over. */
export type QualificationState = 'upcoming' | 'valid' | 'expiring' | 'expired';

/** So many days before its end a qualification is said to run out, and the person is told (rules §6). */
export const QUALIFICATION_NOTICE_DAYS = 30;

/** How a qualification stands on a day; its last day counts. */
export function qualificationState(
  { validFrom, end }: { readonly validFrom: CalendarDate; readonly end: CalendarDate | null },
  today: CalendarDate,
): QualificationState {
  if (today < validFrom) return 'upcoming';
  if (end === null) return 'valid';
  if (end < today) return 'expired';
  return end <= addDays(today, QUALIFICATION_NOTICE_DAYS) ? 'expiring' : 'valid';
}

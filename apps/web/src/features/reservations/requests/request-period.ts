import { lastDay, parkDate, parkDateTime, parkTime } from '../../../shared/format/format';
import type { Say } from '../../../shared/i18n/messages';
import type { ReservationRow } from '../reservations.types';

/** A rental's first and last day, a session's day and times, in the park's zone. */
export function periodOf(row: Pick<ReservationRow, 'kind' | 'startsAt' | 'endsAt'>, say: Say<'lastDay'>): string {
  if (row.kind === 'rental') return say('lastDay', { from: parkDate(row.startsAt), to: lastDay(parkDate(row.endsAt)) });
  return `${parkDateTime(row.startsAt)}–${parkTime(row.endsAt)}`;
}

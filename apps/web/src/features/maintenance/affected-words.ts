import { addMonths } from '@parkbench/domain';
import { lastDay, parkDate, parkDateTime, parkTime } from '../../shared/format/format';

/** From midnight to midnight, as a rental of which only the instants are known. */
const isByDay = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): boolean =>
  parkTime(startsAt) === '00:00' && parkTime(endsAt) === '00:00';

/** Days with the last one included for a rental, times for a session. */
export function slotText(
  one: { startsAt: string; endsAt: string; startsOn?: string | null },
  months?: number | null,
): string {
  const startsOn = one.startsOn ?? (isByDay(one) ? parkDate(one.startsAt) : null);
  if (startsOn) {
    const end = months ? addMonths(startsOn, months) : parkDate(one.endsAt);
    return `${startsOn} – ${lastDay(end)}`;
  }
  const isOneDay = parkDate(one.startsAt) === parkDate(Date.parse(one.endsAt) - 1);
  return `${parkDateTime(one.startsAt)} – ${isOneDay ? parkTime(one.endsAt) : parkDateTime(one.endsAt)}`;
}

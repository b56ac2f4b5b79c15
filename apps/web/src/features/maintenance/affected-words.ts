import { addMonths } from '@parkbench/domain';
import { lastDay, parkDate, parkDateTime, parkTime } from '../../shared/format/format';

/** Days with the last one included for a rental, times for a session. */
export function slotText(
  one: { startsAt: string; endsAt: string; startsOn?: string | null },
  months?: number | null,
): string {
  if (one.startsOn) {
    const end = months ? addMonths(one.startsOn, months) : parkDate(one.endsAt);
    return `${one.startsOn} – ${lastDay(end)}`;
  }
  const isOneDay = parkDate(one.startsAt) === parkDate(Date.parse(one.endsAt) - 1);
  return `${parkDateTime(one.startsAt)} – ${isOneDay ? parkTime(one.endsAt) : parkDateTime(one.endsAt)}`;
}

import { addDays } from '@parkbench/domain';
import { parkTime, parkZone } from '../../../shared/format/format';
import { cx } from '../../../shared/ui';
import { dayStart, type Busy } from './availability';
import { bookingMessages } from './booking.messages';
import { busyLook } from './week-block';

/** What is taken on a day, as a list: for phones, where nothing is dragged. */
export function DayAgenda({ busy, day }: { busy: readonly Busy[]; day: string }) {
  const say = bookingMessages.useSay();
  const [start, end] = [dayStart(day, parkZone()), dayStart(addDays(day, 1), parkZone())];
  const shown = busy.filter((one) => one.start < end && one.end > start);
  return (
    <ul aria-label={day} className="grid gap-1 text-sm">
      {shown.length === 0 && <li className="rounded bg-ok-soft px-2 py-1.5 text-ok">{say('nothingTakenDay')}</li>}
      {shown.map((one) => (
        <li key={one.start} className={cx('num flex justify-between rounded px-2 py-1.5', busyLook(one.kind))}>
          <span>{say(one.kind)}</span>
          <span>
            {one.start <= start ? '00:00' : parkTime(one.start)}–{one.end >= end ? '24:00' : parkTime(one.end)}
          </span>
        </li>
      ))}
    </ul>
  );
}

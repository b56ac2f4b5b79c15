import { addDays } from '@parkbench/domain';
import { parkTime, parkZone } from '../../../shared/format/format';
import { cx } from '../../../shared/ui';
import { dayStart, type Busy } from './availability';
import { bookingMessages } from './booking.messages';
import { type Closing, shutPeriods } from './closed-times';
import type { Instrument } from '../instruments.types';
import type { Stretch } from './session-times';
import { useShutText } from './shut-block';
import { busyLook } from './week-block';

export interface DayAgendaProps {
  readonly instrument: Instrument;
  readonly busy: readonly Busy[];
  readonly closing: Closing;
  readonly day: string;
}

/** What is taken on a day and when it is closed, as a list: for phones, where nothing is dragged. */
export function DayAgenda({ instrument, busy, closing, day }: DayAgendaProps) {
  const say = bookingMessages.useSay();
  const shutText = useShutText();
  const [start, end] = [dayStart(day, parkZone()), dayStart(addDays(day, 1), parkZone())];
  const shown = busy.filter((one) => one.start < end && one.end > start);
  const shut = shutPeriods(instrument, closing, { start, end, zone: parkZone() });
  const span = (one: Stretch): string =>
    `${one.start <= start ? '00:00' : parkTime(one.start)}–${one.end >= end ? '24:00' : parkTime(one.end)}`;
  return (
    <ul aria-label={day} className="grid gap-1 text-sm">
      {shown.length === 0 && <li className="rounded bg-ok-soft px-2 py-1.5 text-ok">{say('nothingTakenDay')}</li>}
      {shown.map((one) => (
        <li key={one.start} className={cx('num flex justify-between rounded px-2 py-1.5', busyLook(one.kind))}>
          <span>{say(one.kind)}</span>
          <span>{span(one)}</span>
        </li>
      ))}
      {shut.map((one) => (
        <li
          key={`${one.why}-${one.start}`}
          className="num hatch-closed flex justify-between gap-2 rounded px-2 py-1.5 text-mut"
        >
          <span className="rounded-sm bg-surface/85 px-0.5">{shutText(one)}</span>
          <span className="shrink-0 rounded-sm bg-surface/85 px-0.5">{span(one)}</span>
        </li>
      ))}
    </ul>
  );
}

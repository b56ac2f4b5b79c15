import { parkTime } from '../../../shared/format/format';
import { cx } from '../../../shared/ui';
import type { BusyKind } from '../instruments.types';
import { bookingMessages } from './booking.messages';

const looks: Record<BusyKind, string> = {
  taken: 'hatch border-line2 text-ink',
  own: 'border-brand bg-brand-soft text-brand-strong',
  request: 'hatch-warn border-warn text-warn',
  outage: 'hatch border-off text-off',
};

/** Colour and pattern of what stands in a calendar. */
export const busyLook = (kind: BusyKind): string => looks[kind];

export interface BlockPlace {
  /** Share of the column's height, 0 to 1. */
  readonly top: number;
  readonly height: number;
}

/** Something that stands in a column of the week. */
export function WeekBlock({
  kind,
  start,
  end,
  place,
}: {
  kind: BusyKind;
  start: number;
  end: number;
  place: BlockPlace;
}) {
  const say = bookingMessages.useSay();
  const [from, to] = [parkTime(start), parkTime(end)];
  return (
    <div
      className={cx(
        'pointer-events-none absolute inset-x-0.5 overflow-hidden rounded-sm border px-1 text-xs',
        busyLook(kind),
      )}
      style={{ top: `${place.top * 100}%`, height: `${place.height * 100}%` }}
    >
      <span className="num rounded-sm bg-surface/85 px-0.5">{say(kind)}</span>
      <span className="sr-only">{say('blockLabel', { kind: say(kind), from, to })}</span>
    </div>
  );
}

import { addDays, instantAt, localDate, mondayOf } from '@parkbench/domain';
import { type PointerEvent, useRef, useState } from 'react';
import { parkDayName, parkTime, parkToday, parkZone } from '../../../shared/format/format';
import { Button, cx, IconButton } from '../../../shared/ui';
import { useNow } from '../../../shared/use-now';
import { bookingMessages } from './booking.messages';
import type { PickerProps } from './rental-picker';
import { type Closing, shutPeriods } from './closed-times';
import { sessionPeriod } from './selection';
import { daysOfWeek, dragged, shownHours, wallMinutes, type Stretch } from './session-times';
import { ShutBlock } from './shut-block';
import { WeekBlock, type BlockPlace } from './week-block';

const hourHeight = 36;

export interface WeekGridProps extends PickerProps {
  readonly free: readonly Stretch[];
  readonly closing: Closing;
  readonly monday: string;
}

/** A week of one instrument by quarter hours. A mouse drags over free time; nothing is dragged by touch. */
export function WeekGrid(props: WeekGridProps) {
  const { instrument, selection, monday } = props;
  const say = bookingMessages.useSay();
  const hours = shownHours(instrument);
  const drag = useDrag(props);
  const picked = drag.live ?? sessionPeriod(selection, parkZone());
  const marks = Array.from({ length: hours.last - hours.first + 1 }, (_, index) => hours.first + index);
  return (
    <div role="group" aria-label={say('weekLabel')}>
      <WeekHead {...props} />
      <div className="grid grid-cols-[40px_repeat(7,1fr)] rounded border border-line bg-surface text-xs select-none">
        <div
          className="relative"
          style={{ height: (hours.last - hours.first) * hourHeight, gridRow: 2 }}
          aria-hidden="true"
        >
          {marks.slice(0, -1).map((hour, index) => (
            <span key={hour} className="num absolute right-1 text-mut" style={{ top: index * hourHeight }}>
              {String(hour).padStart(2, '0')}
            </span>
          ))}
        </div>
        <span />
        {daysOfWeek(monday).map((day) => (
          <span
            key={day}
            className={cx(
              'num border-b border-l border-line py-1 text-center',
              day === parkToday() ? 'font-semibold text-brand-strong' : 'text-mut',
            )}
          >
            {parkDayName(instantAt(day, 720, parkZone()))}
          </span>
        ))}
        {daysOfWeek(monday).map((day) => (
          <DayColumn key={day} {...props} day={day} hours={hours} picked={picked} drag={drag} />
        ))}
      </div>
      <p className="mt-1.5 text-xs text-mut">{say('dragHint')}</p>
    </div>
  );
}

function WeekHead({ monday, select }: WeekGridProps) {
  const say = bookingMessages.useSay();
  const go = (to: string): void => select({ day: to < parkToday() ? parkToday() : to, at: null });
  const thisMonday = mondayOf(parkToday());
  return (
    <div className="mb-1.5 flex items-center gap-1">
      <IconButton
        size="sm"
        icon="chevron-left"
        label={say('previousWeek')}
        isDisabled={monday <= thisMonday}
        onPress={() => go(addDays(monday, -7))}
      />
      <IconButton size="sm" icon="chevron-right" label={say('nextWeek')} onPress={() => go(addDays(monday, 7))} />
      <span className="num font-semibold" role="status">
        {say('week', { from: monday, to: addDays(monday, 6) })}
      </span>
      {monday !== thisMonday && (
        <Button size="sm" variant="ghost" onPress={() => go(thisMonday)}>
          {say('thisWeek')}
        </Button>
      )}
    </div>
  );
}

interface Drag {
  readonly live: Stretch | null;
  readonly down: (event: PointerEvent<HTMLElement>, instant: (y: number) => number) => void;
}

/** Follows the mouse from where it went down; the answer is kept only if it is a whole session. */
function useDrag({ instrument, free, select }: WeekGridProps): Drag {
  const [live, setLive] = useState<Stretch | null>(null);
  const latest = useRef<Stretch | null>(null);
  const down: Drag['down'] = (event, instant) => {
    if (event.pointerType !== 'mouse' || event.button !== 0) return;
    const column = event.currentTarget;
    const anchor = instant(event.clientY);
    const follow = (at: number): void => {
      latest.current = dragged({ anchor, head: at }, free, instrument);
      setLive(latest.current);
    };
    const onMove = (moved: globalThis.PointerEvent): void => follow(instant(moved.clientY));
    const onUp = (): void => {
      column.removeEventListener('pointermove', onMove);
      const one = latest.current;
      if (one) select(asSelection(one));
      latest.current = null;
      setLive(null);
    };
    column.setPointerCapture(event.pointerId);
    column.addEventListener('pointermove', onMove);
    column.addEventListener('pointerup', onUp, { once: true });
    column.addEventListener('pointercancel', onUp, { once: true });
    follow(anchor);
  };
  return { live, down };
}

function asSelection({ start, end }: Stretch): { day: string; at: number; minutes: number } {
  const day = localDate(start, parkZone());
  return { day, at: wallMinutes(start, day, parkZone()), minutes: Math.round((end - start) / 60_000) };
}

interface DayColumnProps extends WeekGridProps {
  readonly day: string;
  readonly hours: { first: number; last: number };
  readonly picked: Stretch | null;
  readonly drag: Drag;
}

function DayColumn({ instrument, busy, closing, day, hours, picked, drag }: DayColumnProps) {
  const column = useRef<HTMLDivElement>(null);
  const zone = parkZone();
  const total = (hours.last - hours.first) * 60;
  const place = ({ start, end }: Stretch): BlockPlace | null => {
    const from = Math.max(0, wallMinutes(start, day, zone) - hours.first * 60);
    const to = Math.min(total, wallMinutes(end, day, zone) - hours.first * 60);
    return to <= 0 || from >= total || to <= from ? null : { top: from / total, height: (to - from) / total };
  };
  const instant = (y: number): number => {
    const box = column.current?.getBoundingClientRect();
    const share = box ? (y - box.top) / box.height : 0;
    const minutes = hours.first * 60 + Math.min(Math.max(share, 0), 0.9999) * total;
    return instantAt(day, Math.floor(minutes / 5) * 5, zone);
  };
  const mine = picked && place(picked);
  return (
    <div
      ref={column}
      className="relative border-l border-line bg-[length:100%_36px] [background-image:linear-gradient(to_bottom,var(--line)_1px,transparent_1px)]"
      onPointerDown={(event) => drag.down(event, instant)}
    >
      <Over {...{ day, hours }} />
      {shutPeriods(instrument, closing, dayRange(day, zone)).map((shut) => {
        const at = place(shut);
        return at && <ShutBlock key={`${shut.why}-${shut.start}`} shut={shut} place={at} />;
      })}
      {busy.map((one) => {
        const at = place(one);
        return at && <WeekBlock key={`${one.start}-${one.kind}`} {...one} place={at} />;
      })}
      {picked && mine && (
        <div
          className="num pointer-events-none absolute inset-x-0.5 overflow-hidden rounded-sm bg-brand px-1 text-on-brand"
          style={{ top: `${mine.top * 100}%`, height: `${mine.height * 100}%` }}
        >
          {parkTime(picked.start)}–{parkTime(picked.end)}
        </div>
      )}
    </div>
  );
}

const dayRange = (day: string, zone: string) => ({
  start: instantAt(day, 0, zone),
  end: instantAt(addDays(day, 1), 0, zone),
  zone,
});

/** The hours of a day that are over. */
function Over({ day, hours }: Pick<DayColumnProps, 'day' | 'hours'>) {
  const now = useNow();
  const [first, last] = [hours.first * 60, hours.last * 60];
  const over = day < parkToday() ? last : day === parkToday() ? wallMinutes(now, day, parkZone()) : first;
  if (over <= first) return null;
  const height = (Math.min(over, last) - first) / (last - first);
  return (
    <div className="pointer-events-none absolute inset-x-0 top-0 bg-sunken" style={{ height: `${height * 100}%` }} />
  );
}

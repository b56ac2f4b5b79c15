import { addDays, instantAt, mondayOf } from '@parkbench/domain';
import { type ReactNode, useMemo } from 'react';
import { parkToday, parkZone } from '../../../shared/format/format';
import { ComboBoxField, DateField, useIsDesktop } from '../../../shared/ui';
import { keptApart } from './availability';
import { bookingMessages } from './booking.messages';
import type { Closing } from './closed-times';
import { DayAgenda } from './day-agenda';
import type { PickerProps } from './rental-picker';
import { clock } from './selection';
import { freeStretches, lengthsFrom, startsOf, type Stretch } from './session-times';
import { lengthText } from './period-words';
import { useNow } from '../../../shared/use-now';
import { WeekGrid } from './week-grid';

export interface SessionPickerProps extends PickerProps {
  readonly closing: Closing;
  readonly children?: ReactNode;
}

/** A day, a start and an end, typed or chosen; on a desktop also by dragging over the week. */
export function SessionPicker(props: SessionPickerProps) {
  const { instrument, busy, closing, selection, select, children } = props;
  const isDesktop = useIsDesktop();
  const day = selection.day ?? parkToday();
  const monday = mondayOf(day);
  const free = useFree(props, monday);
  return (
    <>
      <SessionFields {...props} free={free} />
      {children}
      {isDesktop ? (
        <WeekGrid {...{ instrument, busy, closing, selection, select, free, monday }} />
      ) : (
        <DayAgenda {...{ instrument, busy, closing, day }} />
      )}
    </>
  );
}

/** Free stretches of the week that is shown and of the days that a long session reaches into. */
function useFree(
  { instrument, busy, closing }: Pick<SessionPickerProps, 'instrument' | 'busy' | 'closing'>,
  monday: string,
) {
  const now = useNow();
  return useMemo(() => {
    const within = { from: monday, to: addDays(monday, 14), now, zone: parkZone(), days: closing.days };
    return freeStretches(instrument, [...keptApart(busy, instrument), ...closing.closures].sort(byStart), within);
  }, [instrument, busy, closing, monday, now]);
}

const byStart = (a: Stretch, b: Stretch): number => a.start - b.start;

function SessionFields({ instrument, selection, select, free }: PickerProps & { free: readonly Stretch[] }) {
  const say = bookingMessages.useSay();
  const { day, at, minutes } = selection;
  const shown = day ?? parkToday();
  const starts = useMemo(() => startsOf({ day: shown, zone: parkZone() }, free, instrument), [shown, free, instrument]);
  const { incrementMinutes: step, minSessionMinutes: least, maxSessionMinutes: most } = instrument;
  return (
    <div className="mb-3 grid grid-cols-2 items-start gap-3 lg:grid-cols-[170px_150px_200px]">
      <DateField
        label={say('day')}
        className="max-lg:col-span-2"
        min={parkToday()}
        max={addDays(parkToday(), instrument.advanceDays)}
        value={shown}
        onChange={(next) => select({ day: next, at: null })}
      />
      <ComboBoxField
        label={say('from')}
        value={at === null ? null : String(at)}
        onChange={(id) => select({ day: shown, at: id === null ? null : Number(id) })}
        options={withOwn(starts, at).map((start) => ({ id: String(start), label: clock(start) }))}
      />
      <EndField {...{ instrument, selection, select, free }} day={shown} />
      <p className="num text-xs text-mut max-lg:col-span-2 lg:col-span-3">
        {say('lengthHint', { step, least: lengthText(least), most: lengthText(most) })}
        {at !== null && ` · ${lengthText(minutes)}`}
      </p>
    </div>
  );
}

/** What the URL says is shown even where it is not to be had; the price then says so. */
const withOwn = (numbers: readonly number[], own: number | null): number[] =>
  own === null || numbers.includes(own) ? [...numbers] : [...numbers, own].sort((a, b) => a - b);

function EndField({
  instrument,
  selection,
  select,
  free,
  day,
}: Omit<PickerProps, 'busy'> & { free: readonly Stretch[]; day: string }) {
  const say = bookingMessages.useSay();
  const { at, minutes } = selection;
  const lengths = useMemo(
    () => (at === null ? [] : lengthsFrom(instantAt(day, at, parkZone()), free, instrument)),
    [at, day, free, instrument],
  );
  const label = (length: number): string => {
    const end = (at ?? 0) + length;
    const [days, time] = [Math.floor(end / 1440), clock(end % 1440)];
    if (days === 0 || end === 1440) return clock(end);
    return days === 1 ? say('nextDay', { time }) : say('laterDay', { time, days });
  };
  return (
    <ComboBoxField
      label={say('to')}
      isDisabled={at === null}
      value={at === null ? null : String(minutes)}
      onChange={(id) => id !== null && select({ minutes: Number(id) })}
      options={withOwn(lengths, at === null ? null : minutes).map((length) => ({
        id: String(length),
        label: label(length),
        description: lengthText(length),
      }))}
    />
  );
}

import { addDays, addMonths } from '@parkbench/domain';
import { useMemo, useState } from 'react';
import { parkToday, parkZone } from '../../../shared/format/format';
import { Callout, DateField, MonthCalendar, NumberField } from '../../../shared/ui';
import type { Instrument } from '../instruments.types';
import { keptApart, monthsThatFit, nextTakenDay, takenDays, type Busy } from './availability';
import { bookingMessages } from './booking.messages';
import { spanOf, type Selection } from './selection';

export interface PickerProps {
  readonly instrument: Instrument;
  readonly busy: readonly Busy[];
  readonly selection: Selection;
  readonly select: (change: Partial<Selection>) => void;
}

type Note = { readonly key: 'shortened' | 'tooShort'; readonly values: Record<string, string | number> } | null;

const leastOf = ({ minMonths, ratePlan }: Instrument): number => Math.max(minMonths, ratePlan?.minMonths ?? 1);

/** First day and months. Taken days are struck out beforehand; what is picked ends before the first of them. */
export function RentalPicker({ instrument, busy, selection, select }: PickerProps) {
  const say = bookingMessages.useSay();
  const [note, setNote] = useState<Note>(null);
  const taken = useMemo(() => takenDays(keptApart(busy, instrument), parkZone()), [busy, instrument]);
  const today = parkToday();
  const max = addDays(today, instrument.advanceDays);
  const pick = (start: string): void => {
    const fits = monthsThatFit(taken, start, instrument.maxMonths);
    const day = nextTakenDay(taken, start) ?? '';
    setNote(null);
    if (fits >= selection.months) return select({ start });
    if (fits < leastOf(instrument))
      return setNote({ key: 'tooShort', values: { start, day, count: leastOf(instrument) } });
    setNote({ key: 'shortened', values: { day, count: fits } });
    select({ start, months: fits });
  };
  return (
    <>
      <RentalFields {...{ instrument, selection, select, taken }} onDay={pick} />
      {note && (
        <Callout tone="warn" role="status" className="mb-3">
          {say(note.key, note.values)}
        </Callout>
      )}
      <MonthCalendar
        label={say('pickRental')}
        isUnavailable={(date) => taken.has(date)}
        selected={spanOf(selection)}
        onPickStart={pick}
        min={today}
        max={max}
        defaultMonth={selection.start ?? firstFree(taken, { from: today, to: max })}
      />
    </>
  );
}

/** The first day that can be had, so that the calendar opens where there is something to choose. */
function firstFree(taken: ReadonlySet<string>, { from, to }: { from: string; to: string }): string {
  let day = from;
  while (taken.has(day) && day < to) day = addDays(day, 1);
  return day;
}

function RentalFields({
  instrument,
  selection,
  select,
  taken,
  onDay,
}: Omit<PickerProps, 'busy'> & { taken: ReadonlySet<string>; onDay: (day: string) => void }) {
  const say = bookingMessages.useSay();
  const { start, months } = selection;
  const fits = start === null ? instrument.maxMonths : monthsThatFit(taken, start, instrument.maxMonths);
  const isLimited = start !== null && fits < instrument.maxMonths;
  return (
    <div className="mb-3 flex flex-wrap items-start gap-3">
      <DateField
        label={say('startDay')}
        className="w-[170px] max-lg:w-full"
        min={parkToday()}
        value={start}
        onChange={(day) => (day === null ? select({ start: null }) : onDay(day))}
      />
      <NumberField
        label={say('months')}
        className="w-[170px] max-lg:w-full"
        unit={say('monthsUnit', { count: months })}
        min={leastOf(instrument)}
        max={Math.max(fits, months, leastOf(instrument))}
        value={months}
        onChange={(next) => next !== null && select({ months: next })}
      />
      {isLimited && start && (
        <p className="num self-end pb-1.5 text-sm text-mut">
          {say(fits === 0 ? 'fitsNone' : 'fitsMost', {
            day: nextTakenDay(taken, start) ?? addMonths(start, fits),
            count: fits,
          })}
        </p>
      )}
    </div>
  );
}

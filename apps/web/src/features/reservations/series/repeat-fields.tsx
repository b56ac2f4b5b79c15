import { addMonths, weekdayOf } from '@parkbench/domain';
import { parkToday, weekdayName } from '../../../shared/format/format';
import { DateField, NumberField, RadioGroup, SegmentedControl } from '../../../shared/ui';
import { useSearchState } from '../../../shared/search-state';
import { WeekdayPicker } from '../weekday-picker';
import { mostTimes, nthInMonth, type Repeat, repeatOf, searchOfRepeat, untilFrom } from './repeat';
import { seriesMessages } from './series.messages';

export interface RepeatFieldsProps {
  /** The first day that is picked. */
  readonly day: string;
}

/** How it repeats: how often, on which days, until when. What is picked stands in the URL. */
export default function RepeatFields({ day }: RepeatFieldsProps) {
  const say = seriesMessages.useSay();
  const [search, change] = useSearchState();
  const repeat = repeatOf(search, day);
  if (!repeat) return null;
  const set = (next: Partial<Repeat>): void => change(searchOfRepeat(next));
  return (
    <div className="mb-3 grid gap-3 rounded border border-line bg-sunken p-3">
      {repeat.frequency === 'weekly' && (
        <WeekdayPicker
          label={say('weekdays')}
          value={new Set(repeat.weekdays)}
          onChange={(weekdays) => weekdays.size > 0 && set({ weekdays: [...weekdays].sort((a, b) => a - b) })}
        />
      )}
      {repeat.frequency === 'monthly' && <MonthDay day={day} repeat={repeat} onChange={set} />}
      <div className="grid grid-cols-2 items-start gap-3 lg:grid-cols-[130px_auto_1fr]">
        <NumberField
          label={say(`every_${repeat.frequency}`)}
          min={1}
          max={12}
          value={repeat.every}
          onChange={(every) => every !== null && set({ every })}
        />
        <SegmentedControl
          label={say('ends')}
          showLabel
          className="max-lg:col-span-2 max-lg:row-start-2"
          value={'times' in repeat.end ? 'times' : 'until'}
          onChange={(by) => set({ end: by === 'times' ? { times: 8 } : { until: untilFrom(day, repeat.frequency) } })}
          options={[
            { id: 'times', label: say('byTimes') },
            { id: 'until', label: say('byDate') },
          ]}
        />
        <End day={day} repeat={repeat} onChange={set} />
      </div>
    </div>
  );
}

type PartProps = RepeatFieldsProps & { readonly repeat: Repeat; readonly onChange: (change: Partial<Repeat>) => void };

function MonthDay({ day, repeat, onChange }: PartProps) {
  const say = seriesMessages.useSay();
  const weekday = weekdayName(weekdayOf(day), 'long');
  const nth = nthInMonth(day);
  return (
    <RadioGroup
      label={say('monthlyBy')}
      orientation="horizontal"
      value={repeat.monthly}
      onChange={(monthly) => onChange({ monthly })}
      options={[
        { id: 'day', label: say('monthlyDay', { day: Number(day.slice(8)) }) },
        {
          id: 'weekday',
          label: nth > 4 ? say('monthlyLastWeekday', { weekday }) : say('monthlyWeekday', { nth, weekday }),
        },
        { id: 'last', label: say('monthlyLast') },
      ]}
    />
  );
}

function End({ day, repeat: { end }, onChange }: PartProps) {
  const say = seriesMessages.useSay();
  if ('times' in end)
    return (
      <NumberField
        label={say('times')}
        unit={say('timesUnit')}
        className="lg:max-w-[160px]"
        min={1}
        max={mostTimes}
        value={end.times}
        onChange={(times) => times !== null && onChange({ end: { times } })}
      />
    );
  return (
    <DateField
      label={say('until')}
      className="lg:max-w-[180px]"
      min={day > parkToday() ? day : parkToday()}
      max={addMonths(day, 24)}
      value={end.until}
      onChange={(until) => until && onChange({ end: { until } })}
    />
  );
}

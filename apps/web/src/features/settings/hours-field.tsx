import type { OpeningHours, OpeningWindow } from '@parkbench/domain';
import { useState } from 'react';
import { weekdayName } from '../../shared/format/format';
import { RadioGroup, TextField } from '../../shared/ui';
import { type Weekday, weekdays, windowsOf, windowsText } from './hours-text';
import { ruleMessages } from './rule.messages';

export interface HoursFieldProps<Value> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** Something typed cannot be read. */
  readonly onWrong: (isWrong: boolean) => void;
}

const allDay: OpeningHours = Object.fromEntries(weekdays.map((day) => [day, [{ fromMinute: 0, toMinute: 1440 }]]));
const typedOf = (hours: OpeningHours): Record<Weekday, string> =>
  Object.fromEntries(weekdays.map((day) => [day, windowsText(hours[day] ?? [])])) as Record<Weekday, string>;

/** The windows of each day of the week, typed. */
export function WeekHoursField({ value, onChange, onWrong }: HoursFieldProps<OpeningHours | null>) {
  const say = ruleMessages.useSay();
  const [typed, setTyped] = useState(() => typedOf(value ?? allDay));
  const type = (day: Weekday, text: string): void => {
    const next = { ...typed, [day]: text };
    setTyped(next);
    const read = weekdays.map((one) => [one, windowsOf(next[one])] as const);
    const isWrong = read.some(([, windows]) => windows === null);
    onWrong(isWrong);
    if (!isWrong) onChange(Object.fromEntries(read) as OpeningHours);
  };
  return (
    <div className="grid gap-1.5">
      {weekdays.map((day) => (
        <div key={day} className="flex items-center gap-2">
          <span className="w-10 shrink-0 text-sm" aria-hidden>
            {weekdayName(day)}
          </span>
          <TextField
            label={say('hoursOf', { day: weekdayName(day, 'long') })}
            hideLabel
            placeholder={say('closed')}
            value={typed[day]}
            onChange={(text) => type(day, text)}
            error={windowsOf(typed[day]) === null ? say('wrongHours') : undefined}
            className="min-w-0 flex-1"
          />
        </div>
      ))}
      <p className="m-0 text-sm text-mut">{say('hoursHint')}</p>
    </div>
  );
}

type Choice = 'asUsual' | 'closed' | 'special';
const choiceOf = (value: readonly OpeningWindow[] | null): Choice => {
  if (value === null) return 'asUsual';
  return value.length === 0 ? 'closed' : 'special';
};

/** The hours of public holidays: as usual, closed, or windows of their own. */
export function HolidayHoursField({ value, onChange, onWrong }: HoursFieldProps<readonly OpeningWindow[] | null>) {
  const say = ruleMessages.useSay();
  const [choice, setChoice] = useState(choiceOf(value));
  const [typed, setTyped] = useState(() => windowsText(value?.length ? value : [{ fromMinute: 540, toMinute: 1080 }]));
  const tell = (next: Choice, text: string): void => {
    const windows = windowsOf(text);
    const isWrong = next === 'special' && !windows?.length;
    onWrong(isWrong);
    if (!isWrong) onChange(next === 'asUsual' ? null : next === 'closed' ? [] : (windows ?? []));
  };
  return (
    <div className="grid gap-1.5">
      <RadioGroup
        label={say('holidayHours')}
        hideLabel
        orientation="horizontal"
        options={(['asUsual', 'closed', 'special'] as const).map((id) => ({ id, label: say(id) }))}
        value={choice}
        onChange={(next) => {
          setChoice(next);
          tell(next, typed);
        }}
      />
      {choice === 'special' && (
        <TextField
          label={say('holidayHours')}
          hideLabel
          value={typed}
          onChange={(text) => {
            setTyped(text);
            tell('special', text);
          }}
          error={windowsOf(typed)?.length ? undefined : say('wrongHours')}
        />
      )}
    </div>
  );
}

import { instantAt } from '@parkbench/domain';
import { useId, useState } from 'react';
import { parkDate, parkTime, parkZone } from './format/format';
import { defineMessages } from './i18n/messages';
import { DateField, TextField } from './ui';

const messages = defineMessages(
  { time: '{label}（时刻）', wrong: '请按 09:30 的格式填写' },
  { time: '{label} (time)', wrong: 'Write it as 09:30' },
);

export interface DateTimeFieldProps {
  readonly label: string;
  /** An instant; null when it is not complete. */
  readonly value: number | null;
  readonly onChange: (instant: number | null) => void;
  /** Filled in when a day is chosen before a time. */
  readonly defaultTime?: string;
  readonly error?: string;
  readonly isRequired?: boolean;
}

const minutesOf = (text: string): number | null => {
  const [, hours = '', minutes = ''] = /^(\d{1,2})[:：]?(\d{2})$/.exec(text.trim()) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return hours !== '' && Number(minutes) < 60 && total < 1440 ? total : null;
};

/** A day and a time of the park, both typed. */
export function DateTimeField({
  label,
  value,
  onChange,
  defaultTime = '09:00',
  error,
  isRequired,
}: DateTimeFieldProps) {
  const say = messages.useSay();
  const errorId = useId();
  const [day, setDay] = useState(value === null ? null : parkDate(value));
  const [time, setTime] = useState(value === null ? '' : parkTime(value));
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (value !== null) {
      setDay(parkDate(value));
      setTime(parkTime(value));
    }
  }
  const tell = (nextDay: string | null, typed: string): void => {
    const text = typed === '' && nextDay !== null && day === null ? defaultTime : typed;
    setDay(nextDay);
    setTime(text);
    const minutes = minutesOf(text);
    const next = nextDay === null || minutes === null ? null : instantAt(nextDay, minutes, parkZone());
    setKnown(next);
    onChange(next);
  };
  return (
    <div
      className="grid grid-cols-[minmax(0,1fr)_96px] items-start gap-2"
      aria-describedby={error ? errorId : undefined}
    >
      <DateField label={label} value={day} onChange={(next) => tell(next, time)} isRequired={isRequired} />
      <div className="flex flex-col gap-1">
        <span aria-hidden className="text-sm">
          {'\u00a0'}
        </span>
        <TextField
          label={say('time', { label })}
          hideLabel
          value={time}
          placeholder="--:--"
          onChange={(text) => tell(day, text)}
          error={time !== '' && minutesOf(time) === null ? say('wrong') : undefined}
        />
      </div>
      {error && (
        <p id={errorId} className="col-span-2 text-xs text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

import { useState } from 'react';
import { RadioGroup, TextField } from '../../shared/ui';
import { instrumentMessages } from './instrument.messages';
import type { OpeningHours, Weekday } from './inventory.types';

const days = ['1', '2', '3', '4', '5', '6', '7'] as const satisfies readonly Weekday[];
const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** 8:30, 08:30, ０８：３０ and 24:00 as minutes after midnight; null when it is no time. */
export function minuteOf(typed: string): number | null {
  const match = /^(\d{1,2})[:.](\d{2})$/.exec(typed.normalize('NFKC').trim());
  if (!match) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minute <= 1440 ? minute : null;
}

type Typed = Readonly<Record<Weekday, readonly [from: string, to: string]>>;

/** A day with several windows is shown from its first to its last minute. */
function typedOf(hours: OpeningHours): Typed {
  const span = (day: Weekday): [string, string] => {
    const windows = hours[day] ?? [];
    if (windows.length === 0) return ['', ''];
    const from = Math.min(...windows.map((w) => w.fromMinute));
    return [clock(from), clock(Math.max(...windows.map((w) => w.toMinute)))];
  };
  return Object.fromEntries(days.map((day) => [day, span(day)])) as unknown as Typed;
}

/** The hours that were typed; null when a day is wrong. Both empty: closed. */
export function hoursOf(typed: Typed): OpeningHours | null {
  const read = days.map((day) => {
    const [from, to] = typed[day];
    if (from.trim() === '' && to.trim() === '') return [day, []] as const;
    const [fromMinute, toMinute] = [minuteOf(from), minuteOf(to)];
    if (fromMinute === null || toMinute === null || fromMinute >= toMinute) return [day, null] as const;
    return [day, [{ fromMinute, toMinute }]] as const;
  });
  return read.some(([, windows]) => windows === null) ? null : (Object.fromEntries(read) as OpeningHours);
}

export interface OpeningHoursFieldsProps {
  readonly value: OpeningHours | null;
  readonly parkHours: OpeningHours;
  /** Null hours follow the park's; `isWrong` when something typed is no time. */
  readonly onChange: (hours: OpeningHours | null, isWrong: boolean) => void;
  readonly error?: string;
}

/** When sessions can be booked: as the park is open, or a window of its own for each day. */
export function OpeningHoursFields({ value, parkHours, onChange, error }: OpeningHoursFieldsProps) {
  const say = instrumentMessages.useSay();
  const [typed, setTyped] = useState(() => typedOf(value ?? parkHours));
  const [isOwn, setOwn] = useState(value !== null);
  const tell = (own: boolean, next: Typed): void => {
    const hours = hoursOf(next);
    onChange(own ? (hours ?? value) : null, own && hours === null);
  };
  const choose = (id: 'park' | 'own'): void => {
    setOwn(id === 'own');
    tell(id === 'own', typed);
  };
  const type = (day: Weekday, index: 0 | 1, text: string): void => {
    const [from, to] = typed[day];
    const next = { ...typed, [day]: index === 0 ? [text, to] : [from, text] } as Typed;
    setTyped(next);
    tell(true, next);
  };
  return (
    <div className="grid gap-2 lg:col-span-2">
      <RadioGroup
        label={say('hours')}
        orientation="horizontal"
        options={[
          { id: 'park', label: say('parkHours') },
          { id: 'own', label: say('ownHours') },
        ]}
        value={isOwn ? 'own' : 'park'}
        onChange={choose}
        error={error}
      />
      {isOwn && (
        <ul className="grid gap-1.5 lg:grid-cols-2">
          {days.map((day) => (
            <li key={day} className="flex items-center gap-2">
              <span className="w-10 shrink-0">{say(`d${day}`)}</span>
              {([0, 1] as const).map((index) => (
                <TextField
                  key={index}
                  label={say(index === 0 ? 'from' : 'to', { day: say(`d${day}`) })}
                  hideLabel
                  placeholder={index === 0 ? say('closed') : ''}
                  value={typed[day][index]}
                  onChange={(text) => type(day, index, text)}
                  inputMode="numeric"
                  className="w-24"
                />
              ))}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

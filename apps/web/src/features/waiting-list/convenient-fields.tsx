import { useId, useState } from 'react';
import { weekdayName } from '../../shared/format/format';
import { Checkbox, SelectField } from '../../shared/ui';
import { clock } from './entry-words';
import { wishMessages } from './wish.messages';

/** Days and hours that suit; null: any. */
export interface ConvenientDraft {
  readonly weekdays: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

export const anyTime: ConvenientDraft = { weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: 1440 };
const week = [1, 2, 3, 4, 5, 6, 7];
const starts = Array.from({ length: 48 }, (_, i) => i * 30);

export const isWrong = ({ weekdays, fromMinute, toMinute }: ConvenientDraft): boolean =>
  weekdays.length === 0 || toMinute <= fromMinute;

/** As the API takes it: what is not limited is left out. */
export const convenientRequest = ({ weekdays, fromMinute, toMinute }: ConvenientDraft): object => ({
  ...(weekdays.length < 7 ? { weekdays } : {}),
  ...(fromMinute > 0 || toMinute < 1440 ? { hours: { fromMinute, toMinute } } : {}),
});

/** Which days and hours suit; hidden until somebody says that not all do. */
export function ConvenientFields({
  value,
  onChange,
}: {
  value: ConvenientDraft;
  onChange: (value: ConvenientDraft) => void;
}) {
  const say = wishMessages.useSay();
  const [isNarrow, setIsNarrow] = useState(() => JSON.stringify(value) !== JSON.stringify(anyTime));
  return (
    <div className="grid gap-2">
      <Checkbox
        isSelected={isNarrow}
        onChange={(narrow) => {
          setIsNarrow(narrow);
          if (!narrow) onChange(anyTime);
        }}
      >
        {say('narrow')}
      </Checkbox>
      {isNarrow && (
        <>
          <Weekdays value={value.weekdays} onChange={(weekdays) => onChange({ ...value, weekdays })} />
          <Hours value={value} onChange={onChange} />
        </>
      )}
    </div>
  );
}

function Weekdays({ value, onChange }: { value: readonly number[]; onChange: (days: readonly number[]) => void }) {
  const say = wishMessages.useSay();
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="grid gap-1">
      <span id={id} className="text-sm text-mut">
        {say('weekdays')}
      </span>
      <div className="flex flex-wrap gap-x-4">
        {week.map((day) => (
          <Checkbox
            key={day}
            isSelected={value.includes(day)}
            onChange={(on) => onChange(week.filter((one) => (one === day ? on : value.includes(one))))}
          >
            {weekdayName(day)}
          </Checkbox>
        ))}
      </div>
    </div>
  );
}

function Hours({ value, onChange }: { value: ConvenientDraft; onChange: (value: ConvenientDraft) => void }) {
  const say = wishMessages.useSay();
  const option = (minutes: number): { id: string; label: string } => ({ id: String(minutes), label: clock(minutes) });
  return (
    <div className="grid grid-cols-2 gap-2">
      <SelectField
        label={say('hoursFrom')}
        value={String(value.fromMinute)}
        onChange={(id) => onChange({ ...value, fromMinute: Number(id) })}
        options={starts.map(option)}
      />
      <SelectField
        label={say('hoursTo')}
        value={String(value.toMinute)}
        onChange={(id) => onChange({ ...value, toMinute: Number(id) })}
        options={starts.map((minutes) => option(minutes + 30))}
        error={value.toMinute <= value.fromMinute ? say('wrongHours') : undefined}
      />
    </div>
  );
}

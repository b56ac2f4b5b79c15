import type { BandWindow } from '@parkbench/domain';
import { weekdayName } from '../../shared/format/format';
import { Button, Callout, Checkbox, IconButton, SelectField } from '../../shared/ui';
import { clockText } from './band-words';
import { pricingMessages } from './pricing.messages';

export interface BandWindowsFieldProps {
  readonly windows: readonly BandWindow[];
  readonly onChange: (windows: BandWindow[]) => void;
  readonly error?: string;
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const named = ['weekday', 'evening', 'weekend'] as const;
const halfHours = Array.from({ length: 49 }, (_, i) => i * 30);
const evening: BandWindow = { band: 'evening', weekdays: [1, 2, 3, 4, 5], fromMinute: 1080, toMinute: 1440 };

/** Times of the choice, with a time that somebody set between two half hours. */
const timesWith = (minutes: number) =>
  [...new Set([...halfHours, minutes])].sort((a, b) => a - b).map((at) => ({ id: String(at), label: clockText(at) }));

/** When an hour belongs to which band; what no line covers is weekday or weekend. The first line that fits counts. */
export function BandWindowsField({ windows, onChange, error }: BandWindowsFieldProps) {
  const say = pricingMessages.useSay();
  const put = (index: number, part: Partial<BandWindow>): void =>
    onChange(windows.map((window, at) => (at === index ? { ...window, ...part } : window)));
  return (
    <div className="grid grid-cols-1 gap-2 lg:col-span-2">
      {windows.map((window, index) => (
        // The place is what a line that is being changed keeps.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset key={index} className="m-0 grid min-w-0 gap-2 rounded-md border border-line p-2.5">
          <div className="grid grid-cols-[1fr_auto] items-end gap-2 lg:grid-cols-[1fr_1fr_1fr_auto]">
            <SelectField
              label={say('bandOf')}
              options={named.map((id) => ({ id, label: say(id) }))}
              value={named.find((id) => id === window.band) ?? null}
              onChange={(band) => band && put(index, { band })}
            />
            <IconButton
              icon="trash"
              label={say('removeWindow')}
              onPress={() => onChange(windows.filter((_, at) => at !== index))}
              className="lg:order-last"
            />
            <Time
              label={say('windowFrom')}
              value={window.fromMinute}
              onChange={(fromMinute) => put(index, { fromMinute })}
            />
            <Time label={say('windowTo')} value={window.toMinute} onChange={(toMinute) => put(index, { toMinute })} />
          </div>
          <div role="group" aria-label={say('windowDays')} className="flex flex-wrap gap-x-3">
            {weekdays.map((day) => (
              <Checkbox
                key={day}
                isSelected={window.weekdays.includes(day)}
                onChange={(on) =>
                  put(index, { weekdays: weekdays.filter((one) => (one === day ? on : window.weekdays.includes(one))) })
                }
              >
                {weekdayName(day)}
              </Checkbox>
            ))}
          </div>
        </fieldset>
      ))}
      {error && (
        <Callout tone="bad" role="alert">
          {error}
        </Callout>
      )}
      <div>
        <Button size="sm" icon="plus" onPress={() => onChange([...windows, evening])}>
          {say('addWindow')}
        </Button>
      </div>
    </div>
  );
}

function Time({ label, value, onChange }: { label: string; value: number; onChange: (minutes: number) => void }) {
  return (
    <SelectField
      label={label}
      options={timesWith(value)}
      value={String(value)}
      onChange={(id) => id !== null && onChange(Number(id))}
    />
  );
}

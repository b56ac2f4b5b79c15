import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { weekdayName } from '../../shared/format/format';

const weekdays = [1, 2, 3, 4, 5, 6, 7];

export interface WeekdayPickerProps {
  readonly label: string;
  readonly value: ReadonlySet<number>;
  readonly onChange: (weekdays: ReadonlySet<number>) => void;
}

/** Days of the week, Monday 1, any number of them. */
export function WeekdayPicker({ label, value, onChange }: WeekdayPickerProps) {
  return (
    <div className="grid gap-1">
      <span aria-hidden className="text-sm">
        {label}
      </span>
      <ToggleButtonGroup
        aria-label={label}
        selectionMode="multiple"
        selectedKeys={[...value].map(String)}
        onSelectionChange={(keys) => onChange(new Set([...keys].map(Number)))}
        className="grid grid-cols-7 gap-1"
      >
        {weekdays.map((day) => (
          <ToggleButton
            key={day}
            id={String(day)}
            aria-label={weekdayName(day, 'long')}
            className="grid min-h-[32px] place-items-center rounded border border-line2 bg-surface outline-offset-2 outline-brand data-focus-visible:outline-2 data-hovered:bg-sunken data-selected:border-brand data-selected:bg-brand data-selected:text-on-brand max-lg:min-h-[44px]"
          >
            {weekdayName(day, 'short')}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}

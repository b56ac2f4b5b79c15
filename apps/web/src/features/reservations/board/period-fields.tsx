import { DateTimeField } from '../../../shared/date-time-field';
import { DateField, NumberField } from '../../../shared/ui';
import { actMessages } from './board-act.messages';

/** Whole months from a day, or two times. */
export interface Period {
  readonly startsOn: string | null;
  readonly months: number | null;
  readonly startsAt: number | null;
  readonly endsAt: number | null;
}

export interface PeriodFieldsProps {
  readonly isRental: boolean;
  readonly value: Period;
  readonly onChange: (change: Partial<Period>) => void;
}

/** The typed form beside every drag: when it begins and how long it lasts. */
export function PeriodFields({ isRental, value, onChange }: PeriodFieldsProps) {
  const say = actMessages.useSay();
  if (isRental) {
    return (
      <div className="grid grid-cols-2 gap-3">
        <DateField label={say('startsOn')} value={value.startsOn} onChange={(startsOn) => onChange({ startsOn })} />
        <NumberField
          label={say('months')}
          unit={say('monthsUnit')}
          min={1}
          max={120}
          value={value.months}
          onChange={(months) => onChange({ months })}
        />
      </div>
    );
  }
  const isWrong = value.startsAt !== null && value.endsAt !== null && value.endsAt <= value.startsAt;
  return (
    <div className="grid gap-3">
      <DateTimeField label={say('startsAt')} value={value.startsAt} onChange={(startsAt) => onChange({ startsAt })} />
      <DateTimeField
        label={say('endsAt')}
        value={value.endsAt}
        onChange={(endsAt) => onChange({ endsAt })}
        error={isWrong ? say('wrongOrder') : undefined}
      />
    </div>
  );
}

import { monthName } from '../../shared/format/format';
import { monthAfter } from '../../shared/format/months';
import { IconButton } from '../../shared/ui';

export interface MonthStepperProps {
  readonly month: string;
  /** The last month one may go to; without it there is no end. */
  readonly latest?: string;
  readonly earlierLabel: string;
  readonly laterLabel: string;
  readonly onChange: (month: string) => void;
}

/** A month with a step to either side. */
export function MonthStepper({ month, latest, earlierLabel, laterLabel, onChange }: MonthStepperProps) {
  return (
    <div className="flex items-center gap-1">
      <IconButton
        icon="chevron-left"
        variant="secondary"
        label={earlierLabel}
        onPress={() => onChange(monthAfter(month, -1))}
      />
      <span aria-live="polite" className="num min-w-28 text-center font-medium">
        {monthName(month)}
      </span>
      <IconButton
        icon="chevron-right"
        variant="secondary"
        label={laterLabel}
        isDisabled={latest !== undefined && month >= latest}
        onPress={() => onChange(monthAfter(month, 1))}
      />
    </div>
  );
}

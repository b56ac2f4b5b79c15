import { quantityText, type Unit, UNIT_NAMES } from '@parkbench/domain';
import { useName } from './i18n/messages';
import { NumberField } from './ui';

export interface CountFieldProps {
  readonly label: string;
  readonly unit: Unit;
  /** Whole units; minutes where the unit is the hour. */
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly description?: string;
  readonly min?: number;
  readonly max?: number;
  readonly className?: string;
}

const most = { hour: 10_000, run: 10_000, sample: 10_000 } as const;

/** How much of something, in the reader's language: "3 runs", "1 h 30 min". */
export function useQuantity(): (count: number, unit: Unit) => string {
  const name = useName();
  return (count, unit) => {
    const { zh, en } = quantityText(count, unit);
    return name(zh, en);
  };
}

/** The unit as it stands after so many: "runs". */
function unitOf(count: number, unit: Unit): { zh: string; en: string } {
  const { zh, en } = quantityText(count, unit);
  return { zh: zh.slice(zh.indexOf(' ') + 1), en: en.slice(en.indexOf(' ') + 1) };
}

/** How many of something; hours are typed as hours, by the quarter, and counted in minutes. */
export function CountField({ unit, value, onChange, min = 0, max: limit, ...rest }: CountFieldProps) {
  const name = useName();
  const isHour = unit === 'hour';
  const { zh, en } = isHour ? UNIT_NAMES.hour : unitOf(value, unit);
  const max = limit ?? (unit in most ? most[unit as keyof typeof most] : 100_000);
  return (
    <NumberField
      {...rest}
      unit={name(zh, en)}
      value={isHour ? value / 60 : value}
      // By the quarter from 0 on: whoever must have some has a quarter at least.
      min={isHour ? Math.ceil(min / 15) / 4 : min}
      max={isHour ? max / 60 : max}
      step={isHour ? 0.25 : 1}
      decimals={isHour ? 2 : 0}
      onChange={(next) => onChange(Math.round((next ?? 0) * (isHour ? 60 : 1)))}
    />
  );
}

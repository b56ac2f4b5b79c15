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
  readonly className?: string;
}

const most = { hour: 10_000, run: 10_000, sample: 10_000 } as const;

/** The unit as it stands after so many: "runs". */
function unitOf(count: number, unit: Unit): { zh: string; en: string } {
  const { zh, en } = quantityText(count, unit);
  return { zh: zh.slice(zh.indexOf(' ') + 1), en: en.slice(en.indexOf(' ') + 1) };
}

/** How many of something; hours are typed as hours, by the quarter, and counted in minutes. */
export function CountField({ unit, value, onChange, min = 0, ...rest }: CountFieldProps) {
  const name = useName();
  const isHour = unit === 'hour';
  const { zh, en } = isHour ? UNIT_NAMES.hour : unitOf(value, unit);
  const max = unit in most ? most[unit as keyof typeof most] : 100_000;
  return (
    <NumberField
      {...rest}
      unit={name(zh, en)}
      value={isHour ? value / 60 : value}
      min={isHour ? min / 60 : min}
      max={isHour ? max / 60 : max}
      step={isHour ? 0.25 : 1}
      decimals={isHour ? 2 : 0}
      onChange={(next) => onChange(Math.round((next ?? 0) * (isHour ? 60 : 1)))}
    />
  );
}

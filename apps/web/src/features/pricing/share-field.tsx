import { NumberField } from '../../shared/ui';
import { classesMessages } from './classes.messages';

export interface ShareFieldProps {
  readonly label: string;
  readonly bps: number | null;
  readonly onChange: (bps: number | null) => void;
}

/** A share in percent, kept in basis points. */
export function ShareField({ label, bps, onChange }: ShareFieldProps) {
  const say = classesMessages.useSay();
  return (
    <NumberField
      label={label}
      min={0}
      max={100}
      decimals={2}
      unit={say('percent')}
      value={bps === null ? null : bps / 100}
      onChange={(value) => onChange(value === null ? null : Math.round(value * 100))}
    />
  );
}

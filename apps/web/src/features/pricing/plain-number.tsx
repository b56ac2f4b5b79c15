import { useState } from 'react';
import { TextField } from '../../shared/ui';

export interface PlainNumberProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly decimals?: number;
}

/** A short number without steps, where a row of several must fit a phone. */
export function PlainNumber({ label, unit, value, onChange, decimals = 0 }: PlainNumberProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string): number | null => {
    const plain = text.normalize('NFKC').trim();
    const pattern = decimals > 0 ? /^\d{1,3}(\.\d{1,2})?$/ : /^\d{1,3}$/;
    return pattern.test(plain) ? Number(plain) : null;
  };
  return (
    <TextField
      label={label}
      hideLabel
      inputMode={decimals > 0 ? 'decimal' : 'numeric'}
      suffix={unit}
      value={typed ?? (value === null ? '' : String(value))}
      onChange={(text) => {
        setTyped(text);
        onChange(read(text));
      }}
      onBlur={() => {
        if (typed !== null && read(typed) !== null) setTyped(null);
      }}
      className="w-32 min-w-0"
    />
  );
}

import { useState } from 'react';
import { Group, Input, TextField as RacTextField } from 'react-aria-components';
import { FieldFrame, fieldClass, type FieldProps } from './field';
import { useKitText } from './kit-text';
import { formatFen } from './money';
import { controlBox, controlHeight, cx } from './styles';

const yuanPattern = /^[-−]?\d{0,12}(\.\d{0,2})?$/;

/** Reads what a person types or pastes (¥1,234.5, １２３４．５) as whole fen; null when it is no amount. */
export function parseYuan(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/[\s,，¥元]/g, '');
  if (!/\d/.test(plain) || !yuanPattern.test(plain)) return null;
  const [whole = '0', part = ''] = plain.replace(/[-−]/, '').split('.');
  const fen = Number(whole || '0') * 100 + Number(part.padEnd(2, '0') || '0');
  return /^[-−]/.test(plain) && fen !== 0 ? -fen : fen;
}

const shown = (fen: number | null): string => (fen === null ? '' : formatFen(fen).replace('¥', ''));

export interface MoneyFieldProps extends FieldProps {
  /** Integer fen; null when empty. */
  value: number | null;
  onChange: (fen: number | null) => void;
  allowNegative?: boolean;
  placeholder?: string;
  onBlur?: () => void;
  name?: string;
}

/** An amount typed in yuan and kept in whole fen, never through a fraction. */
export function MoneyField({
  value,
  onChange,
  allowNegative = false,
  placeholder = '0.00',
  onBlur,
  label,
  hideLabel,
  description,
  error,
  className,
  ...rest
}: MoneyFieldProps) {
  const text = useKitText();
  const [typed, setTyped] = useState<string | null>(null);
  const parsed = typed === null ? value : parseYuan(typed);
  const refused = typed !== null && typed.trim() !== '' && (parsed === null || (parsed < 0 && !allowNegative));
  const tooFine = refused && /\.\d{3,}$/.test(typed.normalize('NFKC').trim());
  const fault = error ?? (refused ? (tooFine ? text.tooManyDecimals : text.notANumber) : undefined);

  const change = (next: string) => {
    setTyped(next);
    const fen = parseYuan(next);
    onChange(fen !== null && fen < 0 && !allowNegative ? null : fen);
  };
  const leave = () => {
    if (!refused) setTyped(null);
    onBlur?.();
  };
  return (
    <RacTextField
      {...rest}
      value={typed ?? shown(value)}
      onChange={change}
      onBlur={leave}
      isInvalid={Boolean(fault)}
      validationBehavior="aria"
      className={fieldClass(className)}
    >
      <FieldFrame
        label={label}
        hideLabel={hideLabel}
        description={description}
        error={fault}
        isRequired={rest.isRequired}
      >
        <Group className={cx(controlBox, controlHeight, 'flex items-stretch overflow-hidden')}>
          <span aria-hidden="true" className="flex items-center pl-[10px] text-mut">
            ¥
          </span>
          <Input
            inputMode="decimal"
            autoComplete="off"
            placeholder={placeholder}
            className="num w-full min-w-0 bg-transparent px-[10px] text-right outline-none placeholder:text-mut"
          />
        </Group>
      </FieldFrame>
    </RacTextField>
  );
}

import { useState } from 'react';
import { Group, Input, TextField as RacTextField } from 'react-aria-components';
import { FieldFrame, fieldClass, type FieldProps } from './field';
import { useTextOf } from './kit-text';
import { formatFen } from './money';
import { controlBox, controlHeight, cx } from './styles';

const words = {
  zh: { tooManyDecimals: '金额最多两位小数', notANumber: '请填写数字' },
  en: { tooManyDecimals: 'Use at most two decimals', notANumber: 'Enter a number' },
};

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

/** What is wrong with what was typed, if anything. */
function faultOf(typed: string | null, allowNegative: boolean): 'tooManyDecimals' | 'notANumber' | null {
  if (typed === null || typed.trim() === '') return null;
  const fen = parseYuan(typed);
  if (fen !== null && (fen >= 0 || allowNegative)) return null;
  return /\.\d{3,}$/.test(typed.normalize('NFKC').trim()) ? 'tooManyDecimals' : 'notANumber';
}

/** An amount typed in yuan and kept in whole fen, never through a fraction. */
export function MoneyField(props: MoneyFieldProps) {
  const { value, onChange, allowNegative = false, onBlur, label, hideLabel, description, error, className } = props;
  const text = useTextOf(words);
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = faultOf(typed, allowNegative);
  const fault = error ?? (wrong ? text[wrong] : undefined);
  const change = (next: string) => {
    setTyped(next);
    onChange(faultOf(next, allowNegative) ? null : parseYuan(next));
  };
  const leave = () => {
    if (!wrong) setTyped(null);
    onBlur?.();
  };
  return (
    <RacTextField
      name={props.name}
      isRequired={props.isRequired}
      isDisabled={props.isDisabled}
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
        isRequired={props.isRequired}
      >
        <Group className={cx(controlBox, controlHeight, 'flex items-stretch overflow-hidden')}>
          <span aria-hidden="true" className="flex items-center pl-[10px] text-mut">
            ¥
          </span>
          <Input
            inputMode="decimal"
            autoComplete="off"
            placeholder={props.placeholder ?? '0.00'}
            className="num w-full min-w-0 bg-transparent px-[10px] text-right outline-none placeholder:text-mut"
          />
        </Group>
      </FieldFrame>
    </RacTextField>
  );
}

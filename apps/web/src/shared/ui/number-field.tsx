import { Button, Group, Input, NumberField as RacNumberField } from 'react-aria-components';
import { FieldFrame, fieldClass, type FieldProps } from './field';
import { Icon, type IconName } from './icon';
import { controlBox, controlHeight, cx } from './styles';

export interface NumberFieldProps extends FieldProps {
  /** null when empty. */
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  /** Decimals kept; whole numbers unless told. */
  decimals?: number;
  /** Shown after the box: 天, h, %. */
  unit?: string;
  onBlur?: () => void;
  name?: string;
}

const fromRac = (value: number): number | null => (Number.isNaN(value) ? null : value);

function StepButton({ slot, icon }: { slot: 'increment' | 'decrement'; icon: IconName }) {
  return (
    <Button
      slot={slot}
      className="grid w-[28px] shrink-0 place-items-center self-stretch border-l border-line text-mut data-disabled:opacity-40 data-hovered:bg-sunken max-lg:w-[44px]"
    >
      <Icon name={icon} size={14} />
    </Button>
  );
}

/** A number, whole unless decimals are asked for; arrows and buttons step it. */
export function NumberField({
  value,
  onChange,
  min,
  max,
  step = 1,
  decimals = 0,
  unit,
  className,
  label,
  hideLabel,
  description,
  error,
  ...rest
}: NumberFieldProps) {
  return (
    <RacNumberField
      {...rest}
      value={value ?? Number.NaN}
      onChange={(next) => onChange(fromRac(next))}
      minValue={min}
      maxValue={max}
      step={decimals > 0 && step === 1 ? undefined : step}
      formatOptions={{ maximumFractionDigits: decimals }}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClass(className)}
    >
      <FieldFrame
        label={label}
        hideLabel={hideLabel}
        description={description}
        error={error}
        isRequired={rest.isRequired}
      >
        <Group className={cx(controlBox, controlHeight, 'flex items-stretch overflow-hidden')}>
          <Input className="num w-full min-w-0 bg-transparent px-[10px] text-right outline-none" />
          {unit && (
            <span className="flex shrink-0 items-center pr-[10px] text-sm whitespace-nowrap text-mut">{unit}</span>
          )}
          <StepButton slot="decrement" icon="minus" />
          <StepButton slot="increment" icon="plus" />
        </Group>
      </FieldFrame>
    </RacNumberField>
  );
}

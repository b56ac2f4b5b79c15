import { useId } from 'react';
import { Radio, RadioGroup as RacRadioGroup, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { FieldFrame, fieldClass, type FieldProps } from './field';
import { Icon } from './icon';
import { optionOf, toKey, type Option } from './options';
import { controlHeight, cx, focusRing } from './styles';

export interface RadioGroupProps<Id extends string> extends FieldProps {
  options: readonly Option<Id>[];
  value: Id | null;
  onChange: (id: Id) => void;
  orientation?: 'vertical' | 'horizontal';
  name?: string;
}

/** One of two to five choices, all in sight. */
export function RadioGroup<Id extends string>({
  options,
  value,
  onChange,
  orientation = 'vertical',
  label,
  hideLabel,
  description,
  error,
  className,
  ...rest
}: RadioGroupProps<Id>) {
  return (
    <RacRadioGroup
      {...rest}
      orientation={orientation}
      value={value === null ? null : toKey(value)}
      onChange={(key) => {
        const chosen = optionOf(options, key);
        if (chosen) onChange(chosen.id);
      }}
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
        <div className={cx('flex gap-x-[16px]', orientation === 'vertical' ? 'flex-col' : 'flex-wrap')}>
          {options.map((option) => (
            <Radio
              key={option.id}
              value={toKey(option.id)}
              isDisabled={option.isDisabled}
              className={cx('group flex cursor-default items-center gap-[8px] data-disabled:text-mut', controlHeight)}
            >
              <span
                aria-hidden="true"
                className="size-[16px] shrink-0 rounded-full border border-line2 bg-surface outline-offset-2 outline-brand group-data-focus-visible:outline-2 group-data-selected:border-[5px] group-data-selected:border-brand"
              />
              <span>
                {option.label}
                {option.description && <span className="block text-xs text-mut">{option.description}</span>}
              </span>
            </Radio>
          ))}
        </div>
      </FieldFrame>
    </RacRadioGroup>
  );
}

export interface SegmentedControlProps<Id extends string> {
  label: string;
  /** Shows the label above; otherwise it is only spoken. */
  showLabel?: boolean;
  options: readonly Option<Id>[];
  value: Id;
  onChange: (id: Id) => void;
  isDisabled?: boolean;
  className?: string;
}

/** Switches between two to four views: by month or by hour. */
export function SegmentedControl<Id extends string>({
  label,
  showLabel = false,
  options,
  value,
  onChange,
  isDisabled,
  className,
}: SegmentedControlProps<Id>) {
  const labelId = useId();
  return (
    <div className={cx('inline-flex flex-col gap-[4px]', className)}>
      {showLabel && (
        <span id={labelId} className="text-sm text-mut">
          {label}
        </span>
      )}
      <ToggleButtonGroup
        {...(showLabel ? { 'aria-labelledby': labelId } : { 'aria-label': label })}
        selectionMode="single"
        disallowEmptySelection
        isDisabled={isDisabled}
        selectedKeys={[toKey(value)]}
        onSelectionChange={(keys) => {
          const chosen = optionOf(options, [...keys][0]);
          if (chosen) onChange(chosen.id);
        }}
        className="inline-flex w-fit rounded border border-line2 bg-surface max-lg:w-full"
      >
        {options.map((option) => (
          <ToggleButton
            key={option.id}
            id={toKey(option.id)}
            isDisabled={option.isDisabled}
            className={cx(
              'flex min-h-[30px] cursor-default items-center justify-center gap-[6px] px-[12px] whitespace-nowrap first:rounded-l-[3px] last:rounded-r-[3px] data-disabled:text-mut data-hovered:bg-sunken data-selected:bg-brand data-selected:text-on-brand max-lg:min-h-[44px] max-lg:flex-1',
              focusRing,
            )}
          >
            {option.icon && <Icon name={option.icon} size={14} />}
            {option.label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}

import { Radio, RadioGroup as RacRadioGroup } from 'react-aria-components';
import { FieldFrame, fieldClass, type FieldProps } from './field';
import { optionOf, toKey, type Option } from './option';
import { controlHeight, cx } from './styles';

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

import { useId } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Icon } from './icon';
import { optionOf, toKey, type Option } from './option';
import { cx, focusRing } from './styles';

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

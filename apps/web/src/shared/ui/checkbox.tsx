import type { ReactNode } from 'react';
import {
  Checkbox as RacCheckbox,
  Switch as RacSwitch,
  type CheckboxProps as RacCheckboxProps,
  type SwitchProps as RacSwitchProps,
} from 'react-aria-components';
import { Icon } from './icon';
import { controlHeight, cx } from './styles';

export interface CheckboxProps extends Omit<RacCheckboxProps, 'className' | 'children'> {
  /** Left out only with aria-label. */
  children?: ReactNode;
  className?: string;
}

/** On or off, decided together with the rest of a form. */
export function Checkbox({ children, className, ...rest }: CheckboxProps) {
  return (
    <RacCheckbox
      {...rest}
      className={cx(
        'group inline-flex cursor-default items-center gap-[8px] data-disabled:text-mut',
        children == null
          ? 'min-h-[24px] min-w-[24px] justify-center max-lg:min-h-[44px] max-lg:min-w-[44px]'
          : controlHeight,
        className,
      )}
    >
      {({ isSelected, isIndeterminate }) => (
        <>
          <span
            aria-hidden="true"
            className="grid size-[16px] shrink-0 place-items-center rounded-sm border border-line2 bg-surface text-transparent outline-offset-2 outline-brand group-data-disabled:bg-off-soft group-data-focus-visible:outline-2 group-data-indeterminate:border-brand group-data-indeterminate:bg-brand group-data-indeterminate:text-on-brand group-data-invalid:border-bad group-data-selected:border-brand group-data-selected:bg-brand group-data-selected:text-on-brand"
          >
            {(isSelected || isIndeterminate) && <Icon name={isIndeterminate ? 'minus' : 'check'} size={13} />}
          </span>
          {children}
        </>
      )}
    </RacCheckbox>
  );
}

export interface SwitchProps extends Omit<RacSwitchProps, 'className' | 'children'> {
  children?: ReactNode;
  className?: string;
}

/** On or off, at once. */
export function Switch({ children, className, ...rest }: SwitchProps) {
  return (
    <RacSwitch
      {...rest}
      className={cx(
        'group inline-flex cursor-default items-center gap-[8px] data-disabled:text-mut',
        controlHeight,
        className,
      )}
    >
      <span
        aria-hidden="true"
        className="flex h-[18px] w-[32px] shrink-0 items-center rounded-full border border-line2 bg-sunken px-[2px] outline-offset-2 outline-brand transition-colors duration-100 group-data-focus-visible:outline-2 group-data-selected:border-brand group-data-selected:bg-brand motion-reduce:transition-none"
      >
        <span className="size-[12px] rounded-full bg-line2 transition-transform duration-100 group-data-selected:translate-x-[14px] group-data-selected:bg-on-brand motion-reduce:transition-none" />
      </span>
      {children}
    </RacSwitch>
  );
}

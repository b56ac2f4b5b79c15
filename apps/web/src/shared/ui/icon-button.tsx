import type { Ref } from 'react';
import { Button as RacButton, type ButtonProps as RacButtonProps } from 'react-aria-components';
import { buttonBase, buttonVariants, type ButtonVariant } from './button';
import { Icon, type IconName } from './icon';
import { Spinner } from './spinner';
import { cx, focusRing } from './styles';
import { Tooltip } from './tooltip';

export type IconButtonProps = Omit<RacButtonProps, 'children' | 'className' | 'aria-label'> & {
  icon: IconName;
  /** Spoken, and shown as a tooltip. */
  label: string;
  variant?: ButtonVariant;
  size?: 'sm' | 'md';
  className?: string;
  ref?: Ref<HTMLButtonElement>;
};

/** A square button with an icon only; its label is spoken and shown on hover. */
export function IconButton({ icon, label, variant = 'ghost', size = 'md', className, ...rest }: IconButtonProps) {
  const square = size === 'sm' ? 'size-[28px]' : 'size-[32px]';
  return (
    <Tooltip content={label}>
      <RacButton
        {...rest}
        aria-label={label}
        className={cx(
          buttonBase,
          focusRing,
          buttonVariants[variant],
          square,
          'max-lg:size-[44px]',
          variant === 'ghost' && 'text-mut',
          className,
        )}
      >
        {rest.isPending ? <Spinner /> : <Icon name={icon} />}
      </RacButton>
    </Tooltip>
  );
}

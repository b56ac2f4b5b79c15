import type { ReactNode, Ref } from 'react';
import { Button as RacButton, Link, type ButtonProps as RacButtonProps, type LinkProps } from 'react-aria-components';
import { Icon, type IconName } from './icon';
import { useKitText } from './kit-text';
import { Spinner } from './spinner';
import { cx, focusRing } from './styles';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md' | 'lg';

export const buttonVariants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-brand text-on-brand data-hovered:bg-brand-strong data-pressed:bg-brand-strong',
  secondary: 'border-line2 bg-surface text-ink data-hovered:bg-sunken data-pressed:bg-sunken',
  ghost: 'border-transparent text-brand-strong data-hovered:bg-brand-soft data-pressed:bg-brand-soft',
  danger: 'border-transparent bg-bad text-surface data-hovered:opacity-90 data-pressed:opacity-90',
};
const sizes: Record<ButtonSize, string> = {
  sm: 'min-h-[28px] px-[10px] text-sm',
  md: 'min-h-[32px] px-[14px] text-base',
  lg: 'min-h-[44px] px-[20px] text-lg font-medium',
};
export const buttonBase =
  'inline-flex shrink-0 cursor-default items-center justify-center gap-[6px] whitespace-nowrap rounded border no-underline transition-colors duration-100 select-none motion-reduce:transition-none data-disabled:border-transparent data-disabled:bg-off-soft data-disabled:text-mut max-lg:min-h-[44px]';

/** Class names of a button, for elements that must only look like one. */
export const buttonClass = (
  variant: ButtonVariant = 'secondary',
  size: ButtonSize = 'md',
  className?: string,
): string => cx(buttonBase, focusRing, buttonVariants[variant], sizes[size], className);

interface ButtonLook {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
  children?: ReactNode;
  className?: string;
}
export type ButtonProps = Omit<RacButtonProps, 'children' | 'className'> &
  ButtonLook & { ref?: Ref<HTMLButtonElement> };

/** Does something on this page; while pending it keeps focus and shows a spinner. */
export function Button({ variant = 'secondary', size = 'md', icon, children, className, ...rest }: ButtonProps) {
  const text = useKitText();
  return (
    <RacButton {...rest} className={buttonClass(variant, size, className)}>
      {rest.isPending ? <Spinner label={text.working} /> : icon && <Icon name={icon} />}
      {children}
    </RacButton>
  );
}

export type LinkButtonProps = Omit<LinkProps, 'children' | 'className'> & ButtonLook & { ref?: Ref<HTMLAnchorElement> };

/** Goes somewhere, and looks like a button. */
export function LinkButton({
  variant = 'secondary',
  size = 'md',
  icon,
  children,
  className,
  ...rest
}: LinkButtonProps) {
  return (
    <Link {...rest} className={buttonClass(variant, size, cx('cursor-pointer', className))}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

/** A link within running text or a table cell. */
export function TextLink({ className, ...rest }: Omit<LinkProps, 'className'> & { className?: string }) {
  return (
    <Link
      {...rest}
      className={cx('rounded-sm text-brand-strong no-underline data-hovered:underline', focusRing, className)}
    />
  );
}

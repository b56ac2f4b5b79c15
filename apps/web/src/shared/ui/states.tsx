import { isValidElement, type ReactElement, type ReactNode } from 'react';
import { Button, LinkButton } from './button';
import { Icon, type IconName } from './icon';
import { useKitText } from './kit-text';
import { cx } from './styles';

export interface EmptyStateProps {
  /** What belongs here. */
  title: string;
  detail?: ReactNode;
  icon?: IconName;
  /** The one act that fills it: a link or button described here, or an element of yours. */
  action?: { label: string; href?: string; onPress?: () => void } | ReactElement;
  className?: string;
}

function act(action: NonNullable<EmptyStateProps['action']>): ReactElement {
  if (isValidElement(action)) return action;
  const { label, href, onPress } = action as { label: string; href?: string; onPress?: () => void };
  if (href) return <LinkButton href={href}>{label}</LinkButton>;
  return (
    <Button variant="primary" onPress={onPress}>
      {label}
    </Button>
  );
}

/** Says what belongs here and offers one act. */
export function EmptyState({ title, detail, icon = 'list', action, className }: EmptyStateProps) {
  return (
    <div className={cx('flex flex-col items-center gap-[8px] px-[16px] py-[40px] text-center', className)}>
      <span className="grid size-[44px] place-items-center rounded-full bg-sunken text-mut">
        <Icon name={icon} size={22} />
      </span>
      <p className="text-lg font-semibold">{title}</p>
      {detail != null && <div className="max-w-[480px] text-mut">{detail}</div>}
      {action && <div className="mt-[8px]">{act(action)}</div>}
    </div>
  );
}

export interface ErrorStateProps {
  /** What failed. */
  title: string;
  detail?: ReactNode;
  requestId?: string;
  onRetry?: () => void;
  isRetrying?: boolean;
  className?: string;
}

/** Says what failed, gives the request's number for support, offers to try again. */
export function ErrorState({ title, detail, requestId, onRetry, isRetrying = false, className }: ErrorStateProps) {
  const text = useKitText();
  return (
    <div role="alert" className={cx('flex flex-col items-center gap-[8px] px-[16px] py-[40px] text-center', className)}>
      <span className="grid size-[44px] place-items-center rounded-full bg-bad-soft text-bad">
        <Icon name="alert" size={22} />
      </span>
      <p className="text-lg font-semibold">{title}</p>
      {detail != null && <div className="max-w-[480px] text-mut">{detail}</div>}
      {requestId && (
        <p className="num text-xs text-mut select-all">
          {text.requestId} {requestId}
        </p>
      )}
      {onRetry && (
        <Button icon="refresh" isPending={isRetrying} onPress={onRetry} className="mt-[8px]">
          {text.retry}
        </Button>
      )}
    </div>
  );
}

const callouts = {
  info: { box: 'border-brand/40 bg-brand-soft', sign: 'text-brand-strong', icon: 'info' },
  ok: { box: 'border-ok/40 bg-ok-soft', sign: 'text-ok', icon: 'check-circle' },
  warn: { box: 'border-warn/40 bg-warn-soft', sign: 'text-warn', icon: 'alert' },
  bad: { box: 'border-bad/40 bg-bad-soft', sign: 'text-bad', icon: 'x-circle' },
} as const;

export interface CalloutProps {
  tone?: keyof typeof callouts;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** `alert` when it appears in answer to what the user did. */
  role?: 'alert' | 'status' | 'note';
  className?: string;
}

/** A paragraph that must not be missed, with the sign of its tone. */
export function Callout({ tone = 'info', title, children, actions, role = 'note', className }: CalloutProps) {
  const look = callouts[tone];
  return (
    <div role={role} className={cx('flex gap-[10px] rounded-md border px-[12px] py-[10px]', look.box, className)}>
      <Icon name={look.icon} size={18} className={cx('mt-[2px]', look.sign)} />
      <div className="min-w-0 flex-1">
        {title != null && <p className={cx('font-semibold', look.sign)}>{title}</p>}
        {children}
        {actions && <div className="mt-[8px] flex flex-wrap gap-[8px]">{actions}</div>}
      </div>
    </div>
  );
}

import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import { cx } from './styles';

export type Tone = 'brand' | 'ok' | 'warn' | 'bad' | 'off' | 'plain';

const tones: Record<Tone, string> = {
  brand: 'bg-brand-soft text-brand-strong',
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  off: 'bg-off-soft text-off',
  plain: 'bg-sunken text-mut',
};

export interface BadgeProps {
  tone?: Tone;
  icon?: IconName;
  /** A second sign beside the colour. */
  pattern?: 'hatch' | 'hatch-warn';
  children: ReactNode;
  className?: string;
}

/** A short fact in a coloured box; colour only ever stands for a state. */
export function Badge({ tone = 'plain', icon, pattern, children, className }: BadgeProps) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-[5px] overflow-hidden rounded px-[7px] py-px align-middle text-sm whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {pattern && <span aria-hidden="true" className={cx('-my-px -ml-[7px] w-[8px] self-stretch', pattern)} />}
      {icon && <Icon name={icon} size={13} />}
      {children}
    </span>
  );
}

interface Look {
  tone: Tone;
  icon: IconName;
  pattern?: 'hatch' | 'hatch-warn';
}

/** Every status of the application: instruments, reservations, invoices, jobs, clearances. */
const looks = {
  available: { tone: 'ok', icon: 'dot-full' },
  'in-use': { tone: 'brand', icon: 'dot-half' },
  maintenance: { tone: 'off', icon: 'wrench', pattern: 'hatch' },
  'out-of-order': { tone: 'bad', icon: 'alert', pattern: 'hatch' },
  retired: { tone: 'off', icon: 'lock' },
  held: { tone: 'warn', icon: 'clock', pattern: 'hatch-warn' },
  requested: { tone: 'warn', icon: 'clock', pattern: 'hatch-warn' },
  pending: { tone: 'warn', icon: 'clock', pattern: 'hatch-warn' },
  approved: { tone: 'ok', icon: 'check' },
  confirmed: { tone: 'ok', icon: 'check' },
  active: { tone: 'brand', icon: 'play' },
  running: { tone: 'brand', icon: 'refresh' },
  completed: { tone: 'ok', icon: 'check-circle' },
  rejected: { tone: 'bad', icon: 'x-circle' },
  cancelled: { tone: 'off', icon: 'x' },
  expired: { tone: 'off', icon: 'clock' },
  'no-show': { tone: 'bad', icon: 'alert' },
  displaced: { tone: 'bad', icon: 'alert' },
  draft: { tone: 'off', icon: 'edit' },
  issued: { tone: 'brand', icon: 'invoice' },
  paid: { tone: 'ok', icon: 'check-circle' },
  'part-paid': { tone: 'warn', icon: 'dot-half' },
  overdue: { tone: 'bad', icon: 'alert' },
  disputed: { tone: 'bad', icon: 'help' },
  void: { tone: 'off', icon: 'x' },
  open: { tone: 'warn', icon: 'dot-half' },
  closed: { tone: 'off', icon: 'lock' },
  failed: { tone: 'bad', icon: 'x-circle' },
  blocked: { tone: 'bad', icon: 'lock', pattern: 'hatch' },
  conflict: { tone: 'bad', icon: 'alert', pattern: 'hatch-warn' },
  neutral: { tone: 'plain', icon: 'dot-full' },
} satisfies Record<string, Look>;

export type Status = keyof typeof looks;

const isStatus = (status: string): status is Status => Object.hasOwn(looks, status);

/** Icon, pattern and colour of a status; words the kit does not know (`under_repair`) look neutral. */
export function statusLook(status: string): Look {
  const key = status.toLowerCase().replaceAll('_', '-');
  return looks[isStatus(key) ? key : 'neutral'];
}

export interface StatusBadgeProps {
  /** A known status, with - or _ between words; another string is shown neutrally. */
  status: Status | (string & {});
  /** The status in the reader's language. */
  children: ReactNode;
  className?: string;
}

/** A status as icon, text, colour and pattern, so that colour never stands alone. */
export function StatusBadge({ status, children, className }: StatusBadgeProps) {
  return (
    <Badge {...statusLook(status)} className={className}>
      {children}
    </Badge>
  );
}

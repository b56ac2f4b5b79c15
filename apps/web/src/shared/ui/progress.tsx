import type { ReactNode } from 'react';
import { Label, ProgressBar as RacProgressBar } from 'react-aria-components';
import { Icon } from './icon';
import { useTextOf } from './kit-text';
import { cx } from './styles';

const words = {
  zh: { done: '已完成', blocked: '受阻' },
  en: { done: 'done', blocked: 'blocked' },
};

export interface ProgressBarProps {
  label: string;
  hideLabel?: boolean;
  /** From 0 to max; left out when the length is not known. */
  value?: number;
  max?: number;
  /** In place of the percentage: 120 / 245. */
  valueLabel?: string;
  tone?: 'brand' | 'ok' | 'warn' | 'bad';
  className?: string;
}

const bars = { brand: 'bg-brand', ok: 'bg-ok', warn: 'bg-warn', bad: 'bg-bad' };

/** How far a job has come. */
export function ProgressBar({
  label,
  hideLabel,
  value,
  max = 100,
  valueLabel,
  tone = 'brand',
  className,
}: ProgressBarProps) {
  return (
    <RacProgressBar
      value={value}
      maxValue={max}
      isIndeterminate={value === undefined}
      valueLabel={valueLabel}
      className={cx('flex flex-col gap-[4px]', className)}
    >
      {({ percentage, valueText }) => (
        <>
          <span className={hideLabel ? 'sr-only' : 'flex justify-between gap-[8px] text-sm'}>
            <Label>{label}</Label>
            {value !== undefined && <span className="num text-mut">{valueText}</span>}
          </span>
          <span className="block h-[8px] overflow-hidden rounded-full bg-sunken">
            <span
              style={{ width: `${percentage ?? 35}%` }}
              className={cx(
                'block h-full rounded-full transition-[width] duration-150 motion-reduce:transition-none',
                bars[tone],
                percentage === undefined && 'animate-pulse motion-reduce:animate-none',
              )}
            />
          </span>
        </>
      )}
    </RacProgressBar>
  );
}

export interface Step {
  id: string;
  label: ReactNode;
  detail?: ReactNode;
  state: 'done' | 'current' | 'todo' | 'blocked';
  /** A button or link of the step. */
  action?: ReactNode;
}

export interface StepperProps {
  label: string;
  steps: readonly Step[];
  /** A row for the stages of one job; a column for a checklist. */
  orientation?: 'horizontal' | 'vertical';
  className?: string;
}

const marks: Record<Step['state'], string> = {
  done: 'border-ok bg-ok-soft text-ok',
  current: 'border-brand bg-brand text-on-brand',
  todo: 'border-line2 bg-surface text-mut',
  blocked: 'border-bad bg-bad-soft text-bad',
};

/** Where a job of several steps stands. */
export function Stepper({ label, steps, orientation = 'horizontal', className }: StepperProps) {
  const text = useTextOf(words);
  const isRow = orientation === 'horizontal';
  return (
    <ol
      aria-label={label}
      className={cx('flex', isRow ? 'flex-row flex-wrap gap-x-[20px] gap-y-[10px]' : 'flex-col gap-[12px]', className)}
    >
      {steps.map((step, index) => (
        <li
          key={step.id}
          aria-current={step.state === 'current' ? 'step' : undefined}
          className="flex min-w-0 items-start gap-[8px]"
        >
          <span
            className={cx(
              'num grid size-[24px] shrink-0 place-items-center rounded-full border text-xs',
              marks[step.state],
            )}
          >
            {step.state === 'done' ? (
              <Icon name="check" size={14} label={text.done} />
            ) : step.state === 'blocked' ? (
              <Icon name="alert" size={14} label={text.blocked} />
            ) : (
              index + 1
            )}
          </span>
          <span className="min-w-0 flex-1 pt-px">
            <span
              className={cx('block', step.state === 'current' && 'font-semibold', step.state === 'todo' && 'text-mut')}
            >
              {step.label}
            </span>
            {step.detail != null && <span className="block text-sm text-mut">{step.detail}</span>}
          </span>
          {step.action}
        </li>
      ))}
    </ol>
  );
}

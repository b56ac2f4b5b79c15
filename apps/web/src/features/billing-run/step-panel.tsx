import type { ReactNode } from 'react';
import { Callout } from '../../shared/ui';

export interface StepPanelProps {
  readonly tone?: 'info' | 'ok' | 'warn' | 'bad';
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

const colours = { info: 'text-brand-strong', ok: 'text-ok', warn: 'text-warn', bad: 'text-bad' } as const;

/** What to do now: said at the left, done at the right; below each other on a phone. */
export function StepPanel({ tone = 'info', title, children, actions }: StepPanelProps) {
  return (
    <Callout tone={tone}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 max-w-[72ch] flex-1 basis-72">
          <p className={`font-semibold ${colours[tone]}`}>{title}</p>
          <p>{children}</p>
        </div>
        {actions && <div className="flex flex-wrap gap-2 max-lg:w-full max-lg:*:flex-1">{actions}</div>}
      </div>
    </Callout>
  );
}

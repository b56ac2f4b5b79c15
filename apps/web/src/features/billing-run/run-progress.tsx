import { useName } from '../../shared/i18n/messages';
import { listOf } from '../../shared/format/format';
import { ProgressBar } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import type { Cockpit, RunPace } from './billing-run.queries';
import { CancelRun } from './cancel-run';
import { cockpitMessages } from './cockpit.messages';

/** A run at work: how far, how fast, at whom, and the way out while nothing is numbered. */
export function RunProgress({ cockpit, pace }: { cockpit: Cockpit; pace: RunPace }) {
  const say = billingRunMessages.useSay();
  const sayMore = cockpitMessages.useSay();
  const name = useName();
  const { run } = cockpit;
  if (!run) return null;
  const { done, total, planned, drafted, invoiced, nothing, failedCount } = run;
  const names = listOf(pace.at.map((company) => name(company.nameZh, company.nameEn)));
  return (
    <section className="rounded-md border border-line bg-surface p-4">
      <ProgressBar
        label={say('progress')}
        value={total > 0 ? done : undefined}
        max={total}
        valueLabel={say('progressOf', { done, total })}
      />
      <p className="num mt-2 text-sm">
        {sayMore('counts', { planned, drafted, invoiced, nothing, failed: failedCount })}
        {pace.perSecond !== null && pace.perSecond > 0 && (
          <span className="text-mut"> · {sayMore('pace', { rate: Math.max(1, Math.round(pace.perSecond)) })}</span>
        )}
      </p>
      <p className="min-h-5 text-sm text-mut">
        {pace.at.length > 0 && sayMore('atWork', { names, more: pace.atWork > pace.at.length ? pace.atWork : 0 })}
      </p>
      <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-mut">{say('progressNote')}</p>
        <CancelRun cockpit={cockpit} />
      </div>
    </section>
  );
}

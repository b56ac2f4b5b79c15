import { monthName, parkDate } from '../../shared/format/format';
import { Stepper, type Step } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import { invoiceCount, type Cockpit } from './billing-run.queries';
import { lastDayOf } from './month-state';

type State = Step['state'];
type Stage = 'usage' | 'preview' | 'run' | 'review' | 'issue' | 'deliver' | 'close';

const stages: readonly Stage[] = ['usage', 'preview', 'run', 'review', 'issue', 'deliver', 'close'];

/** The stage at which a month is now; all before it are done. */
function stageOf({ state, over, run, delivery }: Cockpit): Stage | null {
  switch (state) {
    case 'closed':
      return null;
    case 'open':
      return over ? 'preview' : 'usage';
    case 'running':
      return run && run.planned === 0 && run.invoiced + run.drafted > 0 ? 'issue' : 'run';
    case 'review':
      return 'review';
    case 'invoiced':
      return delivery.queued > 0 ? 'deliver' : 'close';
  }
}

function stateOf(stage: Stage, cockpit: Cockpit): State {
  const { run, delivery } = cockpit;
  const now = stageOf(cockpit);
  if (stage === 'run' && (run?.failedCount ?? 0) > 0 && cockpit.state === 'invoiced') return 'blocked';
  if (stage === 'deliver' && delivery.failed > 0 && cockpit.state === 'invoiced') return 'blocked';
  if (now === null || stages.indexOf(stage) < stages.indexOf(now)) return 'done';
  return stage === now ? 'current' : 'todo';
}

/** Usage, preview, run, review, issue, deliver, close: what is done, what is on, what blocks. */
export function MonthSteps({ cockpit }: { cockpit: Cockpit }) {
  const say = billingRunMessages.useSay();
  const { month, over, companies, lines, run, delivery, closedAt, reviewDays } = cockpit;
  const hasReview = run && run.status !== 'cancelled' ? run.reviewUntil !== null : reviewDays > 0;
  const invoices = invoiceCount(cockpit);
  const details: Record<Stage, string | null> = {
    usage: over ? say('usageDone') : say('usageOpen', { month: monthName(month) }),
    preview: companies > 0 ? say('previewDetail', { companies, lines }) : null,
    run: null,
    review: run?.reviewUntil && cockpit.state === 'review' ? parkDate(lastDayOf(run.reviewUntil)) : null,
    issue: invoices > 0 ? say('runDetail', { count: invoices }) : null,
    deliver: invoices > 0 ? `${delivery.sent} / ${invoices}` : null,
    close: closedAt ? say('closedOn', { date: parkDate(closedAt) }) : null,
  };
  const labels = {
    usage: say('stepUsage'),
    preview: say('stepPreview'),
    run: say('stepRun'),
    review: say('stepReview'),
    issue: say('stepIssue'),
    deliver: say('stepDeliver'),
    close: say('stepClose'),
  };
  const steps: Step[] = stages
    .filter((stage) => stage !== 'review' || hasReview)
    .map((stage) => ({ id: stage, label: labels[stage], state: stateOf(stage, cockpit), detail: details[stage] }));
  return (
    <div className="mb-3 rounded-md border border-line bg-surface px-4 py-3">
      <Stepper
        label={say('steps')}
        steps={steps}
        className="max-lg:grid max-lg:grid-cols-2 lg:justify-between lg:pr-12"
      />
    </div>
  );
}

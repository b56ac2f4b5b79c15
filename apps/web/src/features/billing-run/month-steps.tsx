import { monthName, parkDate } from '../../shared/format/format';
import { Stepper, type Step } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import { invoiceCount, type Cockpit } from './billing-run.queries';

type State = Step['state'];

/** Usage, preview, run, close: what is done, what is on, what blocks. */
function statesOf({ state, over, companies }: Cockpit): readonly [State, State, State, State] {
  if (state === 'closed') return ['done', 'done', 'done', 'done'];
  if (state === 'running') return ['done', 'done', 'current', 'todo'];
  if (state === 'open') return over ? ['done', 'current', 'todo', 'todo'] : ['current', 'todo', 'todo', 'todo'];
  const hasFailed = companies.some((company) => company.status === 'failed');
  return ['done', 'done', hasFailed ? 'blocked' : 'done', hasFailed ? 'todo' : 'current'];
}

/** The four steps of a month. */
export function MonthSteps({ cockpit }: { cockpit: Cockpit }) {
  const say = billingRunMessages.useSay();
  const [usage, preview, run, close] = statesOf(cockpit);
  const owing = cockpit.companies.filter((company) => company.lines > 0);
  const lines = owing.reduce((sum, company) => sum + company.lines, 0);
  const invoices = invoiceCount(cockpit);
  const steps: Step[] = [
    {
      id: 'usage',
      label: say('stepUsage'),
      state: usage,
      detail: cockpit.over ? say('usageDone') : say('usageOpen', { month: monthName(cockpit.month) }),
    },
    {
      id: 'preview',
      label: say('stepPreview'),
      state: preview,
      detail: say('previewDetail', { companies: owing.length, lines }),
    },
    { id: 'run', label: say('stepRun'), state: run, detail: invoices > 0 && say('runDetail', { count: invoices }) },
    {
      id: 'close',
      label: say('stepClose'),
      state: close,
      detail: cockpit.closedAt && say('closedOn', { date: parkDate(cockpit.closedAt) }),
    },
  ];
  return (
    <div className="mb-3 rounded-md border border-line bg-surface px-4 py-3">
      <Stepper
        label={say('steps')}
        steps={steps}
        className="max-lg:grid max-lg:grid-cols-2 lg:justify-between lg:pr-24"
      />
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { monthName } from '../../shared/format/format';
import { LoadFailed } from '../../shared/load-failed';
import { DataTable, EmptyState, LinkButton, Money, TextLink, type Column } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import { monthsQuery, type MonthRow } from './billing-run.queries';
import { isOver, MonthStateBadge, nextActOf } from './month-state';
import { StepPanel } from './step-panel';

const hrefOf = (row: MonthRow): string => `/months/${row.month}`;

/** The months and where each stands; the oldest that is not closed says what to do next. */
export function MonthList({ onOpen }: { onOpen: (month: string) => void }) {
  const say = billingRunMessages.useSay();
  const { data: months, error, isPending, refetch, isRefetching } = useQuery(monthsQuery);
  const due = months?.findLast((row) => row.state !== 'closed' && isOver(row.month));
  const columns = useColumns(due?.month);
  if (error && !months) {
    return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />;
  }
  return (
    <>
      {months && months.length > 0 && <NextStep due={due} latest={months[0]} />}
      <DataTable
        caption={say('title')}
        columns={columns}
        rows={months ?? []}
        rowKey={(row) => row.month}
        onRowAction={(row) => onOpen(row.month)}
        isLoading={isPending}
        empty={<EmptyState icon="calendar" title={say('none')} detail={say('noneDetail')} />}
        renderCard={(row) => <MonthCard row={row} />}
      />
    </>
  );
}

const stepTexts = {
  doRun: ['nextRun', 'nextRunDetail'],
  doWatch: ['nextWatch', 'nextWatchDetail'],
  doReview: ['nextReview', 'nextReviewDetail'],
  doRetry: ['nextRetry', 'nextRetryDetail'],
  doClose: ['nextClose', 'nextCloseDetail'],
  doPreview: ['allDone', 'allDoneDetail'],
  doLook: ['allDone', 'allDoneDetail'],
} as const;

function NextStep({ due, latest }: { due: MonthRow | undefined; latest: MonthRow | undefined }) {
  const say = billingRunMessages.useSay();
  const row = due ?? latest;
  if (!row) return null;
  const act = nextActOf(row);
  const [title, detail] = stepTexts[act];
  const values = { month: monthName(row.month), count: act === 'doReview' ? row.disputes : row.failed };
  const tone = act === 'doRetry' ? 'bad' : due ? 'info' : 'ok';
  return (
    <div className="mb-3">
      <StepPanel
        tone={tone}
        title={say(title, values)}
        actions={
          <LinkButton variant={due ? 'primary' : 'secondary'} href={hrefOf(row)}>
            {say(act)}
          </LinkButton>
        }
      >
        {say(detail, values)}
      </StepPanel>
    </div>
  );
}

function useColumns(due: string | undefined): Column<MonthRow>[] {
  const say = billingRunMessages.useSay();
  return [
    {
      key: 'month',
      header: say('month'),
      render: (row) => (
        <TextLink href={hrefOf(row)} className="num whitespace-nowrap">
          {monthName(row.month)}
        </TextLink>
      ),
    },
    { key: 'state', header: say('stateHeader'), render: (row) => <MonthStateBadge {...row} /> },
    { key: 'invoices', header: say('invoices'), align: 'right', render: (row) => row.invoices || null },
    {
      key: 'gross',
      header: say('gross'),
      align: 'right',
      render: (row) => row.invoices > 0 && <Money fen={row.grossFen} />,
    },
    { key: 'usage', header: say('openUsage'), align: 'right', render: (row) => row.openUsage || null },
    {
      key: 'failed',
      header: say('failedCount'),
      align: 'right',
      render: (row) => row.failed > 0 && <span className="font-medium text-bad">{row.failed}</span>,
    },
    {
      key: 'disputes',
      header: say('disputesHeader'),
      align: 'right',
      render: (row) =>
        row.disputes > 0 && (
          <TextLink href={`/disputes?month=${row.month}&status=open`} className="num font-medium">
            {row.disputes}
          </TextLink>
        ),
    },
    {
      key: 'next',
      header: say('nextStep'),
      render: (row) => (
        <TextLink href={hrefOf(row)} className={row.month === due ? 'font-semibold' : ''}>
          {say(nextActOf(row))}
        </TextLink>
      ),
    },
  ];
}

function MonthCard({ row }: { row: MonthRow }) {
  const say = billingRunMessages.useSay();
  return (
    <article className="relative rounded-md border border-line bg-surface px-3.5 py-3">
      <div className="flex items-center justify-between gap-2">
        <TextLink href={hrefOf(row)} className="num text-lg font-medium after:absolute after:inset-0">
          {monthName(row.month)}
        </TextLink>
        <MonthStateBadge {...row} />
      </div>
      <div className="mt-1 flex items-baseline justify-between gap-2">
        <span className="num text-sm text-mut">
          {row.invoices > 0 ? say('billed', { count: row.invoices }) : say(nextActOf(row))}
        </span>
        {row.invoices > 0 && <Money fen={row.grossFen} className="font-semibold" />}
      </div>
      {(row.openUsage > 0 || row.failed > 0) && (
        <p className="num flex gap-4 text-sm">
          {row.openUsage > 0 && <span>{`${say('openUsage')} ${row.openUsage}`}</span>}
          {row.failed > 0 && <span className="text-bad">{`${say('failedCount')} ${row.failed}`}</span>}
        </p>
      )}
    </article>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useName } from '../../../shared/i18n/messages';
import { Badge, type Column, DataTable, EmptyState, Money, TextLink } from '../../../shared/ui';
import { Chart } from './chart';
import { financeMessages } from './finance.messages';
import { type Aging, agingQuery } from './finance.queries';
import { Report } from './report';

type Row = Aging['items'][number];
const buckets = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const;

/** What companies owe, by how long it is overdue. */
export function AgingView() {
  const say = financeMessages.useSay();
  const query = useQuery(agingQuery);
  const columns = useColumns();
  return (
    <Report query={query}>
      {({ on, total, items }) =>
        items.length === 0 ? (
          <EmptyState icon="yuan" title={say('nothingOpen')} detail={say('nothingOpenDetail')} />
        ) : (
          <>
            <p className="mb-2 text-sm text-mut">{say('agingOn', { on })}</p>
            <Chart
              label={say('agingChart')}
              labels={buckets.map((bucket) => say(bucket))}
              fen={buckets.map((bucket) => total[`${bucket}Fen`])}
            />
            <DataTable
              caption={say('aging')}
              columns={columns}
              rows={[
                ...items,
                { ...total, companyId: 0, nameZh: '', nameEn: '', oldestDays: 0, invoices: 0, step: 'none' as const },
              ]}
              rowKey={(row) => String(row.companyId)}
              renderCard={(row) => <AgingCard row={row} />}
            />
          </>
        )
      }
    </Report>
  );
}

const stepTones = { overdue: 'warn', bookings: 'warn', rentals: 'bad', everything: 'bad' } as const;
const invoicesOf = (row: Row): string => `/invoices?companyId=${row.companyId}&status=open`;

function Name({ row }: { row: Row }) {
  const say = financeMessages.useSay();
  const name = useName();
  if (row.companyId === 0) return <b>{say('total')}</b>;
  return <TextLink href={invoicesOf(row)}>{name(row.nameZh, row.nameEn)}</TextLink>;
}

function useColumns(): Column<Row>[] {
  const say = financeMessages.useSay();
  const amount = (key: (typeof buckets)[number]): Column<Row> => ({
    key,
    header: say(key),
    align: 'right',
    render: (row) => <Amount fen={row[`${key}Fen`]} />,
  });
  return [
    { key: 'company', header: say('company'), isRowHeader: true, render: (row) => <Name row={row} /> },
    ...buckets.map(amount),
    {
      key: 'open',
      header: say('open'),
      align: 'right',
      render: (row) => <Money fen={row.openFen} className="font-medium" />,
    },
    {
      key: 'step',
      header: say('step'),
      render: (row) => <Step row={row} />,
    },
    {
      key: 'oldest',
      header: say('oldest'),
      align: 'right',
      render: (row) => <span className="num">{row.oldestDays > 0 ? say('days', { days: row.oldestDays }) : ''}</span>,
    },
    { key: 'balance', header: say('balance'), align: 'right', render: (row) => <Amount fen={row.balanceFen} /> },
  ];
}

/** How far the reminders of a company have come. */
function Step({ row: { step } }: { row: Row }) {
  const say = financeMessages.useSay();
  return step === 'none' ? null : <Badge tone={stepTones[step]}>{say(`step_${step}`)}</Badge>;
}

/** An amount; nothing reads as nothing. */
function Amount({ fen }: { fen: number }) {
  return fen === 0 ? <span className="block text-right text-mut">–</span> : <Money fen={fen} />;
}

function AgingCard({ row }: { row: Row }) {
  const say = financeMessages.useSay();
  return (
    <div className="rounded-md border border-line bg-surface p-3">
      <p className="flex justify-between gap-2">
        <Name row={row} />
        <Money fen={row.openFen} align="inline" className="font-medium" />
      </p>
      <Step row={row} />
      {buckets
        .filter((bucket) => row[`${bucket}Fen`] !== 0)
        .map((bucket) => (
          <p key={bucket} className="flex justify-between gap-2 text-sm text-mut">
            <span>{say(bucket)}</span>
            <Money fen={row[`${bucket}Fen`]} align="inline" />
          </p>
        ))}
    </div>
  );
}

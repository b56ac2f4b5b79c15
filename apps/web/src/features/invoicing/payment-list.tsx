import { LoadFailed } from '../../shared/load-failed';
import { usePages } from '../../shared/use-pages';
import { useName } from '../../shared/i18n/messages';
import { PageFooter } from '../../shared/page-footer';
import { DataTable, EmptyState, Money, TextLink, VisuallyHidden, type Column } from '../../shared/ui';
import { useMethodName } from './invoice-status';
import { invoicingKey, type Payment } from './invoicing.queries';
import { PaymentActs, PaymentNotes } from './payment-state';
import { paymentsMessages } from './payments.messages';

export interface PaymentListProps {
  readonly companyId: string | undefined;
  readonly onRecord: () => void;
  readonly onClear: () => void;
}

/** Payments, newest first, each with the invoices that it paid and what went to the balance. */
export function PaymentList({ companyId, onRecord, onClear }: PaymentListProps) {
  const say = paymentsMessages.useSay();
  const columns = useColumns();
  const list = usePages<Payment>([...invoicingKey, 'payments'], '/payments', { companyId, limit: 50 });
  if (list.error)
    return <LoadFailed title={say('failed')} error={list.error} onRetry={list.retry} isRetrying={list.isRetrying} />;
  const empty = companyId ? (
    <EmptyState icon="yuan" title={say('noneFit')} action={{ label: say('clear'), onPress: onClear }} />
  ) : (
    <EmptyState
      icon="yuan"
      title={say('none')}
      detail={say('noneDetail')}
      action={{ label: say('record'), onPress: onRecord }}
    />
  );
  return (
    <>
      <DataTable
        caption={say('title')}
        columns={columns}
        rows={list.rows}
        rowKey={(row) => String(row.id)}
        isLoading={list.isPending}
        empty={empty}
        renderCard={(row) => <PaymentCard row={row} />}
      />
      <PageFooter list={list} />
    </>
  );
}

function PaidInvoices({ row }: { row: Payment }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {row.allocated.map((part) => (
        <span key={part.invoiceId} className="num whitespace-nowrap">
          <TextLink href={`/invoices/${part.invoiceId}`}>{part.number}</TextLink>{' '}
          {row.allocated.length > 1 && <Money fen={part.amountFen} align="inline" className="text-mut" />}
        </span>
      ))}
    </span>
  );
}

function useColumns(): Column<Payment>[] {
  const say = paymentsMessages.useSay();
  const name = useName();
  const methodName = useMethodName();
  return [
    {
      key: 'receivedOn',
      header: say('receivedOn'),
      render: (row) => <span className="num whitespace-nowrap">{row.receivedOn}</span>,
    },
    { key: 'company', header: say('company'), isRowHeader: true, render: (row) => name(row.companyZh, row.companyEn) },
    { key: 'method', header: say('method'), render: (row) => methodName(row.method) },
    {
      key: 'reference',
      header: say('reference'),
      render: (row) => (
        <>
          <span className="num">{row.reference}</span>
          {row.note && <span className="block text-xs text-mut">{row.note}</span>}
          <PaymentNotes row={row} />
        </>
      ),
    },
    { key: 'invoices', header: say('invoices'), render: (row) => <PaidInvoices row={row} /> },
    {
      key: 'rest',
      header: say('unallocated'),
      align: 'right',
      render: (row) => row.unallocatedFen > 0 && <Money fen={row.unallocatedFen} />,
    },
    {
      key: 'amount',
      header: say('received'),
      align: 'right',
      render: (row) => <Amount row={row} />,
    },
    {
      key: 'reverse',
      header: <VisuallyHidden>{say('act')}</VisuallyHidden>,
      align: 'right',
      render: (row) => <PaymentActs row={row} />,
    },
  ];
}

/** An amount that was taken back is struck through. */
function Amount({ row }: { row: Payment }) {
  return row.reversal ? (
    <s className="text-mut">
      <Money fen={row.amountFen} />
    </s>
  ) : (
    <Money fen={row.amountFen} className="font-medium" />
  );
}

function PaymentCard({ row }: { row: Payment }) {
  const say = paymentsMessages.useSay();
  const name = useName();
  const methodName = useMethodName();
  return (
    <article className="rounded-md border border-line bg-surface px-3.5 py-2.5">
      <div className="flex items-baseline justify-between gap-3">
        <p className="font-medium">{name(row.companyZh, row.companyEn)}</p>
        <Amount row={row} />
      </div>
      <p className="num text-sm text-mut">
        {[row.receivedOn, methodName(row.method), row.reference].filter(Boolean).join(' · ')}
      </p>
      <div className="flex items-center justify-between gap-2">
        <PaidInvoices row={row} />
        <PaymentActs row={row} />
      </div>
      {row.unallocatedFen > 0 && (
        <p className="text-sm">
          <span className="text-mut">{say('unallocated')}</span> <Money fen={row.unallocatedFen} align="inline" />
        </p>
      )}
      <PaymentNotes row={row} />
    </article>
  );
}

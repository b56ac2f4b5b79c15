import { parkDate } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { LoadFailed } from '../../../shared/load-failed';
import { usePages } from '../../../shared/use-pages';
import { PageFooter } from '../../../shared/page-footer';
import { DataTable, EmptyState, Money, type Column } from '../../../shared/ui';
import { DepositStatusBadge } from './deposit-status';
import { DepositSums } from './deposit-sums';
import { depositsMessages } from './deposits.messages';
import { invoicingKey } from '../invoicing.queries';
import { type Deposit, type DepositFilter, type DepositPage } from './deposits.queries';

export interface DepositListProps {
  readonly filter: DepositFilter;
  readonly isStaff: boolean;
  readonly activeId: string | undefined;
  readonly onOpen: (id: number) => void;
  readonly onClear: () => void;
}

/** Deposits, newest first, under their sums. */
export function DepositList({ filter, isStaff, activeId, onOpen, onClear }: DepositListProps) {
  const say = depositsMessages.useSay();
  const name = useName();
  const columns = useColumns(isStaff);
  const list = usePages<Deposit, DepositPage>([...invoicingKey, 'deposits'], '/deposits', { ...filter, limit: 50 });
  if (list.error)
    return <LoadFailed title={say('failed')} error={list.error} onRetry={list.retry} isRetrying={list.isRetrying} />;
  const { page } = list;
  const isFiltered = Object.values(filter).some(Boolean);
  const empty = isFiltered ? (
    <EmptyState icon="lock" title={say('noneFit')} action={{ label: say('clear'), onPress: onClear }} />
  ) : (
    <EmptyState icon="lock" title={say('none')} detail={say('noneDetail')} />
  );
  return (
    <>
      {page && <DepositSums totals={page.totals} isStaff={isStaff} />}
      <DataTable
        caption={say('title')}
        columns={columns}
        rows={list.rows}
        rowKey={(row) => String(row.id)}
        activeKey={activeId}
        onRowAction={(row) => onOpen(row.id)}
        rowActionLabel={(row) => say('open', { company: name(row.companyZh, row.companyEn) })}
        isLoading={list.isPending}
        empty={empty}
        renderCard={(row) => <DepositCard row={row} isStaff={isStaff} onOpen={onOpen} />}
      />
      <PageFooter list={list} />
    </>
  );
}

function useColumns(isStaff: boolean): Column<Deposit>[] {
  const say = depositsMessages.useSay();
  const name = useName();
  const company: Column<Deposit> = {
    key: 'company',
    header: say('company'),
    isRowHeader: true,
    render: (row) => name(row.companyZh, row.companyEn),
  };
  return [
    {
      key: 'receipt',
      header: say('receipt'),
      render: (row) => <span className="num whitespace-nowrap">{row.receiptNumber ?? <NoReceipt row={row} />}</span>,
    },
    ...(isStaff ? [company] : []),
    {
      key: 'instrument',
      header: say('instrument'),
      isRowHeader: !isStaff,
      render: (row) => (
        <>
          {name(row.instrumentZh, row.instrumentEn)}
          <span className="num block text-xs text-mut">{row.assetNo}</span>
        </>
      ),
    },
    {
      key: 'takenOn',
      header: say('takenOn'),
      render: (row) => <span className="num whitespace-nowrap">{row.takenAt ? parkDate(row.takenAt) : '—'}</span>,
    },
    { key: 'status', header: say('status'), render: (row) => <DepositStatusBadge deposit={row} /> },
    { key: 'amount', header: say('amount'), align: 'right', render: (row) => <Money fen={row.amountFen} /> },
    {
      key: 'held',
      header: say('heldNow'),
      align: 'right',
      render: (row) => <Money fen={row.heldFen} className="font-medium" />,
    },
  ];
}

function NoReceipt({ row }: { row: Deposit }) {
  const say = depositsMessages.useSay();
  return <span className="text-mut">{say(row.takenAt ? 'noReceipt' : 'notReceived')}</span>;
}

function DepositCard({ row, isStaff, onOpen }: { row: Deposit; isStaff: boolean; onOpen: (id: number) => void }) {
  const name = useName();
  const instrument = name(row.instrumentZh, row.instrumentEn);
  return (
    <button
      type="button"
      onClick={() => onOpen(row.id)}
      className="block w-full rounded-md border border-line bg-surface px-3.5 py-2.5 text-left outline-brand focus-visible:outline-2"
    >
      <span className="flex items-baseline justify-between gap-3">
        <span className="font-medium">{isStaff ? name(row.companyZh, row.companyEn) : instrument}</span>
        <Money fen={row.amountFen} className="text-lg font-semibold" />
      </span>
      <span className="num block text-sm text-mut">
        {isStaff && `${instrument} · `}
        <span className="whitespace-nowrap">{row.assetNo}</span>
        {row.receiptNumber && (
          <>
            {' · '}
            <span className="whitespace-nowrap">{row.receiptNumber}</span>
          </>
        )}
      </span>
      <span className="mt-1 block">
        <DepositStatusBadge deposit={row} />
      </span>
    </button>
  );
}

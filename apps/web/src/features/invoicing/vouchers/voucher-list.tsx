import { useName } from '../../../shared/i18n/messages';
import { LoadFailed } from '../../../shared/load-failed';
import { usePages } from '../../../shared/use-pages';
import { PageFooter } from '../../../shared/page-footer';
import { DataTable, EmptyState, Money, type Column } from '../../../shared/ui';
import { percent, VoucherStatusBadge } from './voucher-status';
import { VoucherSums } from './voucher-sums';
import { vouchersMessages } from './vouchers.messages';
import { invoicingKey } from '../invoicing.queries';
import { type Voucher, type VoucherFilter, type VoucherPage } from './vouchers.queries';

export interface VoucherListProps {
  readonly filter: VoucherFilter;
  readonly isStaff: boolean;
  readonly activeId: string | undefined;
  readonly onOpen: (id: number) => void;
  readonly onClear: () => void;
}

/** Vouchers, newest first, under their sums. */
export function VoucherList({ filter, isStaff, activeId, onOpen, onClear }: VoucherListProps) {
  const say = vouchersMessages.useSay();
  const columns = useColumns(isStaff);
  const list = usePages<Voucher, VoucherPage>([...invoicingKey, 'vouchers'], '/vouchers', { ...filter, limit: 50 });
  if (list.error)
    return <LoadFailed title={say('failed')} error={list.error} onRetry={list.retry} isRetrying={list.isRetrying} />;
  const { page } = list;
  return (
    <>
      {page && page.items.length > 0 && <VoucherSums totals={page.totals} isStaff={isStaff} />}
      <DataTable
        caption={say('vouchers')}
        columns={columns}
        rows={list.rows}
        rowKey={(row) => String(row.id)}
        activeKey={activeId}
        onRowAction={(row) => onOpen(row.id)}
        rowActionLabel={(row) => say('open', { no: row.no })}
        isLoading={list.isPending}
        empty={<Nothing isFiltered={Object.values(filter).some(Boolean)} isStaff={isStaff} onClear={onClear} />}
        renderCard={(row) => <VoucherCard row={row} isStaff={isStaff} onOpen={onOpen} />}
      />
      <PageFooter list={list} />
    </>
  );
}

function Nothing({ isFiltered, isStaff, onClear }: { isFiltered: boolean; isStaff: boolean; onClear: () => void }) {
  const say = vouchersMessages.useSay();
  if (isFiltered)
    return <EmptyState icon="tag" title={say('noneFit')} action={{ label: say('clear'), onPress: onClear }} />;
  return <EmptyState icon="tag" title={say('none')} detail={say(isStaff ? 'noneDetail' : 'noneDetailOwn')} />;
}

function useColumns(isStaff: boolean): Column<Voucher>[] {
  const say = vouchersMessages.useSay();
  const name = useName();
  const company: Column<Voucher> = {
    key: 'company',
    header: say('company'),
    render: (row) => name(row.companyZh, row.companyEn),
  };
  return [
    {
      key: 'no',
      header: say('no'),
      isRowHeader: true,
      render: (row) => (
        <>
          <span className="num">{row.no}</span>
          <span className="block text-xs text-mut">{row.issuer}</span>
        </>
      ),
    },
    ...(isStaff ? [company] : []),
    {
      key: 'term',
      header: say('term'),
      render: (row) => <span className="num whitespace-nowrap">{`${row.validFrom} – ${row.validTo}`}</span>,
    },
    { key: 'share', header: say('share'), align: 'right', render: (row) => percent(row.shareBps) },
    { key: 'status', header: say('status'), render: (row) => <VoucherStatusBadge voucher={row} /> },
    { key: 'amount', header: say('amount'), align: 'right', render: (row) => <Money fen={row.amountFen} /> },
    { key: 'used', header: say('used'), align: 'right', render: (row) => <Money fen={row.usedFen} /> },
    {
      key: 'remaining',
      header: say('remaining'),
      align: 'right',
      render: (row) => <Money fen={row.remainingFen} className="font-medium" />,
    },
  ];
}

function VoucherCard({ row, isStaff, onOpen }: { row: Voucher; isStaff: boolean; onOpen: (id: number) => void }) {
  const say = vouchersMessages.useSay();
  const name = useName();
  return (
    <button
      type="button"
      onClick={() => onOpen(row.id)}
      className="block w-full rounded-md border border-line bg-surface px-3.5 py-2.5 text-left outline-brand focus-visible:outline-2"
    >
      <span className="flex items-baseline justify-between gap-3">
        <span className="num font-medium">{row.no}</span>
        <Money fen={row.remainingFen} className="text-lg font-semibold" />
      </span>
      <span className="block text-sm text-mut">
        {[isStaff && name(row.companyZh, row.companyEn), row.issuer].filter(Boolean).join(' · ')}
      </span>
      <span className="num mt-1 flex flex-wrap items-center justify-between gap-2 text-sm text-mut">
        <VoucherStatusBadge voucher={row} />
        {say('until', { date: row.validTo })}
      </span>
    </button>
  );
}

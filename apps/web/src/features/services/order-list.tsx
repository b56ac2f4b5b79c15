import { parkDate } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { PageFooter } from '../../shared/page-footer';
import { usePages } from '../../shared/use-pages';
import { DataTable, EmptyState, Money, type Column } from '../../shared/ui';
import { OrderStatus } from './order-status';
import { servicesMessages } from './services.messages';
import { type ServiceFilter, type ServiceRow, servicesKey } from './services.queries';

export interface OrderListProps {
  readonly filter: ServiceFilter;
  readonly isStaff: boolean;
  readonly openId: number | null;
  readonly onOpen: (id: number) => void;
  readonly onRequest: (() => void) | undefined;
  readonly onClear: () => void;
}

/** Orders of the own company, for staff of all, newest first; cards on a phone. */
export function OrderList({ filter, isStaff, openId, onOpen, onRequest, onClear }: OrderListProps) {
  const say = servicesMessages.useSay();
  const columns = useColumns(isStaff);
  const list = usePages<ServiceRow>([...servicesKey, 'list'], '/service-orders', filter);
  const { rows, error, retry, isRetrying, isPending } = list;
  if (error) return <LoadFailed title={say('failed')} error={error} onRetry={retry} isRetrying={isRetrying} />;
  const empty = Object.values(filter).some(Boolean) ? (
    <EmptyState icon="filter" title={say('noneFit')} action={{ label: say('clear'), onPress: onClear }} />
  ) : (
    <EmptyState
      icon="flask"
      title={say('none')}
      detail={say(isStaff ? 'noneStaff' : 'noneTenant')}
      action={onRequest && { label: say('request'), onPress: onRequest }}
    />
  );
  return (
    <>
      <DataTable
        caption={say('title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        onRowAction={(row) => onOpen(row.id)}
        rowActionLabel={(row) => row.orderNo}
        activeKey={openId === null ? undefined : String(openId)}
        isLoading={isPending}
        empty={empty}
        renderCard={(row) => <OrderCard row={row} isStaff={isStaff} onOpen={() => onOpen(row.id)} />}
      />
      <PageFooter list={list} />
    </>
  );
}

/** The instrument, or the category of which the park chooses one. */
export function OnWhat({ row }: { row: Pick<ServiceRow, 'instrument' | 'category'> }) {
  const name = useName();
  if (row.instrument) {
    return (
      <>
        {name(row.instrument.nameZh, row.instrument.nameEn)}{' '}
        <span className="num text-mut">{row.instrument.assetNo}</span>
      </>
    );
  }
  return <>{row.category && name(row.category.nameZh, row.category.nameEn)}</>;
}

function Amount({ row }: { row: ServiceRow }) {
  const say = servicesMessages.useSay();
  const fen = row.billedFen ?? row.quotedFen;
  if (fen === null) return <span className="text-mut">—</span>;
  return (
    <>
      <Money fen={fen} className="font-medium" />
      {row.billedFen === null && <span className="block text-xs text-mut">{say('byQuote')}</span>}
    </>
  );
}

function useColumns(isStaff: boolean): Column<ServiceRow>[] {
  const say = servicesMessages.useSay();
  const name = useName();
  const company: Column<ServiceRow> = {
    key: 'company',
    header: say('company'),
    render: (row) => name(row.companyZh, row.companyEn),
  };
  return [
    {
      key: 'order',
      header: say('order'),
      isRowHeader: true,
      render: (row) => (
        <>
          <span className="num block font-medium whitespace-nowrap">{row.orderNo}</span>
          <span className="num block text-xs text-mut">{parkDate(row.createdAt)}</span>
        </>
      ),
    },
    ...(isStaff ? [company] : []),
    {
      key: 'what',
      header: say('what'),
      width: '34%',
      render: (row) => <span className="line-clamp-2">{row.description}</span>,
    },
    { key: 'on', header: say('on'), render: (row) => <OnWhat row={row} /> },
    {
      key: 'samples',
      header: say('samples'),
      align: 'right',
      render: (row) => <span className="num">{row.samples}</span>,
    },
    { key: 'status', header: say('status'), render: (row) => <OrderStatus order={row} /> },
    {
      key: 'date',
      header: say('promisedOn'),
      render: (row) => <span className="num whitespace-nowrap">{row.promisedOn ?? row.wantedBy}</span>,
    },
    { key: 'amount', header: say('amount'), align: 'right', render: (row) => <Amount row={row} /> },
  ];
}

function OrderCard({ row, isStaff, onOpen }: { row: ServiceRow; isStaff: boolean; onOpen: () => void }) {
  const say = servicesMessages.useSay();
  const name = useName();
  return (
    <article className="relative rounded-md border border-line bg-surface px-3.5 py-2.5">
      <div className="flex items-center justify-between gap-2">
        <button
          type="button"
          onClick={onOpen}
          className="num font-medium text-brand-strong outline-brand after:absolute after:inset-0 focus-visible:outline-2"
        >
          {row.orderNo}
        </button>
        <OrderStatus order={row} />
      </div>
      {isStaff && <p className="mt-1">{name(row.companyZh, row.companyEn)}</p>}
      <p className="mt-1 line-clamp-2">{row.description}</p>
      <div className="mt-1 flex items-baseline justify-between gap-2 text-sm text-mut">
        <span>
          <OnWhat row={row} /> · {say('samplesOf', { count: row.samples })}
        </span>
        <span className="shrink-0 text-right whitespace-nowrap">
          <Amount row={row} />
        </span>
      </div>
    </article>
  );
}

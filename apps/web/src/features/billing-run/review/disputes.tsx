import { monthName, parkDate } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { LoadFailed } from '../../../shared/load-failed';
import { useSearchState } from '../../../shared/search-state';
import { TypedSearch } from '../../../shared/typed-search';
import { usePages } from '../../../shared/use-pages';
import { PageFooter } from '../../../shared/page-footer';
import { DataTable, EmptyState, FilterSelect, Money, TextLink, type Column } from '../../../shared/ui';
import { DisputeSheet } from './dispute-sheet';
import { DisputeStatus } from './dispute-status';
import type { RenderWhy } from './render-why';
import { reviewMessages } from './review.messages';
import { disputesKey, type DisputeRow } from './review.queries';

/** Disputes with their answers; finance answers them, a company sees its own. */
export function Disputes({ isStaff, renderWhy }: { isStaff: boolean; renderWhy: RenderWhy }) {
  const say = reviewMessages.useSay();
  const [search, change] = useSearchState();
  const { status, month, q, id } = search;
  const list = usePages<DisputeRow>(disputesKey, '/disputes', { status, month, q, limit: 50 });
  const columns = useColumns(isStaff, (row) => change({ id: String(row.id) }));
  const isFiltered = Boolean(status || month || q);
  if (list.error)
    return <LoadFailed title={say('failed')} error={list.error} onRetry={list.retry} isRetrying={list.isRetrying} />;
  const none = say(isStaff ? 'noneStaff' : 'noneTenant');
  const clear = { label: say('clear'), onPress: () => change({ status: '', month: '', q: '' }) };
  return (
    <>
      <Filters search={search} change={change} />
      <DataTable
        caption={say('disputes')}
        columns={columns}
        rows={list.rows}
        rowKey={(row) => String(row.id)}
        activeKey={id}
        onRowAction={(row) => change({ id: String(row.id) })}
        rowActionLabel={(row) => say('disputeNo', { id: row.id })}
        isLoading={list.isPending}
        empty={
          isFiltered ? (
            <EmptyState icon="filter" title={say('noneFit')} action={clear} />
          ) : (
            <EmptyState icon="help" title={say('none')} detail={none} />
          )
        }
        renderCard={(row) => <DisputeCard row={row} isStaff={isStaff} onOpen={() => change({ id: String(row.id) })} />}
      />
      <PageFooter list={list} />
      {id && <DisputeSheet id={id} isStaff={isStaff} renderWhy={renderWhy} onClose={() => change({ id: '' })} />}
    </>
  );
}

type SearchState = ReturnType<typeof useSearchState>;

function Filters({ search, change }: { search: SearchState[0]; change: SearchState[1] }) {
  const say = reviewMessages.useSay();
  const states = (['open', 'upheld', 'accepted'] as const).map((id) => ({ id: id as string, label: say(id) }));
  return (
    <div className="mb-3 grid grid-cols-2 gap-2 lg:flex">
      <TypedSearch
        label={say('search')}
        value={search.q ?? ''}
        onChange={(q) => change({ q })}
        className="max-lg:col-span-2 lg:w-72"
      />
      <FilterSelect
        label={say('status')}
        emptyLabel={say('all')}
        options={[...states, { id: 'withdrawn', label: say('withdrawnStatus') }]}
        value={search.status ?? null}
        onChange={(status) => change({ status: status ?? '' })}
        className="lg:w-48"
      />
      {search.month && (
        <FilterSelect
          label={say('month')}
          emptyLabel={say('all')}
          options={[{ id: search.month, label: monthName(search.month) }]}
          value={search.month}
          onChange={(month) => change({ month: month ?? '' })}
          className="lg:w-52"
        />
      )}
    </div>
  );
}

function useColumns(isStaff: boolean, onOpen: (row: DisputeRow) => void): Column<DisputeRow>[] {
  const say = reviewMessages.useSay();
  const name = useName();
  const company: Column<DisputeRow> = {
    key: 'company',
    header: say('company'),
    render: (row) => name(row.companyZh, row.companyEn),
  };
  return [
    {
      key: 'month',
      header: say('month'),
      render: (row) => (
        <button
          type="button"
          onClick={() => onOpen(row)}
          className="num whitespace-nowrap text-brand-strong hover:underline"
        >
          {monthName(row.runMonth)}
        </button>
      ),
    },
    ...(isStaff ? [company] : []),
    { key: 'line', header: say('line'), render: (row) => name(row.instrumentZh, row.instrumentEn) || row.itemName },
    { key: 'amount', header: say('amount'), align: 'right', render: (row) => <Money fen={row.amountFen} /> },
    { key: 'reason', header: say('reason'), render: (row) => <span className="line-clamp-2">{row.reason}</span> },
    {
      key: 'openedAt',
      header: say('openedAt'),
      render: (row) => <span className="num">{parkDate(row.openedAt)}</span>,
    },
    { key: 'status', header: say('status'), render: (row) => <DisputeStatus status={row.status} /> },
    {
      key: 'invoice',
      header: say('onInvoice'),
      render: (row) =>
        row.invoiceNo && (
          <TextLink href={`/invoices/${row.invoiceId}`} className="num">
            {row.invoiceNo}
          </TextLink>
        ),
    },
  ];
}

function DisputeCard({ row, isStaff, onOpen }: { row: DisputeRow; isStaff: boolean; onOpen: () => void }) {
  const name = useName();
  return (
    <article className="relative rounded-md border border-line bg-surface px-3.5 py-3">
      <div className="flex items-start justify-between gap-2">
        <button type="button" onClick={onOpen} className="text-left font-medium after:absolute after:inset-0">
          {isStaff ? name(row.companyZh, row.companyEn) : name(row.instrumentZh, row.instrumentEn) || row.itemName}
        </button>
        <DisputeStatus status={row.status} />
      </div>
      <p className="num text-sm text-mut">
        {monthName(row.runMonth)} · {isStaff && (name(row.instrumentZh, row.instrumentEn) || row.itemName)}
      </p>
      <div className="flex items-baseline justify-between gap-2">
        <span className="line-clamp-2 text-sm">{row.reason}</span>
        <Money fen={row.amountFen} className="font-semibold" />
      </div>
    </article>
  );
}

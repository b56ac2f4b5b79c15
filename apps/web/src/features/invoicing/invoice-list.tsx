import { monthName } from '../../shared/format/format';
import { useLanguage } from '../../shared/i18n/language';
import { useName } from '../../shared/i18n/messages';
import { PageFooter } from '../../shared/page-footer';
import { DataTable, EmptyState, Icon, Money, TextLink, type Column } from '../../shared/ui';
import { LoadFailed } from '../../shared/load-failed';
import { usePages } from '../../shared/use-pages';
import { invoicingMessages } from './invoicing.messages';
import { invoicingKey, pdfHref, type InvoiceFilter, type InvoicePage, type InvoiceRow } from './invoicing.queries';
import { InvoiceStatusBadge } from './invoice-status';

export interface InvoiceListProps {
  readonly filter: InvoiceFilter;
  readonly isStaff: boolean;
  readonly onOpen: (id: number) => void;
  readonly onClear: () => void;
}

/** Invoices that fit, 50 a page, with the sums of all of them; cards on a phone. */
export function InvoiceList({ filter, isStaff, onOpen, onClear }: InvoiceListProps) {
  const say = invoicingMessages.useSay();
  const columns = useColumns(isStaff);
  const list = usePages<InvoiceRow, InvoicePage>([...invoicingKey, 'invoices'], '/invoices', { ...filter, limit: 50 });
  if (list.error)
    return <LoadFailed title={say('failed')} error={list.error} onRetry={list.retry} isRetrying={list.isRetrying} />;
  const { page } = list;
  return (
    <>
      <DataTable
        caption={say('title')}
        columns={columns}
        rows={list.rows}
        rowKey={(row) => String(row.id)}
        onRowAction={(row) => onOpen(row.id)}
        isLoading={list.isPending}
        empty={<NoInvoices isFiltered={Object.values(filter).some(Boolean)} isStaff={isStaff} onClear={onClear} />}
        footer={page && <TotalsRow totals={page.totals} isStaff={isStaff} />}
        renderCard={(row) => <InvoiceCard row={row} isStaff={isStaff} />}
      />
      {page && page.items.length > 0 && <TotalsCard totals={page.totals} />}
      <PageFooter list={list} />
    </>
  );
}

function useColumns(isStaff: boolean): Column<InvoiceRow>[] {
  const say = invoicingMessages.useSay();
  const name = useName();
  const company: Column<InvoiceRow> = {
    key: 'company',
    header: say('company'),
    render: (row) => name(row.companyZh, row.companyEn),
  };
  return [
    {
      key: 'number',
      header: say('number'),
      render: (row) => (
        <TextLink href={`/invoices/${row.id}`} className="num whitespace-nowrap">
          {row.number ?? say('draft')}
        </TextLink>
      ),
    },
    ...(isStaff ? [company] : []),
    {
      key: 'month',
      header: say('month'),
      render: (row) => <span className="num whitespace-nowrap">{monthName(row.month)}</span>,
    },
    { key: 'status', header: say('status'), render: (row) => <InvoiceStatusBadge invoice={row} /> },
    { key: 'dueOn', header: say('due'), render: (row) => <span className="num whitespace-nowrap">{row.dueOn}</span> },
    { key: 'net', header: say('net'), align: 'right', render: (row) => <Money fen={row.netFen} /> },
    { key: 'tax', header: say('tax'), align: 'right', render: (row) => <Money fen={row.taxFen} /> },
    {
      key: 'gross',
      header: say('gross'),
      align: 'right',
      render: (row) => <Money fen={row.grossFen} className="font-medium" />,
    },
    { key: 'paid', header: say('paidAmount'), align: 'right', render: (row) => <Money fen={row.paidFen} /> },
    { key: 'pdf', header: say('pdf'), render: (row) => <PdfLink row={row} /> },
  ];
}

function PdfLink({ row }: { row: InvoiceRow }) {
  const say = invoicingMessages.useSay();
  const lang = useLanguage();
  if (row.number === null) return null;
  return (
    <TextLink
      href={pdfHref(row.id, lang)}
      target="_blank"
      aria-label={say('pdfOf', { number: row.number })}
      className="inline-grid size-6 place-items-center"
    >
      <Icon name="download" />
    </TextLink>
  );
}

function TotalsRow({ totals, isStaff }: { totals: InvoicePage['totals']; isStaff: boolean }) {
  const say = invoicingMessages.useSay();
  return (
    <tr>
      <td colSpan={isStaff ? 5 : 4}>{say('total', { count: totals.count })}</td>
      <td>
        <Money fen={totals.netFen} />
      </td>
      <td>
        <Money fen={totals.taxFen} />
      </td>
      <td>
        <Money fen={totals.grossFen} />
      </td>
      <td>
        <Money fen={totals.paidFen} />
      </td>
      <td colSpan={2} />
    </tr>
  );
}

/** The sums on a phone, where there is no row for them. */
function TotalsCard({ totals }: { totals: InvoicePage['totals'] }) {
  const say = invoicingMessages.useSay();
  return (
    <dl className="mt-2 grid grid-cols-2 gap-y-1 rounded-md border border-line bg-surface px-3.5 py-2.5 lg:hidden">
      <dt className="font-medium">{say('total', { count: totals.count })}</dt>
      <dd className="font-medium">
        <Money fen={totals.grossFen} />
      </dd>
      <dt className="text-mut">{say('tax')}</dt>
      <dd>
        <Money fen={totals.taxFen} />
      </dd>
      <dt className="text-mut">{say('paidAmount')}</dt>
      <dd>
        <Money fen={totals.paidFen} />
      </dd>
    </dl>
  );
}

function InvoiceCard({ row, isStaff }: { row: InvoiceRow; isStaff: boolean }) {
  const say = invoicingMessages.useSay();
  const name = useName();
  return (
    <article className="relative rounded-md border border-line bg-surface px-3.5 py-3">
      <div className="flex items-center justify-between gap-2">
        <TextLink href={`/invoices/${row.id}`} className="num font-medium after:absolute after:inset-0">
          {row.number ?? say('draft')}
        </TextLink>
        <InvoiceStatusBadge invoice={row} />
      </div>
      {isStaff && <p className="mt-1">{name(row.companyZh, row.companyEn)}</p>}
      <div className="mt-1 flex items-baseline justify-between gap-2">
        <span className="num text-sm text-mut">{monthName(row.month)}</span>
        <Money fen={row.grossFen} className="text-lg font-semibold" />
      </div>
      {row.dueOn && row.status !== 'paid' && (
        <p className="num text-sm text-mut">
          {say('dueOn')} {row.dueOn}
        </p>
      )}
    </article>
  );
}

function NoInvoices({ isFiltered, isStaff, onClear }: { isFiltered: boolean; isStaff: boolean; onClear: () => void }) {
  const say = invoicingMessages.useSay();
  if (isFiltered) {
    return (
      <EmptyState
        icon="filter"
        title={say('noneFit')}
        detail={say('noneFitDetail')}
        action={{ label: say('clear'), onPress: onClear }}
      />
    );
  }
  const toMonths = { label: say('toMonths'), href: '/months' };
  return (
    <EmptyState
      icon="invoice"
      title={say('none')}
      detail={say(isStaff ? 'noneStaff' : 'noneTenant')}
      action={isStaff ? toMonths : undefined}
    />
  );
}

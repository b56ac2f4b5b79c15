import { parkDate } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { LoadFailed } from '../../../shared/load-failed';
import { usePages } from '../../../shared/use-pages';
import { PageFooter } from '../../../shared/page-footer';
import { DataTable, EmptyState, Money, TextLink, type Column } from '../../../shared/ui';
import { creditMessages } from './credit-notes.messages';
import { invoicingKey } from '../invoicing.queries';
import { type CreditNoteFilter, type CreditNotePage, type CreditNoteRow } from './credit-notes.queries';
import { NoteStatus, useMoneyWords } from './note-status';

export interface CreditNoteListProps {
  readonly filter: CreditNoteFilter;
  readonly isStaff: boolean;
  readonly onOpen: (id: number) => void;
  readonly onClear: () => void;
}

/** Credit notes that fit, 50 a page, with the sums of the issued ones; cards on a phone. */
export function CreditNoteList({ filter, isStaff, onOpen, onClear }: CreditNoteListProps) {
  const say = creditMessages.useSay();
  const columns = useColumns(isStaff);
  const list = usePages<CreditNoteRow, CreditNotePage>([...invoicingKey, 'credit-notes', 'list'], '/credit-notes', {
    ...filter,
    limit: 50,
  });
  if (list.error)
    return <LoadFailed title={say('failed')} error={list.error} onRetry={list.retry} isRetrying={list.isRetrying} />;
  const { page } = list;
  const none = <NoNotes isFiltered={Object.values(filter).some(Boolean)} isStaff={isStaff} onClear={onClear} />;
  return (
    <>
      <DataTable
        caption={say('title')}
        columns={columns}
        rows={list.rows}
        rowKey={(row) => String(row.id)}
        onRowAction={(row) => onOpen(row.id)}
        isLoading={list.isPending}
        empty={none}
        footer={page && page.totals.count > 0 && <Totals totals={page.totals} isStaff={isStaff} />}
        renderCard={(row) => <NoteCard row={row} isStaff={isStaff} />}
      />
      <PageFooter list={list} />
    </>
  );
}

function NoNotes({ isFiltered, isStaff, onClear }: { isFiltered: boolean; isStaff: boolean; onClear: () => void }) {
  const say = creditMessages.useSay();
  if (isFiltered) {
    const clear = { label: say('clear'), onPress: onClear };
    return <EmptyState icon="filter" title={say('noneFit')} detail={say('noneFitDetail')} action={clear} />;
  }
  return <EmptyState icon="invoice" title={say('none')} detail={say(isStaff ? 'noneStaff' : 'noneTenant')} />;
}

function useColumns(isStaff: boolean): Column<CreditNoteRow>[] {
  const say = creditMessages.useSay();
  const name = useName();
  const words = useMoneyWords();
  const company: Column<CreditNoteRow> = {
    key: 'company',
    header: say('company'),
    render: (row) => name(row.companyZh, row.companyEn),
  };
  return [
    {
      key: 'number',
      header: say('number'),
      render: (row) => (
        <TextLink href={`/credit-notes/${row.id}`} className="num whitespace-nowrap">
          {row.number ?? say('waiting')}
        </TextLink>
      ),
    },
    ...(isStaff ? [company] : []),
    {
      key: 'invoice',
      header: say('invoice'),
      render: (row) => (
        <TextLink href={`/invoices/${row.invoiceId}`} className="num whitespace-nowrap">
          {row.invoiceNumber}
        </TextLink>
      ),
    },
    { key: 'reason', header: say('reason'), render: (row) => say(row.reason) },
    { key: 'money', header: say('money'), render: (row) => words(row).join(' · ') },
    { key: 'tax', header: say('tax'), align: 'right', render: (row) => <Money fen={0 - row.taxFen} /> },
    { key: 'gross', header: say('gross'), align: 'right', render: (row) => <Money fen={0 - row.grossFen} /> },
    {
      key: 'issuedOn',
      header: say('issuedOn'),
      render: (row) => <span className="num whitespace-nowrap">{row.issuedAt ? parkDate(row.issuedAt) : ''}</span>,
    },
    { key: 'status', header: say('status'), render: (row) => <NoteStatus status={row.status} /> },
  ];
}

function Totals({ totals, isStaff }: { totals: CreditNotePage['totals']; isStaff: boolean }) {
  const say = creditMessages.useSay();
  return (
    <tr>
      <td colSpan={isStaff ? 5 : 4}>{say('totalRow', { count: totals.count })}</td>
      <td>
        <Money fen={0 - totals.taxFen} />
      </td>
      <td>
        <Money fen={0 - totals.grossFen} />
      </td>
      <td colSpan={2} />
    </tr>
  );
}

function NoteCard({ row, isStaff }: { row: CreditNoteRow; isStaff: boolean }) {
  const say = creditMessages.useSay();
  const name = useName();
  return (
    <article className="relative rounded-md border border-line bg-surface px-3.5 py-3">
      <div className="flex items-center justify-between gap-2">
        <TextLink href={`/credit-notes/${row.id}`} className="num font-medium after:absolute after:inset-0">
          {row.number ?? say('waiting')}
        </TextLink>
        <NoteStatus status={row.status} />
      </div>
      {isStaff && <p className="mt-1">{name(row.companyZh, row.companyEn)}</p>}
      <div className="mt-1 flex items-baseline justify-between gap-2">
        <span className="num text-sm text-mut">
          {row.invoiceNumber} · {say(row.reason)}
        </span>
        <Money fen={0 - row.grossFen} className="text-lg font-semibold" />
      </div>
    </article>
  );
}

import { useState } from 'react';
import { useName } from '../../shared/i18n/messages';
import { Button, DataTable, Money, Pagination, StatusBadge, TextLink, type Column } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import type { Cockpit, CompanyMonth } from './billing-run.queries';
import { PreviewLines, type RenderLines } from './preview-lines';

const rowsAPage = 50;

const looks = {
  preview: 'neutral',
  planned: 'pending',
  drafted: 'draft',
  invoiced: 'completed',
  nothing: 'neutral',
  failed: 'failed',
} as const;
const words = {
  preview: 'preview',
  planned: 'planned',
  drafted: 'drafted',
  invoiced: 'billedStatus',
  nothing: 'nothing',
  failed: 'failedStatus',
} as const;

function CompanyState({ company }: { company: CompanyMonth }) {
  const say = billingRunMessages.useSay();
  return <StatusBadge status={looks[company.status]}>{say(words[company.status])}</StatusBadge>;
}

/** In a preview that holds no failure every company is in the same state. */
const showsState = ({ state, companies }: Cockpit): boolean =>
  state !== 'open' || companies.some((company) => company.status === 'failed');

type Show = (company: CompanyMonth) => void;

/** What each company owes or was billed; failed ones first. */
export function CompanyTable({ cockpit, renderLines }: { cockpit: Cockpit; renderLines: RenderLines }) {
  const say = billingRunMessages.useSay();
  const [shown, setShown] = useState<CompanyMonth | null>(null);
  const [page, setPage] = useState(0);
  const columns = useColumns(cockpit, setShown);
  const rows = [...cockpit.companies].sort((a, b) => Number(b.status === 'failed') - Number(a.status === 'failed'));
  const pages = Math.max(1, Math.ceil(rows.length / rowsAPage));
  const at = Math.min(page, pages - 1);
  if (rows.length === 0) return null;
  return (
    <section>
      <h2 className="mb-2 text-lg font-semibold">{say(cockpit.state === 'open' ? 'companiesPreview' : 'companies')}</h2>
      <DataTable
        caption={say('companies')}
        columns={columns}
        rows={rows.slice(at * rowsAPage, (at + 1) * rowsAPage)}
        rowKey={(company) => String(company.companyId)}
        footer={cockpit.state === 'running' ? undefined : <TotalRow cockpit={cockpit} />}
        renderCard={(company) => <CompanyCard company={company} onShow={setShown} />}
      />
      <Pagination
        hasPrevious={at > 0}
        hasNext={at < pages - 1}
        onPrevious={() => setPage(at - 1)}
        onNext={() => setPage(at + 1)}
      >
        {pages > 1 ? say('pageOf', { page: at + 1, pages }) : null}
      </Pagination>
      {shown && (
        <PreviewLines month={cockpit.month} company={shown} renderLines={renderLines} onClose={() => setShown(null)} />
      )}
    </section>
  );
}

function TotalRow({ cockpit }: { cockpit: Cockpit }) {
  const { totals, companies } = cockpit;
  const say = billingRunMessages.useSay();
  const lines = companies.reduce((sum, company) => sum + company.lines, 0);
  return (
    <tr>
      <td colSpan={showsState(cockpit) ? 2 : 1}>{say('total', { count: companies.length })}</td>
      <td className="num text-right">{lines}</td>
      <td>
        <Money fen={totals.netFen} />
      </td>
      <td>
        <Money fen={totals.taxFen} />
      </td>
      <td>
        <Money fen={totals.grossFen} />
      </td>
      <td />
    </tr>
  );
}

/** The invoice once there is one; before that the lines of the preview. */
function Detail({ company, onShow }: { company: CompanyMonth; onShow: Show }) {
  const say = billingRunMessages.useSay();
  const name = useName();
  if (company.invoiceId !== null && company.invoiceNo !== null) {
    return (
      <TextLink href={`/invoices/${company.invoiceId}`} className="num inline-flex items-center max-lg:min-h-11">
        {company.invoiceNo}
      </TextLink>
    );
  }
  if (company.status !== 'preview') return null;
  return (
    <Button
      size="sm"
      variant="ghost"
      className="-ml-2.5"
      aria-label={say('showLinesOf', { company: name(company.nameZh, company.nameEn) })}
      onPress={() => onShow(company)}
    >
      {say('showLines')}
    </Button>
  );
}

function useColumns(cockpit: Cockpit, onShow: Show): Column<CompanyMonth>[] {
  const say = billingRunMessages.useSay();
  const name = useName();
  const state: Column<CompanyMonth> = {
    key: 'status',
    header: say('stateHeader'),
    render: (row) => <CompanyState company={row} />,
  };
  return [
    { key: 'company', header: say('company'), render: (row) => name(row.nameZh, row.nameEn) },
    ...(showsState(cockpit) ? [state] : []),
    { key: 'lines', header: say('lines'), align: 'right', render: (row) => row.lines },
    { key: 'net', header: say('net'), align: 'right', render: (row) => <Money fen={row.netFen} /> },
    { key: 'tax', header: say('tax'), align: 'right', render: (row) => <Money fen={row.taxFen} /> },
    {
      key: 'gross',
      header: say('gross'),
      align: 'right',
      render: (row) => <Money fen={row.grossFen} className="font-medium" />,
    },
    {
      key: 'detail',
      header: say(cockpit.state === 'open' ? 'detail' : 'invoiceNo'),
      render: (row) => <Detail company={row} onShow={onShow} />,
    },
  ];
}

function CompanyCard({ company, onShow }: { company: CompanyMonth; onShow: Show }) {
  const say = billingRunMessages.useSay();
  const name = useName();
  return (
    <article className="rounded-md border border-line bg-surface px-3.5 py-2.5">
      <div className="flex items-start justify-between gap-2">
        <p className="font-medium">{name(company.nameZh, company.nameEn)}</p>
        {company.status !== 'preview' && <CompanyState company={company} />}
      </div>
      <div className="flex items-center justify-between gap-2">
        <span className="flex min-h-11 items-center gap-2 text-sm">
          <span className="num text-mut">{say('linesOf', { count: company.lines })}</span>
          <Detail company={company} onShow={onShow} />
        </span>
        <Money fen={company.grossFen} className="font-semibold" />
      </div>
    </article>
  );
}

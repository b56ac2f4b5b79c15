import { useState } from 'react';
import { LoadFailed } from '../../shared/load-failed';
import { useSearchState } from '../../shared/search-state';
import { type PageOf, usePages } from '../../shared/use-pages';
import { DataTable, EmptyState, Pagination } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import { billingRunKey, type Cockpit, type CompanyMonth } from './billing-run.queries';
import { cockpitMessages } from './cockpit.messages';
import { CompanyCard, useCompanyColumns } from './company-cells';
import { CompanyFilters, type CompanyFilter } from './company-filters';
import { PreviewLines, type RenderLines } from './preview-lines';

/** `count`: companies on all pages together. */
type CompanyPage = PageOf<CompanyMonth> & { readonly count: number };

const rowsAPage = 50;
/** While a run is on, the rows are asked for anew with its news, not more often than the page can be read. */
const keyOf = ({ month, state }: Cockpit) => [...billingRunKey, 'companies', month, state] as const;

/** What each company owes or was billed, fifty at a time: searched, filtered and sorted by the server. */
export function CompanyTable({ cockpit, renderLines }: { cockpit: Cockpit; renderLines: RenderLines }) {
  const say = billingRunMessages.useSay();
  const sayMore = cockpitMessages.useSay();
  const [search, change] = useSearchState();
  const filter: CompanyFilter = { q: search.q, status: search.status, sort: search.sort };
  const [shown, setShown] = useState<CompanyMonth | null>(null);
  const columns = useCompanyColumns(cockpit, setShown);
  const path = `/months/${cockpit.month}/companies`;
  const list = usePages<CompanyMonth, CompanyPage>(keyOf(cockpit), path, { ...filter, limit: rowsAPage });
  const count = list.page?.count;
  const isFiltered = Boolean(filter.q || filter.status);
  if (list.error)
    return <LoadFailed title={say('failed')} error={list.error} onRetry={list.retry} isRetrying={list.isRetrying} />;
  if (!list.isPending && list.rows.length === 0 && !isFiltered) return null;
  const clear = { label: sayMore('clear'), onPress: () => change({ q: '', status: '' }) };
  return (
    <section>
      <h2 className="mb-2 text-lg font-semibold">{say(cockpit.state === 'open' ? 'companiesPreview' : 'companies')}</h2>
      <CompanyFilters cockpit={cockpit} filter={filter} onChange={change} />
      <DataTable
        caption={say('companies')}
        columns={columns}
        rows={list.rows}
        rowKey={(company) => String(company.companyId)}
        isLoading={list.isPending}
        empty={<EmptyState icon="filter" title={sayMore('noneFit')} detail={sayMore('noneFitDetail')} action={clear} />}
        renderCard={(company) => <CompanyCard cockpit={cockpit} company={company} onShow={setShown} />}
      />
      <Pagination {...list.pagination}>
        {count !== undefined &&
          `${sayMore('found', { count })}${
            count > rowsAPage
              ? ` · ${say('pageOf', { page: list.index + 1, pages: Math.ceil(count / rowsAPage) })}`
              : ''
          }`}
      </Pagination>
      {shown && (
        <PreviewLines month={cockpit.month} company={shown} renderLines={renderLines} onClose={() => setShown(null)} />
      )}
    </section>
  );
}

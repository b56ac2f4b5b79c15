import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { InvoiceTabs } from '../../features/invoicing/invoice-tabs';
import { invoicingKey } from '../../features/invoicing/invoicing.queries';
import { BatchList } from '../../features/invoicing/tax-invoices/batch-list';
import { ReadBackPanel } from '../../features/invoicing/tax-invoices/read-back-panel';
import { taxMessages } from '../../features/invoicing/tax-invoices/tax.messages';
import {
  taxListQuery,
  type TaxFilter,
  taxTabs,
  templatesQuery,
} from '../../features/invoicing/tax-invoices/tax.queries';
import { TaxList } from '../../features/invoicing/tax-invoices/tax-list';
import { TemplateCard } from '../../features/invoicing/tax-invoices/template-card';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { useSearchState } from '../../shared/search-state';
import { TypedSearch } from '../../shared/typed-search';
import { PageHeader, Tabs } from '../../shared/ui';

/** Statements on their way to the tax bureau and back. */
export default function TaxInvoicesPage() {
  const say = taxMessages.useSay();
  const [{ tab, q, reading }, change] = useSearchState();
  useLiveRefresh(['invoice', 'billing-run'], invoicingKey);
  const templates = useQuery(templatesQuery);
  const state = taxTabs.find((one) => one === tab) ?? 'open';
  const filter: TaxFilter = { state, q };
  const counts = useInfiniteQuery(taxListQuery(filter)).data?.pages[0]?.counts;
  const hasTemplate = (templates.data?.items.length ?? 0) > 0;
  return (
    <>
      <PageHeader title={say('title')} detail={say('detail')} />
      <InvoiceTabs current="/tax-invoices" isFinance />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_340px]">
        <div className="min-w-0">
          <TypedSearch
            value={q ?? ''}
            onChange={(text) => change({ q: text })}
            label={say('search')}
            className="mb-2 lg:w-[320px]"
          />
          <Tabs
            label={say('tabs')}
            selected={state}
            onSelect={(id) => change({ tab: id === 'open' ? '' : id })}
            tabs={taxTabs.map((id) => ({
              id,
              label: <span className="num">{say(id, { count: counts?.[id] ?? 0 })}</span>,
              content: <TaxList key={id} filter={{ ...filter, state: id }} hasTemplate={hasTemplate} />,
            }))}
          />
        </div>
        <div className="grid gap-4">
          <ReadBackPanel
            readingId={reading && /^\d+$/.test(reading) ? Number(reading) : null}
            onRead={(id) => change({ reading: String(id) })}
          />
          {templates.data && <TemplateCard template={templates.data.items[0]} />}
          <BatchList />
        </div>
      </div>
    </>
  );
}

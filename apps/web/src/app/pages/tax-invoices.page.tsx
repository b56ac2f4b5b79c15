import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { InvoiceTabs } from '../../features/invoicing/invoice-tabs';
import { invoicingKey } from '../../features/invoicing/invoicing.queries';
import { taxMessages } from '../../features/invoicing/tax-invoices/tax.messages';
import {
  taxListQuery,
  type TaxFilter,
  taxTabs,
  templatesQuery,
} from '../../features/invoicing/tax-invoices/tax.queries';
import { TaxList } from '../../features/invoicing/tax-invoices/tax-list';
import { TaxFiles } from '../../features/invoicing/tax-invoices/tax-files';
import { SellerForm } from '../../features/settings/seller-form';
import { sellerMessages } from '../../features/settings/seller.messages';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { useSearchState } from '../../shared/search-state';
import { TypedSearch } from '../../shared/typed-search';
import { PageHeader, Tabs } from '../../shared/ui';
import { wholeOf } from '../../shared/whole-of';

/** Statements on their way to the tax bureau and back: three standings, and the files that go to and fro. */
export default function TaxInvoicesPage() {
  const say = taxMessages.useSay();
  const seller = sellerMessages.useSay();
  const [{ tab, q, reading }, change] = useSearchState();
  useLiveRefresh(['invoice', 'billing-run'], invoicingKey);
  const templates = useQuery(templatesQuery);
  const state = taxTabs.find((one) => one === tab);
  const filter: TaxFilter = { state: state ?? 'open', q };
  const counts = useInfiniteQuery(taxListQuery(filter)).data?.pages[0]?.counts;
  const hasTemplate = (templates.data?.items.length ?? 0) > 0;
  const selected = otherTab(tab) ?? state ?? (reading ? 'files' : 'open');
  const search = (
    <TypedSearch
      value={q ?? ''}
      onChange={(text) => change({ q: text })}
      label={say('search')}
      className="mb-2 lg:w-[320px]"
    />
  );
  return (
    <>
      <PageHeader title={say('title')} detail={say('detail')} />
      <InvoiceTabs current="/tax-invoices" isFinance />
      <Tabs
        label={say('tabs')}
        selected={selected}
        onSelect={(id) => change({ tab: id, reading: '' })}
        tabs={[
          ...taxTabs.map((id) => ({
            id,
            label: <span className="num">{say(id, { count: counts?.[id] ?? '…' })}</span>,
            content: (
              <>
                {search}
                <TaxList key={id} filter={{ ...filter, state: id }} hasTemplate={hasTemplate} />
              </>
            ),
          })),
          {
            id: 'files' as const,
            label: say('files'),
            content: (
              <TaxFiles readingId={wholeOf(reading)} onRead={(id) => change({ tab: 'files', reading: String(id) })} />
            ),
          },
          { id: 'seller' as const, label: seller('tab'), content: <SellerForm /> },
        ]}
      />
    </>
  );
}

/** The tabs beside the three standings. */
const otherTab = (tab: string | undefined) => (['files', 'seller'] as const).find((one) => one === tab);

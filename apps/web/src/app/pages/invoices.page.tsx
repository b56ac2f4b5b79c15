import { useNavigate } from '@tanstack/react-router';
import { DraftBanner } from '../../features/billing-run/review/draft-banner';
import { isStaff as isStaffRole, useSession } from '../../features/identity/session';
import { InvoiceFilters } from '../../features/invoicing/invoice-filters';
import { InvoiceList } from '../../features/invoicing/invoice-list';
import { InvoiceTabs } from '../../features/invoicing/invoice-tabs';
import { invoicingMessages } from '../../features/invoicing/invoicing.messages';
import { invoicingKey, type InvoiceFilter } from '../../features/invoicing/invoicing.queries';
import { StandingStrip } from '../../features/invoicing/standing-strip';
import { UpcomingCharges } from '../../features/invoicing/upcoming-charges';
import { TenantTabs } from '../../features/invoicing/vouchers/tenant-tabs';
import { RdDownload } from '../../features/reports/rd-download';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { useSearchState } from '../../shared/search-state';
import { PageHeader } from '../../shared/ui';

/** Invoices: for finance all, for a tenant its own with what it owes. */
export default function InvoicesPage() {
  const say = invoicingMessages.useSay();
  const navigate = useNavigate();
  const { member } = useSession();
  const [search, change] = useSearchState();
  useLiveRefresh(['invoice', 'credit-note', 'payment', 'billing-run'], invoicingKey);
  const isStaff = isStaffRole(member.role);
  const { month, companyId, status, q } = search;
  const filter: InvoiceFilter = { month, companyId: isStaff ? companyId : undefined, status, q };
  const isFinance = member.role === 'finance' || member.role === 'admin';
  const downloads = !isStaff || (isFinance && filter.companyId !== undefined);
  return (
    <>
      <PageHeader title={say('title')} actions={downloads && <RdDownload companyId={filter.companyId} />} />
      {isStaff ? <InvoiceTabs current="/invoices" isFinance={isFinance} /> : <TenantTabs current="/invoices" />}
      {member.role === 'company_admin' && <DraftBanner />}
      {!isStaff && <StandingStrip companyId={null} />}
      {!isStaff && <UpcomingCharges />}
      <InvoiceFilters filter={filter} onChange={change} isStaff={isStaff} />
      <InvoiceList
        filter={filter}
        isStaff={isStaff}
        onOpen={(id) => void navigate({ to: `/invoices/${id}` })}
        onClear={() => change({ month: '', companyId: '', status: '', q: '' })}
      />
    </>
  );
}

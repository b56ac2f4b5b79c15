import { useNavigate } from '@tanstack/react-router';
import { DraftBanner } from '../../features/billing-run/review/draft-banner';
import { isStaff as isStaffRole, useSession, type Role } from '../../features/identity/session';
import { InvoiceFilters } from '../../features/invoicing/invoice-filters';
import { InvoiceList } from '../../features/invoicing/invoice-list';
import { InvoiceTabs } from '../../features/invoicing/invoice-tabs';
import { invoicingMessages } from '../../features/invoicing/invoicing.messages';
import { invoicingKey, type InvoiceFilter } from '../../features/invoicing/invoicing.queries';
import { StandingStrip } from '../../features/invoicing/standing-strip';
import { StatementButton } from '../../features/invoicing/statements/statement-button';
import { UpcomingCharges } from '../../features/invoicing/upcoming-charges';
import { TenantTabs } from '../../features/invoicing/vouchers/tenant-tabs';
import { RdDownload } from '../../features/reports/rd-download';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { useSearchState } from '../../shared/search-state';
import { PageHeader } from '../../shared/ui';
import { wholeOf } from '../../shared/whole-of';

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
  return (
    <>
      <PageHeader
        title={say('title')}
        actions={<Papers companyId={filter.companyId} role={member.role} ownId={member.company?.id} />}
      />
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

interface PapersProps {
  /** Of which company finance looks at invoices. */
  readonly companyId: string | undefined;
  readonly role: Role;
  readonly ownId: number | undefined;
}

/** Papers about one company's account: staff of the company they look at, a tenant's admin of the own. */
function Papers({ companyId, role, ownId }: PapersProps) {
  const isStaff = isStaffRole(role);
  const asked = wholeOf(companyId);
  const accountOf = isStaff ? asked : role === 'company_admin' ? (ownId ?? null) : null;
  const downloads = !isStaff || (role !== 'manager' && companyId !== undefined);
  return (
    <>
      {accountOf !== null && <StatementButton companyId={accountOf} />}
      {downloads && <RdDownload companyId={companyId} />}
    </>
  );
}

import { isStaff as isStaffRole, useSession } from '../../features/identity/session';
import { DepositFilters } from '../../features/invoicing/deposits/deposit-filters';
import { DepositList } from '../../features/invoicing/deposits/deposit-list';
import { DepositSheet } from '../../features/invoicing/deposits/deposit-sheet';
import { depositsMessages } from '../../features/invoicing/deposits/deposits.messages';
import { invoicingKey } from '../../features/invoicing/invoicing.queries';
import { PaymentTabs } from '../../features/invoicing/payment-tabs';
import { TenantTabs } from '../../features/invoicing/vouchers/tenant-tabs';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { useSearchState } from '../../shared/search-state';
import { PageHeader } from '../../shared/ui';

/** Deposits: for finance and managers all, to decide on; for a tenant its own with their receipts. */
export default function DepositsPage() {
  const say = depositsMessages.useSay();
  const { member } = useSession();
  const [{ show, companyId, q, open }, change] = useSearchState();
  useLiveRefresh(['deposit', 'invoice', 'payment'], invoicingKey);
  const isStaff = isStaffRole(member.role);
  const isFinance = member.role === 'finance' || member.role === 'admin';
  const filter = { show, companyId: isStaff ? companyId : undefined, q };
  return (
    <>
      <PageHeader title={say('title')} />
      {isFinance && <PaymentTabs current="/deposits" />}
      {!isStaff && <TenantTabs current="/deposits" />}
      <DepositFilters filter={filter} isStaff={isStaff} onChange={change} />
      <DepositList
        filter={filter}
        isStaff={isStaff}
        activeId={open}
        onOpen={(id) => change({ open: String(id) })}
        onClear={() => change({ show: '', companyId: '', q: '' })}
      />
      {open && (
        <DepositSheet
          id={open}
          isStaff={isStaff}
          may={{ decide: isStaff, receive: isFinance, payOut: isFinance }}
          onClose={() => change({ open: '' })}
        />
      )}
    </>
  );
}

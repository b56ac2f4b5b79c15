import { isStaff as isStaffRole, useSession } from '../../features/identity/session';
import { invoicingKey } from '../../features/invoicing/invoicing.queries';
import { PaymentTabs } from '../../features/invoicing/payment-tabs';
import { SubsidyList } from '../../features/invoicing/vouchers/subsidy-list';
import { TenantTabs } from '../../features/invoicing/vouchers/tenant-tabs';
import { VoucherFilters } from '../../features/invoicing/vouchers/voucher-filters';
import { VoucherForm } from '../../features/invoicing/vouchers/voucher-form';
import { VoucherList } from '../../features/invoicing/vouchers/voucher-list';
import { VoucherSheet } from '../../features/invoicing/vouchers/voucher-sheet';
import { vouchersMessages } from '../../features/invoicing/vouchers/vouchers.messages';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { useSearchState } from '../../shared/search-state';
import { Button, PageHeader } from '../../shared/ui';

/** Vouchers and, for finance, the park's subsidies; a tenant sees its own vouchers. */
export default function VouchersPage() {
  const say = vouchersMessages.useSay();
  const { member } = useSession();
  const [{ status, companyId, q, open, add }, change] = useSearchState();
  useLiveRefresh(['voucher', 'invoice', 'payment'], invoicingKey);
  const isStaff = isStaffRole(member.role);
  const isFinance = member.role === 'finance' || member.role === 'admin';
  const filter = { status, companyId: isStaff ? companyId : undefined, q };
  return (
    <>
      <PageHeader
        title={say(isStaff ? 'title' : 'tenantTitle')}
        actions={
          isFinance && (
            <Button variant="primary" icon="plus" onPress={() => change({ add: '1' })}>
              {say('add')}
            </Button>
          )
        }
      />
      {isFinance ? <PaymentTabs current="/vouchers" /> : <TenantTabs current="/vouchers" />}
      <VoucherFilters filter={filter} isStaff={isStaff} onChange={change} />
      <VoucherList
        filter={filter}
        isStaff={isStaff}
        activeId={open}
        onOpen={(id) => change({ open: String(id) })}
        onClear={() => change({ status: '', companyId: '', q: '' })}
      />
      {isFinance && <SubsidyList />}
      {open && (
        <VoucherSheet
          id={open}
          isStaff={isStaff}
          mayKeep={isFinance}
          mayHaveEvidence={isFinance || member.role === 'company_admin'}
          onClose={() => change({ open: '' })}
        />
      )}
      {add && isFinance && <VoucherForm voucher={null} onClose={() => change({ add: '' })} />}
    </>
  );
}

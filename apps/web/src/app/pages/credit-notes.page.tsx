import { useNavigate } from '@tanstack/react-router';
import { isStaff as isStaffRole, useSession } from '../../features/identity/session';
import { CreditNoteList } from '../../features/invoicing/credit-notes/credit-note-list';
import { creditMessages } from '../../features/invoicing/credit-notes/credit-notes.messages';
import { noteStatuses, type CreditNoteFilter } from '../../features/invoicing/credit-notes/credit-notes.queries';
import { CompanyFilter } from '../../features/invoicing/invoice-filters';
import { InvoiceTabs } from '../../features/invoicing/invoice-tabs';
import { TenantTabs } from '../../features/invoicing/vouchers/tenant-tabs';
import { invoicingKey } from '../../features/invoicing/invoicing.queries';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { FilterBar } from '../../shared/filter-bar';
import { useSearchState } from '../../shared/search-state';
import { TypedSearch } from '../../shared/typed-search';
import { PageHeader, SelectField } from '../../shared/ui';

/** Credit notes: for finance all, for a tenant its own. */
export default function CreditNotesPage() {
  const say = creditMessages.useSay();
  const navigate = useNavigate();
  const { member } = useSession();
  const [search, change] = useSearchState();
  useLiveRefresh(['credit-note', 'invoice'], invoicingKey);
  const isStaff = isStaffRole(member.role);
  const isFinance = member.role === 'finance' || member.role === 'admin';
  const { companyId, status, q } = search;
  const filter: CreditNoteFilter = { companyId: isStaff ? companyId : undefined, status, q };
  const clear = (): void => change({ companyId: '', status: '', q: '' });
  const names = { awaiting_buyer: 'awaiting_buyer', issued: 'issuedStatus', withdrawn: 'withdrawn' } as const;
  return (
    <>
      <PageHeader title={say('title')} />
      {isStaff ? <InvoiceTabs current="/credit-notes" isFinance={isFinance} /> : <TenantTabs current="/credit-notes" />}
      <FilterBar filter={filter} onClear={clear}>
        <TypedSearch
          label={say(isStaff ? 'search' : 'searchOwn')}
          value={q ?? ''}
          onChange={(text) => change({ q: text })}
          className="max-lg:col-span-2 lg:w-64"
        />
        {isStaff && <CompanyFilter value={companyId} onChange={(id) => change({ companyId: id })} />}
        <SelectField
          label={say('status')}
          hideLabel
          options={noteStatuses.map((id) => ({ id, label: say(names[id]) }))}
          value={noteStatuses.find((id) => id === status) ?? null}
          emptyLabel={say('allStatuses')}
          onChange={(chosen) => change({ status: chosen ?? '' })}
          className="max-lg:col-span-2 lg:w-44"
        />
      </FilterBar>
      <CreditNoteList
        filter={filter}
        isStaff={isStaff}
        onOpen={(id) => void navigate({ to: `/credit-notes/${id}` })}
        onClear={clear}
      />
    </>
  );
}

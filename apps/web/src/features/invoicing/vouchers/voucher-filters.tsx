import { FilterBar } from '../../../shared/filter-bar';
import { TypedSearch } from '../../../shared/typed-search';
import { SelectField } from '../../../shared/ui';
import { CompanyFilter } from '../invoice-filters';
import { vouchersMessages } from './vouchers.messages';
import { voucherStatuses, type VoucherFilter } from './vouchers.queries';

export interface VoucherFiltersProps {
  readonly filter: VoucherFilter;
  readonly isStaff: boolean;
  readonly onChange: (change: Partial<Record<keyof VoucherFilter, string>>) => void;
}

/** Status, company and text; kept in the URL by the page. */
export function VoucherFilters({ filter, isStaff, onChange }: VoucherFiltersProps) {
  const say = vouchersMessages.useSay();
  return (
    <FilterBar filter={filter} onClear={() => onChange({ q: '', companyId: '', status: '' })}>
      <TypedSearch
        label={say('search')}
        value={filter.q ?? ''}
        onChange={(q) => onChange({ q })}
        className="max-lg:col-span-2 lg:w-64"
      />
      {isStaff && <CompanyFilter value={filter.companyId} onChange={(companyId) => onChange({ companyId })} />}
      <SelectField
        label={say('status')}
        hideLabel
        options={voucherStatuses.map((id) => ({ id, label: say(id) }))}
        value={voucherStatuses.find((id) => id === filter.status) ?? null}
        emptyLabel={say('allStatuses')}
        onChange={(status) => onChange({ status: status ?? '' })}
        className="lg:w-36"
      />
    </FilterBar>
  );
}

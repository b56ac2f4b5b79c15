import { FilterBar } from '../../../shared/filter-bar';
import { TypedSearch } from '../../../shared/typed-search';
import { SelectField } from '../../../shared/ui';
import { CompanyFilter } from '../invoice-filters';
import { depositsMessages } from './deposits.messages';
import { shows, type DepositFilter } from './deposits.queries';

export interface DepositFiltersProps {
  readonly filter: DepositFilter;
  readonly isStaff: boolean;
  readonly onChange: (change: Partial<Record<keyof DepositFilter, string>>) => void;
}

/** Status, company and text; kept in the URL by the page. */
export function DepositFilters({ filter, isStaff, onChange }: DepositFiltersProps) {
  const say = depositsMessages.useSay();
  return (
    <FilterBar filter={filter} onClear={() => onChange({ q: '', companyId: '', show: '' })}>
      <TypedSearch
        label={say('search')}
        value={filter.q ?? ''}
        onChange={(q) => onChange({ q })}
        className="max-lg:col-span-2 lg:w-64"
      />
      {isStaff && <CompanyFilter value={filter.companyId} onChange={(companyId) => onChange({ companyId })} />}
      <SelectField
        label={say('show')}
        hideLabel
        options={shows.filter((id) => id !== 'all').map((id) => ({ id, label: say(id) }))}
        value={shows.find((id) => id === filter.show) ?? null}
        emptyLabel={say('all')}
        onChange={(show) => onChange({ show: show ?? '' })}
        className="lg:w-36"
      />
    </FilterBar>
  );
}

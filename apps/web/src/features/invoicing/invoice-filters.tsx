import { useQuery } from '@tanstack/react-query';
import { FilterBar } from '../../shared/filter-bar';
import { monthName } from '../../shared/format/format';
import { latestMonths } from '../../shared/format/months';
import { useName } from '../../shared/i18n/messages';
import { TypedSearch } from '../../shared/typed-search';
import { ComboBoxField, SelectField } from '../../shared/ui';
import { invoicingMessages } from './invoicing.messages';
import { companiesQuery, type InvoiceFilter } from './invoicing.queries';
import { SavedFilters } from './saved-filters';

type Change = (
  change: Record<keyof InvoiceFilter, string | undefined> | Partial<Record<keyof InvoiceFilter, string>>,
) => void;

export interface InvoiceFiltersProps {
  readonly filter: InvoiceFilter;
  readonly onChange: Change;
  /** Finance filters by company and sees drafts. */
  readonly isStaff: boolean;
}

const monthsBack = 24;

/** Month, company, status and text; kept in the URL by the page. */
export function InvoiceFilters({ filter, onChange, isStaff }: InvoiceFiltersProps) {
  const say = invoicingMessages.useSay();
  const months = latestMonths(monthsBack);
  if (filter.month && !months.includes(filter.month)) months.push(filter.month);
  const statuses = [
    'open',
    'overdue',
    'issued',
    'part_paid',
    'paid',
    'void',
    ...(isStaff ? ['draft' as const] : []),
  ] as const;
  return (
    <FilterBar filter={filter} onClear={() => onChange({ q: '', companyId: '', month: '', status: '' })}>
      <TypedSearch
        value={filter.q ?? ''}
        onChange={(q) => onChange({ q })}
        label={say(isStaff ? 'search' : 'searchOwn')}
        className="max-lg:col-span-2 lg:w-60"
      />
      {isStaff && <CompanyFilter value={filter.companyId} onChange={(companyId) => onChange({ companyId })} />}
      <SelectField
        label={say('month')}
        hideLabel
        options={months.map((id) => ({ id, label: monthName(id) }))}
        value={filter.month ?? null}
        emptyLabel={say('allMonths')}
        onChange={(month) => onChange({ month: month ?? '' })}
        className="lg:w-44"
      />
      <SelectField
        label={say('status')}
        hideLabel
        options={statuses.map((id) => ({ id, label: say(id) }))}
        value={statuses.find((id) => id === filter.status) ?? null}
        emptyLabel={say('allStatuses')}
        onChange={(status) => onChange({ status: status ?? '' })}
        className="lg:w-36"
      />
      {isStaff && <SavedFilters filter={filter} onApply={onChange} />}
    </FilterBar>
  );
}

/** One of the park's companies, found by typing. */
export function CompanyFilter({ value, onChange }: { value: string | undefined; onChange: (id: string) => void }) {
  const say = invoicingMessages.useSay();
  const name = useName();
  const { data: companies = [] } = useQuery(companiesQuery);
  return (
    <ComboBoxField
      label={say('company')}
      hideLabel
      placeholder={say('allCompanies')}
      options={companies.map((company) => ({ id: String(company.id), label: name(company.nameZh, company.nameEn) }))}
      value={companies.length > 0 ? (value ?? null) : null}
      onChange={(id) => onChange(id ?? '')}
      className="max-lg:col-span-2 max-lg:w-full lg:w-64"
    />
  );
}

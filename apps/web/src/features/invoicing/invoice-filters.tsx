import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { monthName, parkToday } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { Button, ComboBoxField, SearchField, SelectField } from '../../shared/ui';
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

const typingPause = 300;
const monthsBack = 24;

/** The park's months from this one back, YYYY-MM. */
function recentMonths(): string[] {
  const [year = 0, month = 1] = parkToday().split('-').map(Number);
  return Array.from({ length: monthsBack }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  );
}

/** Month, company, status and text; kept in the URL by the page. */
export function InvoiceFilters({ filter, onChange, isStaff }: InvoiceFiltersProps) {
  const say = invoicingMessages.useSay();
  const months = recentMonths();
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
  const isFiltered = Object.values(filter).some(Boolean);
  return (
    <div className="mb-3 grid grid-cols-2 gap-2 lg:flex lg:flex-wrap lg:items-center">
      <TypedText
        value={filter.q ?? ''}
        onChange={(q) => onChange({ q })}
        label={say(isStaff ? 'search' : 'searchOwn')}
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
      {isFiltered && (
        <Button
          variant="ghost"
          icon="x"
          className="max-lg:col-span-2"
          onPress={() => onChange({ q: '', companyId: '', month: '', status: '' })}
        >
          {say('clear')}
        </Button>
      )}
    </div>
  );
}

/** Text that reaches the URL when the typing pauses. */
function TypedText({ value, onChange, label }: { value: string; onChange: (text: string) => void; label: string }) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = setTimeout(() => onChange(typed.trim()), typingPause);
    return () => clearTimeout(timer);
  });
  return (
    <SearchField
      label={label}
      placeholder={label}
      value={typed}
      onChange={setTyped}
      className="max-lg:col-span-2 lg:w-60"
    />
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

import { useChargeKind } from '../../../shared/charge-kinds';
import { FilterBar } from '../../../shared/filter-bar';
import { monthName } from '../../../shared/format/format';
import { latestMonths } from '../../../shared/format/months';
import { TypedSearch } from '../../../shared/typed-search';
import { SelectField } from '../../../shared/ui';
import { CompanyFilter } from '../invoice-filters';
import { adjustmentsMessages } from './adjustments.messages';
import { type AdjustmentFilter, itemKinds, itemStates } from './adjustments.queries';

const monthsBack = 18;

/** The park's months from the next one back, YYYY-MM. */
export const nearMonths = (): string[] => latestMonths(monthsBack, 1);

/** Company, kind, state, month and text; kept in the URL by the page. */
export function AdjustmentFilters({
  filter,
  onChange,
}: {
  filter: AdjustmentFilter;
  onChange: (change: Partial<Record<keyof AdjustmentFilter, string>>) => void;
}) {
  const say = adjustmentsMessages.useSay();
  const kindName = useChargeKind();
  return (
    <FilterBar filter={filter} onClear={() => onChange({ q: '', companyId: '', kind: '', state: '', month: '' })}>
      <TypedSearch
        label={say('search')}
        value={filter.q ?? ''}
        onChange={(q) => onChange({ q })}
        className="max-lg:col-span-2 lg:w-60"
      />
      <CompanyFilter value={filter.companyId} onChange={(companyId) => onChange({ companyId })} />
      <SelectField
        label={say('kind')}
        hideLabel
        options={itemKinds.map((id) => ({ id, label: kindName(id) }))}
        value={itemKinds.find((id) => id === filter.kind) ?? null}
        emptyLabel={say('allKinds')}
        onChange={(kind) => onChange({ kind: kind ?? '' })}
        className="lg:w-36"
      />
      <SelectField
        label={say('state')}
        hideLabel
        options={itemStates.map((id) => ({ id, label: say(id) }))}
        value={itemStates.find((id) => id === filter.state) ?? null}
        emptyLabel={say('allStates')}
        onChange={(state) => onChange({ state: state ?? '' })}
        className="lg:w-36"
      />
      <SelectField
        label={say('month')}
        hideLabel
        options={nearMonths().map((id) => ({ id, label: monthName(id) }))}
        value={filter.month ?? null}
        emptyLabel={say('allMonths')}
        onChange={(month) => onChange({ month: month ?? '' })}
        className="lg:w-40"
      />
    </FilterBar>
  );
}

import { monthName, parkToday } from '../../../shared/format/format';
import { TypedSearch } from '../../../shared/typed-search';
import { Button, SelectField } from '../../../shared/ui';
import { CompanyFilter } from '../invoice-filters';
import { adjustmentsMessages } from './adjustments.messages';
import { type AdjustmentFilter, itemKinds, itemStates } from './adjustments.queries';

const monthsBack = 18;

/** The park's months from the next one back, YYYY-MM. */
export function nearMonths(): string[] {
  const [year = 0, month = 1] = parkToday().split('-').map(Number);
  return Array.from({ length: monthsBack }, (_, back) =>
    new Date(Date.UTC(year, month - back, 1)).toISOString().slice(0, 7),
  );
}

/** Company, kind, state, month and text; kept in the URL by the page. */
export function AdjustmentFilters({
  filter,
  onChange,
}: {
  filter: AdjustmentFilter;
  onChange: (change: Partial<Record<keyof AdjustmentFilter, string>>) => void;
}) {
  const say = adjustmentsMessages.useSay();
  return (
    <div className="mb-3 grid grid-cols-2 gap-2 lg:flex lg:flex-wrap lg:items-center">
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
        options={itemKinds.map((id) => ({ id, label: say(id) }))}
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
      {Object.values(filter).some(Boolean) && (
        <Button
          variant="ghost"
          icon="x"
          className="max-lg:col-span-2"
          onPress={() => onChange({ q: '', companyId: '', kind: '', state: '', month: '' })}
        >
          {say('clear')}
        </Button>
      )}
    </div>
  );
}

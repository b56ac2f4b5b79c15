import { EVENT_KINDS } from '@parkbench/domain';
import { FilterBar } from '../../shared/filter-bar';
import { TypedSearch } from '../../shared/typed-search';
import { DateRangeFilter, FilterSelect } from '../../shared/ui';
import { auditMessages } from './audit.messages';
import { actors, type AuditFilter } from './audit.queries';

export interface AuditFiltersProps {
  readonly filter: AuditFilter;
  readonly onChange: (change: Record<string, string | undefined>) => void;
  readonly onClear: () => void;
}

/** Text, days, who and what kind; kept in the URL by the page. */
export function AuditFilters({ filter, onChange, onClear }: AuditFiltersProps) {
  const say = auditMessages.useSay();
  const { from, to, by, kind, entity, q = '' } = filter;
  return (
    <FilterBar filter={filter} onClear={onClear}>
      <TypedSearch
        value={q}
        onChange={(text) => onChange({ q: text })}
        label={say('search')}
        className="max-lg:col-span-2 lg:w-72"
      />
      <DateRangeFilter
        label={say('period')}
        hideLabel
        value={from && to ? { start: from, end: to } : null}
        onChange={(span) => onChange({ from: span?.start ?? '', to: span?.end ?? '' })}
        className="max-lg:col-span-2 lg:w-64"
      />
      <FilterSelect
        label={say('by')}
        options={actors.map((id) => ({ id, label: say(id) }))}
        value={actors.find((id) => id === by) ?? null}
        emptyLabel={say('all')}
        onChange={(id) => onChange({ by: id ?? '' })}
        className="lg:w-44"
      />
      <FilterSelect
        label={say('kind')}
        options={EVENT_KINDS.map((id) => ({ id, label: say(id) }))}
        value={EVENT_KINDS.find((id) => id === kind) ?? null}
        emptyLabel={say('all')}
        onChange={(id) => onChange({ kind: id ?? '' })}
        className="lg:w-52"
      />
      {entity && <span className="text-sm text-mut max-lg:col-span-2">{say('onlyOne')}</span>}
    </FilterBar>
  );
}

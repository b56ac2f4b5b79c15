import { TypedSearch } from '../../shared/typed-search';
import { Button, FilterSelect } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import type { Cockpit } from './billing-run.queries';
import { cockpitMessages } from './cockpit.messages';

export type CompanyFilter = Readonly<Partial<Record<'q' | 'status' | 'sort', string>>>;

export interface CompanyFiltersProps {
  readonly cockpit: Cockpit;
  readonly filter: CompanyFilter;
  readonly onChange: (change: Record<string, string | undefined>) => void;
}

/** Which companies of a month are listed and in which order; kept in the URL by the page. */
export function CompanyFilters({ cockpit, filter, onChange }: CompanyFiltersProps) {
  const say = billingRunMessages.useSay();
  const sayMore = cockpitMessages.useSay();
  const isPreview = cockpit.state === 'open';
  const states = [
    ...(isPreview
      ? []
      : [
          { id: 'drafted', label: say('drafted') },
          { id: 'invoiced', label: say('billedStatus') },
        ]),
    { id: 'failed', label: say('failedStatus') },
    { id: 'disputed', label: sayMore('disputedState') },
    ...(isPreview
      ? []
      : [
          { id: 'nothing', label: say('nothing') },
          { id: 'unsent', label: sayMore('unsent') },
        ]),
  ];
  return (
    <div className="mb-2 grid grid-cols-2 gap-2 lg:flex lg:flex-wrap lg:items-center">
      <TypedSearch
        label={sayMore('search')}
        value={filter.q ?? ''}
        onChange={(q) => onChange({ q })}
        className="max-lg:col-span-2 lg:w-72"
      />
      <FilterSelect
        label={sayMore('state')}
        emptyLabel={sayMore('all')}
        options={states}
        value={filter.status ?? null}
        onChange={(status) => onChange({ status: status ?? '' })}
        className="lg:w-44"
      />
      <FilterSelect
        label={sayMore('sort')}
        emptyLabel={sayMore('byName')}
        options={[{ id: 'gross', label: sayMore('byGross') }]}
        value={filter.sort === 'gross' ? 'gross' : null}
        onChange={(sort) => onChange({ sort: sort ?? '' })}
        className="lg:w-40"
      />
      {(filter.q || filter.status) && (
        <Button variant="ghost" icon="x" className="max-lg:col-span-2" onPress={() => onChange({ q: '', status: '' })}>
          {sayMore('clear')}
        </Button>
      )}
    </div>
  );
}

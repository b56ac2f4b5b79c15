import { useQuery } from '@tanstack/react-query';
import { useName } from '../../shared/i18n/messages';
import { FilterBar } from '../../shared/filter-bar';
import { TypedSearch } from '../../shared/typed-search';
import { FilterSelect, SegmentedControl } from '../../shared/ui';
import { pricingMessages } from './pricing.messages';
import { categoriesQuery } from './pricing.queries';
import type { RatesFilter } from './rates-list';

export interface RatesFiltersProps {
  readonly of: 'instrument' | 'category';
  readonly filter: RatesFilter;
  readonly onChange: (change: Readonly<Record<string, string>>) => void;
}

const sources = ['own', 'inherited', 'none'] as const;

/** By instrument or category, text, category, and where the prices come from; kept in the URL by the page. */
export function RatesFilters({ of, filter, onChange }: RatesFiltersProps) {
  const say = pricingMessages.useSay();
  const name = useName();
  const { data: categories = [] } = useQuery(categoriesQuery);
  return (
    <FilterBar filter={filter} onClear={() => onChange({ q: '', categoryId: '', source: '' })}>
      <SegmentedControl
        label={say('view')}
        options={[
          { id: 'instrument', label: say('instruments') },
          { id: 'category', label: say('categories') },
        ]}
        value={of}
        onChange={(id) => onChange({ of: id === 'category' ? id : '', q: '', categoryId: '' })}
        className="max-lg:col-span-2"
      />
      <TypedSearch
        key={of}
        value={filter.q ?? ''}
        onChange={(q) => onChange({ q })}
        label={say(of === 'instrument' ? 'search' : 'searchCategory')}
        className="max-lg:col-span-2 lg:w-72"
      />
      {of === 'instrument' && (
        <FilterSelect
          label={say('category')}
          options={categories.map((one) => ({ id: String(one.id), label: name(one.nameZh, one.nameEn) }))}
          value={filter.categoryId ?? null}
          emptyLabel={say('allCategories')}
          onChange={(categoryId) => onChange({ categoryId: categoryId ?? '' })}
          className="lg:w-52"
        />
      )}
      <FilterSelect
        label={say('source')}
        options={sources.map((id) => ({ id, label: say(id) }))}
        value={sources.find((id) => id === filter.source) ?? null}
        emptyLabel={say('allSources')}
        onChange={(source) => onChange({ source: source ?? '' })}
        className="lg:w-44"
      />
    </FilterBar>
  );
}

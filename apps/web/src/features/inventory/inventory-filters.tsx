import { FilterBar } from '../../shared/filter-bar';
import { TypedSearch } from '../../shared/typed-search';
import { Button, FilterSelect } from '../../shared/ui';
import { inventoryMessages } from './inventory.messages';
import type { InventoryFilter } from './inventory.queries';
import { useCategoryOptions } from './use-categories';

export interface InventoryFiltersProps {
  readonly filter: InventoryFilter;
  readonly onChange: (change: Partial<Record<keyof InventoryFilter, string>>) => void;
}

const statuses = ['in_service', 'out_of_service', 'retired'] as const;

/** Text, category and status; kept in the URL by the page. */
export function InventoryFilters({ filter, onChange }: InventoryFiltersProps) {
  const say = inventoryMessages.useSay();
  const categories = useCategoryOptions();
  return (
    <FilterBar filter={filter} onClear={() => onChange({ q: '', categoryId: '', status: '', kind: '' })}>
      <TypedSearch
        value={filter.q ?? ''}
        onChange={(q) => onChange({ q })}
        label={say('search')}
        className="max-lg:col-span-2 lg:w-80"
      />
      <FilterSelect
        label={say('category')}
        options={categories}
        value={filter.categoryId ?? null}
        emptyLabel={say('allCategories')}
        onChange={(categoryId) => onChange({ categoryId: categoryId ?? '' })}
        className="lg:w-56"
      />
      <FilterSelect
        label={say('status')}
        options={statuses.map((id) => ({ id, label: say(id) }))}
        value={statuses.find((id) => id === filter.status) ?? null}
        emptyLabel={say('allStatuses')}
        onChange={(status) => onChange({ status: status ?? '' })}
        className="lg:w-44"
      />
      {filter.kind && (
        <Button icon="x" className="max-lg:col-span-2" onPress={() => onChange({ kind: '' })}>
          {say('kindOf', { kind: filter.kind })}
        </Button>
      )}
    </FilterBar>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useName } from '../../../shared/i18n/messages';
import { FilterSelect, SegmentedControl } from '../../../shared/ui';
import type { Category } from '../instruments.types';
import { categoriesQuery, type CatalogueFilter } from '../catalogue.queries';
import { catalogueMessages } from './catalogue.messages';

export interface FilterProps {
  readonly filter: CatalogueFilter;
  readonly onChange: (change: Record<string, string | undefined>) => void;
}

/** The tree as a list, each below what it belongs to. */
function inOrder(categories: readonly Category[], parentId: number | null = null, depth = 0): [Category, number][] {
  return categories
    .filter((one) => one.parentId === parentId)
    .flatMap((one) => [[one, depth] as [Category, number], ...inOrder(categories, one.id, depth + 1)]);
}

/** One category of the tree. */
export function CategorySelect({ filter, onChange, isStacked = false }: FilterProps & { isStacked?: boolean }) {
  const say = catalogueMessages.useSay();
  const name = useName();
  const { data } = useQuery(categoriesQuery);
  return (
    <FilterSelect
      label={say('category')}
      className={isStacked ? undefined : 'w-[200px]'}
      emptyLabel={say('all')}
      value={filter.categoryId ?? null}
      onChange={(categoryId) => onChange({ categoryId: categoryId ?? undefined })}
      options={inOrder(data?.items ?? []).map(([category, depth]) => ({
        id: String(category.id),
        label: `${'\u2003'.repeat(depth)}${name(category.nameZh, category.nameEn)}`,
      }))}
    />
  );
}

/** By the month, by the hour, by the run. */
export function ModeControl({ filter, onChange, isStacked = false }: FilterProps & { isStacked?: boolean }) {
  const say = catalogueMessages.useSay();
  return (
    <SegmentedControl
      label={say('mode')}
      showLabel={isStacked}
      value={filter.mode ?? ''}
      onChange={(mode) => onChange({ mode })}
      options={[
        { id: '', label: say('all') },
        { id: 'rental', label: say('rental') },
        { id: 'session', label: say('session') },
        { id: 'run', label: say('run') },
      ]}
    />
  );
}

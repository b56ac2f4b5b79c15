import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useName } from '../../../shared/i18n/messages';
import { parkToday } from '../../../shared/format/format';
import {
  Button,
  DateRangeFilter,
  SearchField,
  SegmentedControl,
  FilterSelect,
  Sheet,
  useIsDesktop,
} from '../../../shared/ui';
import { categoriesQuery, type CatalogueFilter } from '../reservations.queries';
import type { Category } from '../instruments.types';
import { catalogueMessages } from './catalogue.messages';

export interface CatalogueFiltersProps {
  readonly filter: CatalogueFilter;
  readonly onChange: (change: Record<string, string | undefined>) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

/** When it is needed comes first, then what is looked for. On a phone the lesser filters stand in a sheet. */
export function CatalogueFilters({ filter, onChange, searchRef }: CatalogueFiltersProps) {
  const say = catalogueMessages.useSay();
  const isDesktop = useIsDesktop();
  const { from, to } = filter;
  return (
    <div className="mb-3 flex flex-wrap items-end gap-2">
      <DateRangeFilter
        label={say('window')}
        className="w-full lg:w-[290px]"
        min={parkToday()}
        value={from && to ? { start: from, end: to } : null}
        onChange={(span) => onChange({ from: span?.start, to: span?.end })}
      />
      <SearchBox {...{ filter, onChange, searchRef }} />
      {isDesktop ? (
        <>
          <CategorySelect {...{ filter, onChange }} />
          <ModeControl {...{ filter, onChange }} />
        </>
      ) : (
        <MoreFilters {...{ filter, onChange }} />
      )}
    </div>
  );
}

const typingPause = 250;

/** What is typed is looked for after a pause; a search from elsewhere (cleared, or another address) is taken over. */
function SearchBox({ filter, onChange, searchRef }: CatalogueFiltersProps) {
  const say = catalogueMessages.useSay();
  const outside = filter.q ?? '';
  const [text, setText] = useState(outside);
  const [seen, setSeen] = useState(outside);
  const [sent, setSent] = useState(outside);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (outside !== seen) {
    setSeen(outside);
    if (outside !== sent) setText(outside);
  }
  const type = (typed: string): void => {
    setText(typed);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setSent(typed.trim());
      onChange({ q: typed.trim() });
    }, typingPause);
  };
  return (
    <SearchField
      label={say('search')}
      placeholder={say('search')}
      className="min-w-0 flex-1 lg:max-w-[340px]"
      ref={searchRef}
      value={text}
      onChange={type}
    />
  );
}

/** The tree as a list, each below what it belongs to. */
function inOrder(categories: readonly Category[], parentId: number | null = null, depth = 0): [Category, number][] {
  return categories
    .filter((one) => one.parentId === parentId)
    .flatMap((one) => [[one, depth] as [Category, number], ...inOrder(categories, one.id, depth + 1)]);
}

type FilterProps = Pick<CatalogueFiltersProps, 'filter' | 'onChange'>;

function CategorySelect({ filter, onChange, isStacked = false }: FilterProps & { isStacked?: boolean }) {
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

function ModeControl({ filter, onChange, isStacked = false }: FilterProps & { isStacked?: boolean }) {
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

function MoreFilters({ filter, onChange }: FilterProps) {
  const say = catalogueMessages.useSay();
  const [isOpen, setOpen] = useState(false);
  const count = [filter.categoryId, filter.mode].filter(Boolean).length;
  return (
    <>
      <Button icon="filter" onPress={() => setOpen(true)}>
        {count > 0 ? say('filtersSet', { count }) : say('filters')}
      </Button>
      <Sheet
        title={say('filters')}
        isOpen={isOpen}
        onOpenChange={setOpen}
        footer={(close) => (
          <Button variant="primary" onPress={close}>
            {say('showResults')}
          </Button>
        )}
      >
        <div className="grid gap-4">
          <CategorySelect {...{ filter, onChange }} isStacked />
          <ModeControl {...{ filter, onChange }} isStacked />
        </div>
      </Sheet>
    </>
  );
}

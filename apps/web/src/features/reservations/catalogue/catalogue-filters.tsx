import { lazy, Suspense, useEffect, useRef, useState, type RefObject } from 'react';
import { parkToday } from '../../../shared/format/format';
import { Button, DateRangeFilter, FilterSearch, useIsDesktop } from '../../../shared/ui';
import { catalogueMessages } from './catalogue.messages';
import { CategorySelect, ModeControl, type FilterProps } from './filter-controls';

export interface CatalogueFiltersProps extends FilterProps {
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
          <Extras {...{ filter, onChange }} />
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
    <FilterSearch
      label={say('search')}
      placeholder={say('search')}
      className="min-w-0 flex-1 lg:max-w-[340px] lg:min-w-[230px]"
      ref={searchRef}
      value={text}
      onChange={type}
    />
  );
}

const WindowExtras = lazy(() => import('./window-extras'));

/** How many, of which specification and at which times of day: shown with a window, or when asked for. */
function Extras({ filter, onChange }: FilterProps) {
  const say = catalogueMessages.useSay();
  const [isWanted, setWanted] = useState(false);
  if (isWanted || filter.from || filter.spec || filter.quantity)
    return (
      <Suspense fallback={<span className="block h-8 w-full" />}>
        <WindowExtras {...{ filter, onChange }} />
      </Suspense>
    );
  return (
    <Button variant="ghost" onPress={() => setWanted(true)}>
      {say('extras')}
    </Button>
  );
}

const FilterSheet = lazy(() => import('./filter-sheet'));

function MoreFilters({ filter, onChange }: FilterProps) {
  const say = catalogueMessages.useSay();
  const [isOpen, setOpen] = useState(false);
  const { categoryId, mode, at, spec, quantity } = filter;
  const count = [categoryId, mode, at, spec, quantity].filter(Boolean).length;
  return (
    <>
      <Button icon="filter" onPress={() => setOpen(true)}>
        {count > 0 ? say('filtersSet', { count }) : say('filters')}
      </Button>
      {isOpen && (
        <Suspense>
          <FilterSheet {...{ filter, onChange }} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

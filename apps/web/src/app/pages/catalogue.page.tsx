import { lazy, Suspense } from 'react';
import { useSession } from '../../features/identity/session';
import { CatalogueFilters } from '../../features/reservations/catalogue/catalogue-filters';
import { CatalogueList, CatalogueTotal } from '../../features/reservations/catalogue/catalogue-list';
import { catalogueMessages } from '../../features/reservations/catalogue/catalogue.messages';
import { StripLegend } from '../../features/reservations/catalogue/day-strip';
import { rowSelector } from '../../features/reservations/catalogue/instrument-card';
import { useListKeys } from '../../features/reservations/catalogue/use-list-keys';
import { catalogueKey, filterOf } from '../../features/reservations/catalogue.queries';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { useSearchState } from '../../shared/search-state';
import { PageHeader } from '../../shared/ui';

const BasketBar = lazy(() => import('../../features/reservations/basket/basket-bar'));
const CompareBar = lazy(() => import('../../features/reservations/catalogue/compare-bar'));
const PoolOffer = lazy(() => import('../../features/reservations/basket/pool-offer'));

const toggled = (ids: readonly number[], id: number): readonly number[] =>
  ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id].slice(0, 4);

/** The catalogue: when it is needed, what it should be, and what is free then. Everything stands in the URL. */
export default function CataloguePage() {
  const say = catalogueMessages.useSay();
  const [search, change] = useSearchState();
  const filter = filterOf(search);
  const canBook = useSession().member.company !== null;
  const keys = useListKeys(rowSelector);
  useLiveRefresh(['occupancy'], catalogueKey);
  const chosen = (search.compare ?? '').split(',').map(Number).filter(Boolean).slice(0, 4);
  const compare = (ids: readonly number[]): void => change({ compare: ids.join(',') });
  return (
    <div onKeyDownCapture={keys.onKeyDown}>
      <PageHeader title={say('title')} detail={<CatalogueTotal filter={filter} />} />
      <CatalogueFilters filter={filter} onChange={change} searchRef={keys.search} />
      <div className="mb-2 flex flex-wrap items-center gap-x-4 text-xs text-mut">
        <StripLegend />
        {filter.from && <span>{say('windowHint')}</span>}
        <span className="max-lg:hidden lg:ml-auto">{say('keys')}</span>
      </div>
      {canBook && filter.from && filter.categoryId && (
        <Suspense>
          <PoolOffer filter={filter} />
        </Suspense>
      )}
      <CatalogueList
        filter={filter}
        canBook={canBook}
        chosen={chosen}
        onToggle={(id) => compare(toggled(chosen, id))}
        onClear={() => change({ q: '', categoryId: '', mode: '', from: '', to: '', spec: '', quantity: '' })}
      />
      <Suspense>
        {chosen.length > 0 && <CompareBar chosen={chosen} onChange={compare} />}
        {canBook && <BasketBar isRaised={chosen.length > 0} />}
      </Suspense>
    </div>
  );
}

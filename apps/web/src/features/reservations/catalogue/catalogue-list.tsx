import { type InfiniteData, useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { money } from '../../../shared/format/format';
import { LoadFailed } from '../../../shared/load-failed';
import { Button, DataTable, EmptyState, type Column, useMedia } from '../../../shared/ui';
import { catalogueQuery, quantityOf, type CatalogueFilter } from '../catalogue.queries';
import type { CataloguePage, CatalogueWindow, InstrumentCard } from '../instruments.types';
import type { WindowCellProps } from '../basket/window-cell';
import { CardBadge } from '../status-badges';
import { bookingLink } from './booking-link';
import { catalogueMessages } from './catalogue.messages';
import { Ahead, CompareBox, Conditions, InstrumentTile, NameCell, PerUse } from './instrument-card';

export interface CatalogueListProps {
  readonly filter: CatalogueFilter;
  readonly chosen: readonly number[];
  readonly onToggle: (id: number) => void;
  readonly onClear: () => void;
  /** Tenants book; staff do so on the board. */
  readonly canBook: boolean;
}

const WindowCell = lazy(() => import('../basket/window-cell'));

type Say = ReturnType<typeof catalogueMessages.useSay>;

const price = (fen: number | null, say: Say) =>
  fen === null ? <span className="text-mut">{say('none')}</span> : <span className="num">{money(fen)}</span>;

function columnsOf(
  say: Say,
  { filter, chosen, onToggle, canBook }: CatalogueListProps,
  { window, isWide }: { window: CatalogueWindow | null; isWide: boolean },
): Column<InstrumentCard>[] {
  const place: Column<InstrumentCard> = {
    key: 'location',
    header: say('place'),
    render: (card) => <Place card={card} />,
  };
  return [
    {
      key: 'compare',
      header: <span className="sr-only">{say('compareColumn')}</span>,
      width: '40px',
      render: (card) => <CompareBox card={card} chosen={chosen} onToggle={onToggle} />,
    },
    {
      key: 'name',
      header: say('name'),
      isRowHeader: true,
      render: (card) => <NameCell card={card} href={bookingLink(card.id, filter)} />,
    },
    ...(isWide ? [place] : []),
    {
      key: 'status',
      header: say('status'),
      render: (card) => (
        <span className="flex flex-col items-start gap-px py-1">
          <CardBadge card={card} />
          <Conditions card={card} />
        </span>
      ),
    },
    { key: 'strip', header: say('stripAndNext'), width: '150px', render: (card) => <Ahead card={card} /> },
    ...(window ? [windowColumn(say, { window, quantity: quantityOf(filter), canBook })] : rateColumns(say)),
  ];
}

const windowColumn = (say: Say, shown: Omit<WindowCellProps, 'card'>): Column<InstrumentCard> => ({
  key: 'window',
  header: say('forWindow'),
  align: 'right',
  render: (card) => <InWindow {...shown} card={card} />,
});

const InWindow = (props: WindowCellProps) => (
  <Suspense>
    <WindowCell {...props} />
  </Suspense>
);

function rateColumns(say: Say): Column<InstrumentCard>[] {
  return [
    {
      key: 'monthly',
      header: say('monthly'),
      align: 'right',
      render: (card) => price(card.opensRental ? card.monthlyFen : null, say),
    },
    {
      key: 'use',
      header: say('perUse'),
      align: 'right',
      render: (card) => <PerUse card={card} />,
    },
  ];
}

const Place = ({ card }: { card: InstrumentCard }) => (
  <span className="block max-w-[150px] py-1">
    <span className="block truncate" title={card.location}>
      {card.location}
    </span>
    <span className="num block text-xs whitespace-nowrap text-mut">{card.assetNo}</span>
  </span>
);

/** Instruments that fit, what is free in the wanted window first; fifty at a time. */
export function CatalogueList(props: CatalogueListProps) {
  const say = catalogueMessages.useSay();
  const { filter, chosen, onToggle, onClear, canBook } = props;
  const isWide = useMedia('(min-width: 1280px)');
  const list = useInfiniteQuery(catalogueQuery(filter));
  if (list.isError && !list.data)
    return (
      <LoadFailed
        title={say('failed')}
        error={list.error}
        onRetry={() => void list.refetch()}
        isRetrying={list.isFetching}
      />
    );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const window = list.data?.pages[0]?.window ?? null;
  const quantity = quantityOf(filter);
  return (
    <>
      <div aria-busy={list.isPlaceholderData} className={list.isPlaceholderData ? 'opacity-60' : undefined}>
        <DataTable
          caption={say('listLabel')}
          columns={columnsOf(say, props, { window, isWide })}
          rows={rows}
          rowKey={(card) => String(card.id)}
          rowClassName={(card) => (card.freeInWindow === false ? 'bg-canvas' : undefined)}
          isLoading={list.isPending}
          empty={<Nothing filter={filter} onClear={onClear} />}
          renderCard={(card) => (
            <InstrumentTile
              card={card}
              href={bookingLink(card.id, filter)}
              chosen={chosen}
              onToggle={onToggle}
              price={window && <InWindow {...{ card, window, quantity, canBook }} />}
            />
          )}
        />
      </div>
      <More list={list} shown={rows.length} />
    </>
  );
}

function More({ list, shown }: { list: UseInfiniteQueryResult<InfiniteData<CataloguePage>>; shown: number }) {
  const say = catalogueMessages.useSay();
  const total = list.data?.pages[0]?.total ?? null;
  if (!list.hasNextPage) return null;
  return (
    <div className="flex flex-wrap items-center justify-center gap-3 py-3">
      <span className="num text-sm text-mut">
        {total === null ? say('shownOnly', { shown }) : say('shown', { shown, total })}
      </span>
      <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
        {say('more')}
      </Button>
    </div>
  );
}

function Nothing({ filter, onClear }: { filter: CatalogueFilter; onClear: () => void }) {
  const say = catalogueMessages.useSay();
  const isFiltered = Boolean(filter.q ?? filter.categoryId ?? filter.mode ?? filter.spec);
  if (!isFiltered) return <EmptyState icon="microscope" title={say('emptyTitle')} detail={say('emptyDetail')} />;
  return (
    <EmptyState
      icon="search"
      title={say('noneTitle')}
      detail={say('noneDetail')}
      action={<Button onPress={onClear}>{say('clear')}</Button>}
    />
  );
}

/** How many there are, beside the title. */
export function CatalogueTotal({ filter }: { filter: CatalogueFilter }) {
  const say = catalogueMessages.useSay();
  const { data } = useInfiniteQuery(catalogueQuery(filter));
  if (!data) return null;
  const total = data.pages[0]?.total ?? null;
  return <>{total === null ? say('totalMany') : say('total', { count: total })}</>;
}

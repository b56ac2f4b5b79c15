import { useInfiniteQuery } from '@tanstack/react-query';
import { money } from '../../../shared/format/format';
import { LoadFailed } from '../../../shared/load-failed';
import { Button, DataTable, EmptyState, type Column, useMedia } from '../../../shared/ui';
import { catalogueQuery, type CatalogueFilter } from '../reservations.queries';
import type { InstrumentCard } from '../instruments.types';
import { CardBadge } from '../status-badges';
import { bookingLink } from './booking-link';
import { catalogueMessages } from './catalogue.messages';
import { Ahead, CompareBox, Conditions, InstrumentTile, NameCell } from './instrument-card';

export interface CatalogueListProps {
  readonly filter: CatalogueFilter;
  readonly chosen: readonly number[];
  readonly onToggle: (id: number) => void;
  readonly onClear: () => void;
}

type Say = ReturnType<typeof catalogueMessages.useSay>;

const price = (fen: number | null, say: Say) =>
  fen === null ? <span className="text-mut">{say('none')}</span> : <span className="num">{money(fen)}</span>;

function columnsOf(
  say: Say,
  { filter, chosen, onToggle }: CatalogueListProps,
  isWide: boolean,
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
    {
      key: 'monthly',
      header: say('monthly'),
      align: 'right',
      render: (card) => price(card.opensRental ? card.monthlyFen : null, say),
    },
    {
      key: 'hourly',
      header: say('hourly'),
      align: 'right',
      render: (card) => price(card.opensSession ? card.fromHourlyFen : null, say),
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
  const { filter, chosen, onToggle, onClear } = props;
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
  const total = list.data?.pages[0]?.total ?? null;
  return (
    <>
      <div aria-busy={list.isPlaceholderData} className={list.isPlaceholderData ? 'opacity-60' : undefined}>
        <DataTable
          caption={say('listLabel')}
          columns={columnsOf(say, props, isWide)}
          rows={rows}
          rowKey={(card) => String(card.id)}
          rowClassName={(card) => (card.freeInWindow === false ? 'bg-canvas' : undefined)}
          isLoading={list.isPending}
          empty={<Nothing filter={filter} onClear={onClear} />}
          renderCard={(card) => (
            <InstrumentTile card={card} href={bookingLink(card.id, filter)} chosen={chosen} onToggle={onToggle} />
          )}
        />
      </div>
      {list.hasNextPage && (
        <div className="flex flex-wrap items-center justify-center gap-3 py-3">
          <span className="num text-sm text-mut">
            {total === null ? say('shownOnly', { shown: rows.length }) : say('shown', { shown: rows.length, total })}
          </span>
          <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {say('more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Nothing({ filter, onClear }: { filter: CatalogueFilter; onClear: () => void }) {
  const say = catalogueMessages.useSay();
  const isFiltered = Boolean(filter.q ?? filter.categoryId ?? filter.mode);
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

import { useInfiniteQuery } from '@tanstack/react-query';
import { money, parkDateTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { LoadFailed } from '../../../shared/load-failed';
import { Button, cx, DataTable, EmptyState, LinkButton, TextLink, type Column, useMedia } from '../../../shared/ui';
import { periodText } from '../booking/period-words';
import { GroupHead } from '../bundle/group-head';
import { grouped, type GroupedRow } from '../bundle/grouped';
import { reservationListQuery } from '../reservations.queries';
import type { ReservationRow } from '../reservations.types';
import { ReservationBadge } from '../status-badges';
import { statusMessages } from '../status.messages';
import type { ListFilter } from './list-filters';
import { statusesOf } from './list-filters';
import { recordMessages } from './record.messages';

function useColumns(showsCompany: boolean): Column<GroupedRow>[] {
  const say = recordMessages.useSay();
  const status = statusMessages.useSay();
  const name = useName();
  const isWide = useMedia('(min-width: 1280px)');
  const by: Column<GroupedRow> = { key: 'by', header: say('by'), render: (row) => row.memberName };
  const company: Column<GroupedRow> = { key: 'company', header: say('company'), render: (row) => row.companyZh };
  return [
    {
      key: 'instrument',
      header: say('instrument'),
      isRowHeader: true,
      render: (row) => (
        <span className={row.isGrouped ? 'block border-l-2 border-brand pl-2' : undefined}>
          <GroupHead row={row} />
          <TextLink href={`/reservations/${row.id}`} className="font-medium">
            {name(row.instrumentZh, row.instrumentEn)}
          </TextLink>{' '}
          <span className="num text-mut">{row.assetNo}</span>
        </span>
      ),
    },
    ...(showsCompany ? [company] : []),
    {
      key: 'kind',
      header: say('kind'),
      render: (row) => (
        <span className="whitespace-nowrap">
          {[status(row.kind), row.seriesId && say('ofSeries')].filter(Boolean).join(' · ')}
        </span>
      ),
    },
    { key: 'period', header: say('period'), render: (row) => <span className="num">{periodText(row)}</span> },
    { key: 'purpose', header: say('purpose'), render: (row) => row.purpose || say('none') },
    ...(isWide ? [by] : []),
    { key: 'status', header: say('status'), render: (row) => <StatusCell row={row} /> },
    {
      key: 'total',
      header: say('total'),
      align: 'right',
      render: (row) => <span className="num">{money(row.totalFen)}</span>,
    },
  ];
}

function StatusCell({ row }: { row: ReservationRow }) {
  const say = recordMessages.useSay();
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <ReservationBadge status={row.status} />
      {row.holdExpiresAt && (
        <span className="num text-xs text-mut">{say('holdUntil', { time: parkDateTime(row.holdExpiresAt) })}</span>
      )}
    </span>
  );
}

/** What is soonest stands first among what lies ahead, what was last among what is over. */
const inOrder = (rows: readonly ReservationRow[], isOpen: boolean): readonly ReservationRow[] =>
  isOpen ? [...rows].sort((a, b) => a.startsAt.localeCompare(b.startsAt)) : rows;

/** Reservations of the company, or for staff of all. */
export function ReservationList({
  filter,
  isStaff,
  onClear,
}: {
  filter: ListFilter;
  isStaff: boolean;
  onClear: () => void;
}) {
  const say = recordMessages.useSay();
  const columns = useColumns(isStaff);
  const list = useInfiniteQuery(reservationListQuery({ status: statusesOf(filter).join(','), kind: filter.kind }));
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
  return (
    <>
      <DataTable
        caption={say('listLabel')}
        columns={columns}
        rows={grouped(inOrder(rows, filter.view !== 'past' && !list.hasNextPage))}
        rowKey={(row) => String(row.id)}
        isLoading={list.isPending}
        empty={<Nothing filter={filter} onClear={onClear} />}
        renderCard={(row) => <ReservationCard row={row} showsCompany={isStaff} />}
      />
      {list.hasNextPage && (
        <div className="flex justify-center py-3">
          <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {say('more')}
          </Button>
        </div>
      )}
    </>
  );
}

function ReservationCard({ row, showsCompany }: { row: GroupedRow; showsCompany: boolean }) {
  const say = recordMessages.useSay();
  const name = useName();
  const status = statusMessages.useSay();
  return (
    <article
      className={cx(
        'relative rounded-md border border-line bg-surface px-3 py-2.5',
        row.isGrouped && 'border-l-2 border-l-brand',
      )}
    >
      <GroupHead row={row} />
      <TextLink
        href={`/reservations/${row.id}`}
        className="inline-flex min-h-[28px] items-center text-lg font-medium after:absolute after:inset-0"
      >
        {name(row.instrumentZh, row.instrumentEn)}
      </TextLink>
      <p className="num text-sm">{periodText(row)}</p>
      <p className="text-sm text-mut">
        {[showsCompany && row.companyZh, status(row.kind), row.seriesId && say('ofSeries'), row.assetNo, row.purpose]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className="mt-1.5 flex items-center justify-between gap-2">
        <StatusCell row={row} />
        <span className="num font-semibold">{money(row.totalFen)}</span>
      </div>
    </article>
  );
}

function Nothing({ filter, onClear }: { filter: ListFilter; onClear: () => void }) {
  const say = recordMessages.useSay();
  if (filter.status ?? filter.kind)
    return (
      <EmptyState icon="search" title={say('noneTitle')} action={<Button onPress={onClear}>{say('clear')}</Button>} />
    );
  const find = (
    <LinkButton variant="primary" href="/">
      {say('emptyAct')}
    </LinkButton>
  );
  const isPast = filter.view === 'past';
  return (
    <EmptyState
      icon="calendar"
      title={say(isPast ? 'emptyPast' : 'emptyTitle')}
      detail={say('emptyDetail')}
      action={find}
    />
  );
}

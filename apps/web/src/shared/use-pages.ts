import { keepPreviousData, useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from './api/client';

/** A list as the API gives it: some rows, and where the next begin. */
export interface PageOf<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

/** One that says how many rows all pages have together. */
export interface CountedPage<Row> extends PageOf<Row> {
  readonly total: number;
}

type Query = Readonly<Record<string, string | number | undefined>>;

/** A list read page by page; another filter begins at the first page. `page` is the one shown, with the sums and counts that come with it. */
export function usePages<Row, Page extends PageOf<Row> = PageOf<Row>>(key: QueryKey, path: string, query: Query) {
  const filter = JSON.stringify([path, query]);
  const [place, setPlace] = useState({ filter, index: 0 });
  const wanted = place.filter === filter ? place.index : 0;
  const found = useInfiniteQuery({
    queryKey: [...key, query],
    queryFn: ({ pageParam, signal }) => get<Page>(path, { ...query, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const pages = found.data?.pages ?? [];
  const index = Math.min(wanted, Math.max(pages.length - 1, 0));
  const next = async (): Promise<void> => {
    if (index + 1 >= pages.length) await found.fetchNextPage();
    setPlace({ filter, index: index + 1 });
  };
  return {
    page: pages[index],
    rows: pages[index]?.items ?? [],
    index,
    error: found.data ? null : found.error,
    isPending: found.isPending,
    /** Still the page of the filter before. */
    isStale: found.isPlaceholderData,
    isRetrying: found.isRefetching,
    retry: () => void found.refetch(),
    pagination: {
      hasPrevious: index > 0,
      hasNext: Boolean(pages[index]?.nextCursor),
      onPrevious: () => setPlace({ filter, index: index - 1 }),
      onNext: () => void next(),
      isPending: found.isFetchingNextPage,
    },
  };
}

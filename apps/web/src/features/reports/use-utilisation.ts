import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../../shared/api/client';
import { reportsKey, type Utilisation, type UtilisationFilter } from './utilisation.queries';

const pageSize = 50;

/** The report page by page, the sums of all pages with each; another filter begins at the first page. */
export function useUtilisation(filter: UtilisationFilter) {
  const wanted = JSON.stringify(filter);
  const [place, setPlace] = useState({ wanted, index: 0 });
  const found = useInfiniteQuery({
    queryKey: [...reportsKey, 'utilisation', 'pages', filter],
    queryFn: ({ pageParam, signal }) =>
      get<Utilisation>('/reports/utilisation', { ...filter, cursor: pageParam, limit: pageSize }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const pages = found.data?.pages ?? [];
  const index = Math.min(place.wanted === wanted ? place.index : 0, Math.max(pages.length - 1, 0));
  const next = async (): Promise<void> => {
    if (index + 1 >= pages.length) await found.fetchNextPage();
    setPlace({ wanted, index: index + 1 });
  };
  return {
    report: pages[index],
    index,
    error: found.data ? null : found.error,
    isStale: found.isPlaceholderData,
    isRetrying: found.isRefetching,
    retry: () => void found.refetch(),
    pagination: {
      hasPrevious: index > 0,
      hasNext: Boolean(pages[index]?.nextCursor),
      onPrevious: () => setPlace({ wanted, index: index - 1 }),
      onNext: () => void next(),
      isPending: found.isFetchingNextPage,
    },
  };
}

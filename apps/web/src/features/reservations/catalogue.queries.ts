import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../../shared/api/client';
import type { CataloguePage, Category } from './instruments.types';

// Apart from the other queries: these come with the first page, the others with theirs.
export const reservationsKey = ['reservations'] as const;
export const catalogueKey = [...reservationsKey, 'catalogue'] as const;
/** Filters of the catalogue as they stand in the URL. */
export interface CatalogueFilter {
  readonly q?: string;
  readonly categoryId?: string;
  readonly mode?: string;
  /** First day needed. */
  readonly from?: string;
  /** First day not needed any more. */
  readonly to?: string;
  /** Times of day of a session. */
  readonly at?: string;
  readonly until?: string;
  readonly spec?: string;
  readonly quantity?: string;
}

export const filterOf = (search: Readonly<Record<string, string | undefined>>): CatalogueFilter => {
  const { q, categoryId, mode, from, to, spec, quantity } = search;
  const { at, until } = mode === 'session' && from ? search : {};
  return { q, categoryId, mode, from, to, at, until, spec, quantity };
};

/** So many are needed; one unless told. */
export const quantityOf = ({ quantity }: CatalogueFilter): number => Math.max(1, Number(quantity) || 1);

const pageSize = 50;

export const catalogueQuery = (filter: CatalogueFilter) =>
  infiniteQueryOptions({
    queryKey: [...catalogueKey, filter],
    queryFn: ({ pageParam, signal }) =>
      get<CataloguePage>('/instruments', { ...filter, cursor: pageParam, limit: pageSize }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const categoriesQuery = queryOptions({
  queryKey: [...reservationsKey, 'categories'],
  queryFn: ({ signal }) => get<{ items: readonly Category[] }>('/categories', {}, signal),
  staleTime: 5 * 60_000,
});

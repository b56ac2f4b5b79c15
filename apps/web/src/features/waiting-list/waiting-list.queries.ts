import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { del, get, post } from '../../shared/api/client';
import type { Countable } from '../../shared/counts';
import type { Accepted, Demand, EntryPage, FreedAlert, HoldTerms } from './waiting-list.types';

export const waitingListKey = ['waiting-list'] as const;

export type State = 'open' | 'over';

/** What is waited for, what has an offer first; with each answer how far the reader's clock is off the server's. */
export const entriesQuery = (state: State) =>
  infiniteQueryOptions({
    queryKey: [...waitingListKey, 'entries', state],
    queryFn: async ({ pageParam, signal }) => {
      const page = await get<EntryPage>('/waiting-list', { state, limit: 50, cursor: pageParam }, signal);
      return { ...page, clockOffMs: Date.parse(page.now) - Date.now() };
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    select: ({ pages }) => ({
      items: pages.flatMap((page) => page.items),
      clockOffMs: pages[0]?.clockOffMs ?? 0,
    }),
  });

export const demandQuery = queryOptions({
  queryKey: [...waitingListKey, 'demand'],
  queryFn: ({ signal }) => get<{ items: readonly Demand[]; terms: HoldTerms }>('/waiting-list/demand', {}, signal),
});

export const alertsQuery = queryOptions({
  queryKey: [...waitingListKey, 'alerts'],
  queryFn: ({ signal }) => get<{ items: readonly FreedAlert[] }>('/freed-alerts', {}, signal),
  select: ({ items }) => items,
});

interface Wanted extends Countable {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly assetNo: string;
}
/** What an instrument is called, where only its number is known, and what of it is booked by the count. */
export const wantedQuery = (id: number) =>
  queryOptions({
    queryKey: ['shared', 'wanted-instrument', id],
    queryFn: ({ signal }) => get<Wanted>(`/instruments/${id}`, {}, signal),
    staleTime: 60_000,
  });

interface Category {
  readonly id: number;
  readonly parentId: number | null;
  readonly nameZh: string;
  readonly nameEn: string;
}
export const categoriesQuery = queryOptions({
  queryKey: ['shared', 'categories'],
  queryFn: ({ signal }) => get<{ items: readonly Category[] }>('/categories', {}, signal),
  select: ({ items }) => items,
  staleTime: 600_000,
});

export const join = (body: object): Promise<{ id: number; position: number }> => post('/waiting-list', body);
export const leave = (id: number): Promise<unknown> => post(`/waiting-list/${id}/leave`);
export const decline = (id: number, offerId: number): Promise<unknown> =>
  post(`/waiting-list/${id}/decline`, { offerId });
export const accept = (id: number, body: { offerId: number; quoteId?: string }): Promise<Accepted> =>
  post(`/waiting-list/${id}/accept`, body);
export const addAlert = (body: object): Promise<{ id: number }> => post('/freed-alerts', body);
export const removeAlert = (id: number): Promise<unknown> => del(`/freed-alerts/${id}`);

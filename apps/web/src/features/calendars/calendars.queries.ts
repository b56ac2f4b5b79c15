import { queryOptions } from '@tanstack/react-query';
import { del, get, post } from '../../shared/api/client';

export type Scope = 'person' | 'company' | 'instrument';

/** An address of a calendar; what it is itself is shown once, when it is made (apps/api, calendars.dto.ts). */
export interface CalendarFeed {
  readonly id: number;
  readonly scope: Scope;
  readonly instrumentId: number | null;
  readonly instrumentZh: string | null;
  readonly instrumentEn: string | null;
  readonly createdAt: string;
  readonly lastReadAt: string | null;
}
export interface CalendarFeeds {
  readonly items: readonly CalendarFeed[];
}
export interface FeedAddress {
  readonly id: number;
  readonly url: string;
  readonly webcalUrl: string;
}

export const feedsQuery = queryOptions({
  queryKey: ['calendars'],
  queryFn: ({ signal }) => get<CalendarFeeds>('/calendar-feeds', {}, signal),
});

export const makeFeed = (wanted: { scope: Scope; instrumentId?: number }): Promise<FeedAddress> =>
  post('/calendar-feeds', wanted);
export const revokeFeed = (id: number): Promise<void> => del(`/calendar-feeds/${id}`);

/** The address as it is reached from here: the server may not know its own name. */
export const addressFrom = ({ url }: FeedAddress): string => `${window.location.origin}${new URL(url).pathname}`;

/** An instrument's names, for one that is named in the URL. */
export const instrumentNameQuery = (id: number) =>
  queryOptions({
    queryKey: ['calendars', 'instrument', id],
    queryFn: ({ signal }) =>
      get<{ id: number; assetNo: string; nameZh: string; nameEn: string }>(`/instruments/${id}`, {}, signal),
    enabled: id > 0,
    retry: false,
  });

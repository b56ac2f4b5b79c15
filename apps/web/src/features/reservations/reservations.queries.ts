import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post } from '../../shared/api/client';
import { reservationsKey } from './catalogue.queries';
import type { CalendarView, Instrument } from './instruments.types';
import type {
  Ask,
  CancellationPreview,
  ExtensionPreview,
  Outcome,
  Quote,
  Reservation,
  ReservationPage,
  ReturnPreview,
} from './reservations.types';

export { reservationsKey };

export const calendarKey = (id: number) => [...reservationsKey, 'calendar', id] as const;

export const instrumentQuery = (id: number) =>
  queryOptions({
    queryKey: [...reservationsKey, 'instrument', id],
    queryFn: ({ signal }) => get<Instrument>(`/instruments/${id}`, {}, signal),
    staleTime: 60_000,
  });

export const calendarQuery = (id: number, range: { from: string; to: string }) =>
  queryOptions({
    queryKey: [...calendarKey(id), range],
    queryFn: ({ signal }) => get<CalendarView>(`/instruments/${id}/calendar`, range, signal),
    placeholderData: keepPreviousData,
  });

export const quoteKey = (ask: Ask | null) => [...reservationsKey, 'quote', ask] as const;

export const quoteQuery = (ask: Ask | null) =>
  queryOptions({
    queryKey: quoteKey(ask),
    queryFn: ({ signal }) => post<Quote>('/quotes', ask, { signal }),
    enabled: ask !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

/** What the tenant writes beside the period; kept whatever the answer is. */
export interface Words {
  readonly purpose: string;
  readonly project: string;
  readonly rdUse: boolean;
  /** Of what is brought along; left out: nothing biological. */
  readonly sampleBiosafetyLevel?: number;
}

export const reserve = (ask: Ask, quoteId: string, words: Words): Promise<Outcome> =>
  post<Outcome>('/reservations', { ...ask, ...words, quoteId });

export const openStatuses = ['requested', 'confirmed', 'active', 'overdue'] as const;
export const pastStatuses = ['completed', 'cancelled', 'rejected', 'lapsed', 'no_show'] as const;

export const reservationListQuery = (filter: { status: string; kind?: string }) =>
  infiniteQueryOptions({
    queryKey: [...reservationsKey, 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      get<ReservationPage>('/reservations', { ...filter, cursor: pageParam, limit: 100 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

/** What stands at an instrument now, and what comes next. */
export const atInstrumentQuery = (instrumentId: number) =>
  queryOptions({
    queryKey: [...reservationsKey, 'list', 'at', instrumentId],
    queryFn: ({ signal }) =>
      get<ReservationPage>('/reservations', { instrumentId, status: 'confirmed,active,overdue', limit: 100 }, signal),
  });

export const oneKey = (id: number) => [...reservationsKey, 'one', id] as const;
export const reservationQuery = (id: number) =>
  queryOptions({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => get<Reservation>(`/reservations/${id}`, {}, signal),
  });

export const extendPreviewQuery = (id: number, months: number) =>
  queryOptions({
    queryKey: [...oneKey(id), 'extend', months],
    queryFn: ({ signal }) => post<ExtensionPreview>(`/reservations/${id}/extend-preview`, { months }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });

export const returnPreviewQuery = (id: number, returnedOn: string) =>
  queryOptions({
    queryKey: [...oneKey(id), 'return', returnedOn],
    queryFn: ({ signal }) => post<ReturnPreview>(`/reservations/${id}/return-preview`, { returnedOn }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });

export const cancelPreviewQuery = (id: number) =>
  queryOptions({
    queryKey: [...oneKey(id), 'cancel'],
    queryFn: ({ signal }) => post<CancellationPreview>(`/reservations/${id}/cancel-preview`, {}, { signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

/** Where a reservation is to go; what is left out stays as it is. */
export interface MoveTo {
  readonly startsOn?: string;
  readonly months?: number;
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly instrumentId?: number;
}

export const movePreviewQuery = (id: number, to: MoveTo | null) =>
  queryOptions({
    queryKey: [...oneKey(id), 'move', to],
    queryFn: ({ signal }) => post<Quote>(`/reservations/${id}/move-preview`, to, { signal }),
    enabled: to !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

/** A change of a reservation at the price that was shown. */
export const change = (
  id: number,
  act: 'extend' | 'shorten' | 'move' | 'cancel' | 'resize' | 'transfer',
  body: object,
): Promise<Outcome> => post<Outcome>(`/reservations/${id}/${act}`, body);

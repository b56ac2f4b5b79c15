import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post } from '../../../shared/api/client';
import { reservationsKey, type Words } from '../reservations.queries';
import type {
  Choice,
  Scope,
  Series,
  SeriesAsk,
  SeriesCancelPreview,
  SeriesMove,
  SeriesMoveOutcome,
  SeriesMovePreview,
  SeriesOutcome,
  SeriesPreview,
} from './series.types';

const seriesKey = [...reservationsKey, 'series'] as const;
const oneSeriesKey = (id: number) => [...seriesKey, 'one', id] as const;
export const previewKey = (ask: SeriesAsk | null, choices: readonly Choice[]) =>
  [...seriesKey, 'preview', ask, choices] as const;

export const seriesPreviewQuery = (ask: SeriesAsk | null, choices: readonly Choice[]) =>
  queryOptions({
    queryKey: previewKey(ask, choices),
    queryFn: ({ signal }) => post<SeriesPreview>('/reservations/series/preview', { ...ask, choices }, { signal }),
    enabled: ask !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

export const reserveSeries = (
  ask: SeriesAsk,
  rest: Words & { readonly choices: readonly Choice[]; readonly quoteId: string },
): Promise<SeriesOutcome> => post<SeriesOutcome>('/reservations/series', { ...ask, ...rest });

export const seriesQuery = (id: number) =>
  queryOptions({
    queryKey: oneSeriesKey(id),
    queryFn: ({ signal }) => get<Series>(`/reservations/series/${id}`, {}, signal),
  });

const pathOf = (id: number, what: string): string => `/reservations/series/${id}/${what}`;

export const retryDay = (id: number, date: string, choices: readonly Choice[]): Promise<SeriesOutcome> =>
  post<SeriesOutcome>(pathOf(id, 'retry'), { dates: [date], choices });

export const decideSeries = (id: number, what: 'approve' | 'reject', body: object): Promise<{ decided: number }> =>
  post(pathOf(id, what), body);

/** A move as it is asked for; the choices stand beside it. */
export type MoveAsk = Omit<SeriesMove, 'choices'>;

export const movePreviewKey = (id: number, ask: MoveAsk | null, choices: readonly Choice[]) =>
  [...oneSeriesKey(id), 'move', ask, choices] as const;

export const seriesMovePreviewQuery = (id: number, ask: MoveAsk | null, choices: readonly Choice[]) =>
  queryOptions({
    queryKey: movePreviewKey(id, ask, choices),
    queryFn: ({ signal }) => post<SeriesMovePreview>(pathOf(id, 'move-preview'), { ...ask, choices }, { signal }),
    enabled: ask !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

export const moveSeries = (id: number, body: object): Promise<SeriesMoveOutcome> => post(pathOf(id, 'move'), body);

export const seriesCancelPreviewQuery = (id: number, scope: { scope: Scope; date: string }) =>
  queryOptions({
    queryKey: [...oneSeriesKey(id), 'cancel', scope],
    queryFn: ({ signal }) => post<SeriesCancelPreview>(pathOf(id, 'cancel-preview'), scope, { signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

export const cancelSeries = (id: number, body: object): Promise<{ cancelled: number; feeFen: number }> =>
  post(pathOf(id, 'cancel'), body);

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post } from '../../../shared/api/client';
import { oneKey } from '../reservations.queries';
import type { Alternatives, Violation } from '../reservations.types';

export interface ResizePreview {
  readonly quoteId: string;
  readonly endsAt: string;
  readonly totalFen: number;
  readonly differenceFen: number;
  readonly violations: readonly Violation[];
  readonly free: boolean;
  readonly alternatives: Alternatives | null;
}

export const resizePreviewQuery = (id: number, endsAt: string | null) =>
  queryOptions({
    queryKey: [...oneKey(id), 'resize', endsAt],
    queryFn: ({ signal }) => post<ResizePreview>(`/reservations/${id}/resize-preview`, { endsAt }, { signal }),
    enabled: endsAt !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

export interface Colleague {
  readonly id: number;
  readonly name: string;
}
export const colleaguesQuery = (id: number) =>
  queryOptions({
    queryKey: [...oneKey(id), 'colleagues'],
    queryFn: ({ signal }) => get<{ items: readonly Colleague[] }>(`/reservations/${id}/colleagues`, {}, signal),
  });

import { queryOptions } from '@tanstack/react-query';
import { get } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';
import { maintenanceKey } from './maintenance.queries';

type Schemas = components['schemas'];
export type Conflicts = Schemas['Conflicts'];
export type ConflictKind = Conflicts['kinds'][number]['kind'];
export type Conflict = Conflicts['kinds'][number]['items'][number];

export const conflictsKey = [...maintenanceKey, 'conflicts'] as const;

export const conflictsQuery = queryOptions({
  queryKey: conflictsKey,
  queryFn: ({ signal }) => get<Conflicts>('/conflicts', {}, signal),
});

/** What could stand in for a reservation's instrument in its own time. */
export const standInsQuery = (reservationId: number) =>
  queryOptions({
    queryKey: [...conflictsKey, 'stand-ins', reservationId],
    queryFn: ({ signal }) => get<Schemas['Equivalents']>(`/reservations/${reservationId}/equivalents`, {}, signal),
    staleTime: 15_000,
  });

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';

type Schemas = components['schemas'];
export type SystemHealth = Schemas['SystemHealth'];

const healthKey = ['settings', 'health'] as const;
const everyMs = 10_000;

export const healthQuery = queryOptions({
  queryKey: healthKey,
  queryFn: ({ signal }) => get<SystemHealth>('/system-health', {}, signal),
  refetchInterval: everyMs,
});

/** Has everything that failed in one place tried again. */
export function useRetry() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (request: Schemas['HealthRetry']) => post<Schemas['HealthRetried']>('/system-health/retry', request),
    onSuccess: () => queries.invalidateQueries({ queryKey: healthKey }),
  });
}

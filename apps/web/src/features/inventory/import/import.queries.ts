import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, put, upload } from '../../../shared/api/client';
import { inventoryKey } from '../inventory.queries';
import type { Import, ImportListed, ImportStatus } from './import.types';

/** Everything about imports is kept below this key. */
export const importsKey = ['imports'] as const;

const working: readonly ImportStatus[] = ['uploaded', 'parsing', 'importing'];
const isWorking = (status: ImportStatus): boolean => working.includes(status);

/** One import; asked again every second while a worker is at it, should the live news not come through. */
export const importQuery = (id: number) =>
  queryOptions({
    queryKey: [...importsKey, id],
    queryFn: ({ signal }) => get<Import>(`/imports/${id}`, {}, signal),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data.status) ? 1_000 : false),
  });

export const recentImportsQuery = queryOptions({
  queryKey: [...importsKey, 'recent'],
  queryFn: ({ signal }) => get<{ items: ImportListed[] }>('/imports', {}, signal),
  select: (page) => page.items,
});

export function useUpload() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => upload<{ id: number }>('/imports', file),
    onSuccess: () => queries.invalidateQueries({ queryKey: importsKey }),
  });
}

export function useMapColumns(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (mapping: readonly (string | null)[]) => put<void>(`/imports/${id}/mapping`, { mapping }),
    onSuccess: () => queries.invalidateQueries({ queryKey: importsKey }),
  });
}

export function useConfirmImport(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => post<void>(`/imports/${id}/confirm`, undefined),
    onSettled: () => queries.invalidateQueries({ queryKey: importsKey }),
  });
}

/** After an import the records are other ones. */
export function useForgetInventory(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: inventoryKey });
}

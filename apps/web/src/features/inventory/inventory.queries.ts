import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { del, get, patch, post, put } from '../../shared/api/client';
import { env } from '../../shared/env';
import type { PageOf } from '../../shared/use-pages';
import type { Category, Instrument, InstrumentDraft, InstrumentStatus, InventoryRow } from './inventory.types';

/** Everything about the inventory is kept below this key. */
export const inventoryKey = ['inventory'] as const;

export type InventoryFilter = Readonly<Partial<Record<'q' | 'categoryId' | 'status' | 'kind', string>>>;

export const categoriesQuery = queryOptions({
  queryKey: [...inventoryKey, 'categories'],
  queryFn: ({ signal }) => get<{ items: Category[] }>('/categories', {}, signal),
  select: (page) => page.items,
  staleTime: 60_000,
});

export const instrumentQuery = (id: number) =>
  queryOptions({
    queryKey: [...inventoryKey, 'instrument', id],
    queryFn: ({ signal }) => get<Instrument>(`/instruments/${id}`, {}, signal),
  });

/** A sheet of more would be too heavy for the page; the filter parts it. */
export const labelsAtMost = 1_000;

/** All instruments that fit, for a sheet of labels; a thousand at most. */
export const labelledQuery = (filter: InventoryFilter) =>
  queryOptions({
    queryKey: [...inventoryKey, 'labels', filter],
    queryFn: async ({ signal }) => {
      const found: InventoryRow[] = [];
      let cursor: string | null = '';
      while (cursor !== null && found.length < labelsAtMost) {
        const page: PageOf<InventoryRow> = await get('/inventory', { ...filter, limit: 100, cursor }, signal);
        found.push(...page.items);
        cursor = page.nextCursor;
      }
      return found;
    },
  });

function useInventoryCommand<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => queries.invalidateQueries({ queryKey: inventoryKey }),
  });
}

/** Registers an instrument, or changes the version that was read. */
export const useSaveInstrument = () =>
  useInventoryCommand(({ base, draft }: { base: Instrument | null; draft: InstrumentDraft }) =>
    base
      ? put<{ id: number }>(`/instruments/${base.id}`, draft, { ifMatch: base.version })
      : post<{ id: number }>('/instruments', draft),
  );

export const useSetStatus = () =>
  useInventoryCommand(({ id, ...body }: { id: number; status: InstrumentStatus; statusNote: string }) =>
    patch<void>(`/instruments/${id}/status`, body),
  );

/** Makes several instruments equivalents of each other; an empty kind leaves each to its name. */
export const useSetKind = () =>
  useInventoryCommand((body: { ids: readonly number[]; kind: string }) =>
    put<{ changed: number }>('/instruments/kind', body),
  );

export type CategoryDraft = Pick<Category, 'parentId' | 'nameZh' | 'nameEn'>;
export const useAddCategory = () =>
  useInventoryCommand((body: CategoryDraft) => post<{ id: number }>('/categories', body));
export const useChangeCategory = () =>
  useInventoryCommand(({ id, ...body }: CategoryDraft & { id: number }) => put<void>(`/categories/${id}`, body));
export const useRemoveCategory = () => useInventoryCommand((id: number) => del<void>(`/categories/${id}`));

/** The workbook with the national headers. */
export const exportHref = `${env.apiBase}/instruments/export.xlsx`;

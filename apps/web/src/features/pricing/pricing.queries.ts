import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, put, request } from '../../shared/api/client';
import type { Prices, RatePlan, Subject } from './pricing.types';

/** Everything about prices is kept below this key. */
export const pricingKey = ['pricing'] as const;

const pathOf = ({ of, id }: Subject): string => `/${of === 'instrument' ? 'instruments' : 'categories'}/${id}`;

/** All plans of a subject of its own, the latest first. */
export const plansQuery = (subject: Subject) =>
  queryOptions({
    queryKey: [...pricingKey, 'plans', subject],
    queryFn: ({ signal }) => get<{ items: RatePlan[] }>(`${pathOf(subject)}/rate-plans`, {}, signal),
    select: (page) => page.items,
  });

interface Named {
  readonly assetNo?: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly model?: string;
  readonly originalValueFen?: number;
  readonly ratePlan?: RatePlan | null;
}

/** Name and present price of an instrument, or the name of a category. */
export const subjectQuery = (subject: Subject) =>
  queryOptions({
    queryKey: [...pricingKey, 'subject', subject],
    queryFn: async ({ signal }): Promise<Named> => {
      if (subject.of === 'instrument') return get<Named>(pathOf(subject), {}, signal);
      const { items } = await get<{ items: (Named & { id: number })[] }>('/categories', {}, signal);
      return items.find((category) => category.id === subject.id) ?? { nameZh: '', nameEn: '' };
    },
  });

export interface CategoryNamed {
  readonly id: number;
  readonly parentId: number | null;
  readonly nameZh: string;
  readonly nameEn: string;
}

export const categoriesQuery = queryOptions({
  queryKey: [...pricingKey, 'categories'],
  queryFn: ({ signal }) => get<{ items: CategoryNamed[] }>('/categories', {}, signal),
  select: (page) => page.items,
  staleTime: 60_000,
});

function usePricingCommand<Input>(send: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSuccess: () => queries.invalidateQueries({ queryKey: pricingKey }) });
}

export type PlanInput = Prices & { readonly validFrom: string };

/** A new plan, or a change of one that is not valid yet. */
export const useSavePlan = (subject: Subject) =>
  usePricingCommand(({ base, input }: { base: RatePlan | null; input: PlanInput }) =>
    base
      ? put(`/rate-plans/${base.id}`, input, { ifMatch: base.version })
      : post(`${pathOf(subject)}/rate-plans`, input),
  );

export const useRemovePlan = () => usePricingCommand((id: number) => request<void>('DELETE', `/rate-plans/${id}`));

import type { BandWindow } from '@parkbench/domain';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, put, request, upload } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';
import { env } from '../../shared/env';
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

function usePricingCommand<Input, Output>(send: (input: Input) => Promise<Output>) {
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

export type PriceBands = components['schemas']['PriceBands'];
export const priceBandsQuery = queryOptions({
  queryKey: [...pricingKey, 'bands'],
  queryFn: ({ signal }) => get<PriceBands>('/price-bands', {}, signal),
  staleTime: 60_000,
});
export const useSaveBands = () =>
  usePricingCommand(({ windows, version }: { windows: readonly BandWindow[]; version: number }) =>
    put('/price-bands', { windows }, { ifMatch: version }),
  );

export type Touched = components['schemas']['TouchedByPrices'];

/** Whom a plan would touch if it were saved as it is typed. */
export const touchedByPlan = (subject: Subject, base: RatePlan | null, input: PlanInput): Promise<Touched> =>
  base
    ? post(`/rate-plans/${base.id}/preview`, input, { ifMatch: base.version })
    : post(`${pathOf(subject)}/rate-plans/preview`, input);
export const touchedByEnd = (plan: RatePlan, on: string): Promise<Touched> =>
  post(`/rate-plans/${plan.id}/end/preview`, { on }, { ifMatch: plan.version });
export const useEndPlan = () =>
  usePricingCommand(({ plan, on }: { plan: RatePlan; on: string }) =>
    post(`/rate-plans/${plan.id}/end`, { on }, { ifMatch: plan.version }),
  );

export type BatchPreview = components['schemas']['PlanBatchPreview'];
export type BulkChange = components['schemas']['BulkPriceChange'];
export type PlanCopy = components['schemas']['PlanCopy'];
export type RateImport = components['schemas']['RateImport'];

export const previewBulk = (change: BulkChange): Promise<BatchPreview> => post('/rate-plans/bulk/preview', change);
export const previewCopy = (planId: number, copy: PlanCopy): Promise<BatchPreview> =>
  post(`/rate-plans/${planId}/copy/preview`, copy);
export const useBulk = () =>
  usePricingCommand((body: { change: BulkChange; token: string }) => post<{ plans: number }>('/rate-plans/bulk', body));
export const useCopy = (planId: number) =>
  usePricingCommand((body: { copy: PlanCopy; token: string }) =>
    post<{ plans: number }>(`/rate-plans/${planId}/copy`, body),
  );

export const previewImport = (file: File): Promise<RateImport> => upload('/rate-plans/import/preview', file);
export const useImportRates = () =>
  usePricingCommand(({ file, token }: { file: File; token: string }) =>
    upload<{ plans: number }>('/rate-plans/import', file, { token }),
  );
export const ratesFileUrl = `${env.apiBase}/rate-plans/export.xlsx`;

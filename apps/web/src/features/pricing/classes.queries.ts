import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, request } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';
import { pricingKey, type Touched } from './pricing.queries';

export type CompanyClass = components['schemas']['CompanyClass'];
export type ClassDiscount = components['schemas']['ClassDiscount'];
export type ClassPeriod = components['schemas']['ClassPeriod'];
export type CompanyClassHistory = components['schemas']['CompanyClassHistory'];
export type DiscountInput = components['schemas']['ClassDiscountInput'];
export type PeriodInput = components['schemas']['ClassPeriodInput'];
export type ClassInput = components['schemas']['CompanyClassInput'];

export const classesQuery = queryOptions({
  queryKey: [...pricingKey, 'classes'],
  queryFn: ({ signal }) => get<{ items: CompanyClass[] }>('/company-classes', {}, signal),
  select: (page) => page.items,
});
export const classMembersQuery = queryOptions({
  queryKey: [...pricingKey, 'class-members'],
  queryFn: ({ signal }) => get<{ items: CompanyClassHistory[] }>('/company-classes/members', {}, signal),
  select: (page) => page.items,
});

function useClassCommand<Input>(send: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSuccess: () => queries.invalidateQueries({ queryKey: pricingKey }) });
}

export const useAddClass = () => useClassCommand((input: ClassInput) => post('/company-classes', input));
export const useSetDiscount = (code: string) =>
  useClassCommand((input: DiscountInput) => post(`/company-classes/${code}/discounts`, input));
export const useSetClass = (companyId: number) =>
  useClassCommand((input: PeriodInput) => post(`/companies/${companyId}/classes`, input));
export const useTakeBack = () =>
  useClassCommand(({ of, id }: { of: 'discounts' | 'periods'; id: number }) =>
    request<void>('DELETE', `/company-class-${of}/${id}`),
  );
export const touchedByDiscount = (code: string, input: DiscountInput): Promise<Touched> =>
  post(`/company-classes/${code}/discounts/preview`, input);
export const touchedByClass = (companyId: number, input: PeriodInput): Promise<Touched> =>
  post(`/companies/${companyId}/classes/preview`, input);

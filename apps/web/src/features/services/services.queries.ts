import type { Unit } from '@parkbench/domain';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../../shared/api/client';

export const serviceStatuses = [
  'requested',
  'quoted',
  'confirmed',
  'in_work',
  'done',
  'rejected',
  'cancelled',
] as const;
export type ServiceStatus = (typeof serviceStatuses)[number];
export type ServiceAction = 'quote' | 'confirm' | 'start' | 'complete' | 'reject' | 'cancel';

export interface Named {
  readonly id: number;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface ServiceRow {
  readonly id: number;
  readonly orderNo: string;
  readonly companyZh: string;
  readonly companyEn: string;
  readonly memberName: string;
  readonly instrument: (Named & { readonly assetNo: string }) | null;
  readonly category: Named | null;
  readonly samples: number;
  readonly description: string;
  readonly wantedBy: string | null;
  readonly promisedOn: string | null;
  readonly status: ServiceStatus;
  readonly billed: boolean;
  readonly quotedFen: number | null;
  readonly billedFen: number | null;
  readonly createdAt: string;
  readonly version: number;
}

export interface ServicePage {
  readonly items: readonly ServiceRow[];
  readonly nextCursor: string | null;
}

export interface ServiceLine {
  readonly text: string;
  /** Whole units; minutes where the unit is the hour. */
  readonly count: number;
  readonly unit: Unit;
  readonly unitFen: number;
  readonly taxRateBps: number;
  readonly taxCode: string;
  readonly itemName: string;
}

export interface ServiceOrder extends ServiceRow {
  readonly project: string;
  readonly rdUse: boolean;
  readonly lines: readonly (ServiceLine & { readonly amountFen: number; readonly doneCount: number | null })[];
  readonly suggested: readonly ServiceLine[];
  /** What the plan prices besides: an hour of assistance, a consumable. */
  readonly addable: readonly ServiceLine[];
  readonly quoteNote: string;
  readonly resultNote: string;
  readonly resultUrl: string;
  readonly endReason: string;
  readonly invoices: readonly { readonly id: number; readonly number: string }[];
  readonly allowed: readonly ServiceAction[];
}

export interface NewService {
  readonly companyId?: number;
  readonly instrumentId?: number;
  readonly categoryId?: number;
  readonly samples: number;
  readonly description: string;
  readonly project: string;
  readonly rdUse: boolean;
  readonly wantedBy?: string;
}

export type ServiceFilter = Readonly<Partial<Record<'status' | 'q', string>>>;

export const servicesKey = ['services'] as const;

export const serviceQuery = (id: number) =>
  queryOptions({
    queryKey: [...servicesKey, 'order', id],
    queryFn: ({ signal }) => get<ServiceOrder>(`/service-orders/${id}`, {}, signal),
  });

interface Listed {
  readonly items: readonly Named[];
}
const named = (key: string, path: string) =>
  queryOptions({
    queryKey: [...servicesKey, key],
    queryFn: async ({ signal }) => (await get<Listed>(path, {}, signal)).items,
    staleTime: 60_000,
  });
export const categoriesQuery = named('categories', '/categories');
export const companiesQuery = named('companies', '/companies');

interface Outcome {
  readonly id: number;
  readonly status: ServiceStatus;
  readonly version: number;
}

function useRefreshed() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: servicesKey });
}

/** One key a form: a second press asks for nothing twice. */
export function useRequestService(key: string) {
  return useMutation({
    mutationFn: (body: NewService) => post<Outcome>('/service-orders', body, { key }),
    onSuccess: useRefreshed(),
  });
}

/** A step of an order, from the version that was read. */
export function useServiceStep(order: Pick<ServiceOrder, 'id' | 'version'>, key: string) {
  return useMutation({
    mutationFn: ({ action, ...body }: { action: ServiceAction } & Readonly<Record<string, unknown>>) =>
      post<Outcome>(`/service-orders/${order.id}/${action}`, { version: order.version, ...body }, { key }),
    onSettled: useRefreshed(),
  });
}

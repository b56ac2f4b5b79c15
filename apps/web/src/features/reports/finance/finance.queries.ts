import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post } from '../../../shared/api/client';
import type { components } from '../../../shared/api/schema';
import { reportsKey } from '../utilisation.queries';

type Schemas = components['schemas'];
export type Aging = Schemas['Aging'];
export type TrialBalance = Schemas['TrialBalance'];
export type Revenue = Schemas['Revenue'];
export type RentAndDepreciation = Schemas['RentAndDepreciation'];
export type RecomputeReport = Schemas['RecomputeReport'];

export const revenueBy = ['instrument', 'category', 'company', 'component'] as const;
export type RevenueBy = (typeof revenueBy)[number];

export interface MonthSpan {
  readonly from: string;
  /** The last month, included. */
  readonly to: string;
}

export const agingQuery = queryOptions({
  queryKey: [...reportsKey, 'aging'],
  queryFn: ({ signal }) => get<Aging>('/reports/aging', {}, signal),
});

export const trialBalanceQuery = (days: { from: string; to: string }) =>
  queryOptions({
    queryKey: [...reportsKey, 'trial-balance', days],
    queryFn: ({ signal }) => get<TrialBalance>('/reports/trial-balance', days, signal),
    placeholderData: keepPreviousData,
  });

export const revenueQuery = (span: MonthSpan, by: RevenueBy) =>
  queryOptions({
    queryKey: [...reportsKey, 'revenue', span, by],
    queryFn: ({ signal }) => get<Revenue>('/reports/revenue', { ...span, by }, signal),
    placeholderData: keepPreviousData,
  });

export const depreciationQuery = (span: MonthSpan & { lifeYears: string; residualBps: string }) =>
  queryOptions({
    queryKey: [...reportsKey, 'depreciation', span],
    queryFn: ({ signal }) => get<RentAndDepreciation>('/reports/rent-and-depreciation', { ...span }, signal),
    placeholderData: keepPreviousData,
  });

export const recomputeKey = [...reportsKey, 'recompute'] as const;
export const recomputeQuery = queryOptions({
  queryKey: recomputeKey,
  queryFn: ({ signal }) => get<{ report: RecomputeReport | null }>('/recompute', {}, signal),
});
export const recomputeNow = (): Promise<{ report: RecomputeReport | null }> => post('/recompute', {});

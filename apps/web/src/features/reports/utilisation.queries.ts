import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../../shared/api/client';

/** Minutes by day, and together (apps/api, reports.dto.ts). */
export interface UseOfTime {
  readonly booked: readonly number[];
  readonly used: readonly number[];
  readonly bookedMinutes: number;
  readonly usedMinutes: number;
  readonly outageMinutes: number;
}
export interface InstrumentUse extends UseOfTime {
  readonly instrumentId: number;
  readonly assetNo: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly categoryZh: string;
  readonly categoryEn: string;
}
export interface Utilisation {
  readonly from: string;
  /** The first day not asked for. */
  readonly to: string;
  /** A day's share of 1,600 hours a year: 100 %. */
  readonly dayMinutes: number;
  readonly total: UseOfTime & { readonly instruments: number };
  readonly items: readonly InstrumentUse[];
  readonly nextCursor: string | null;
}

export interface Category {
  readonly id: number;
  readonly parentId: number | null;
  readonly nameZh: string;
  readonly nameEn: string;
}

export const reportsKey = ['reports'] as const;

export interface UtilisationFilter {
  readonly from: string;
  readonly to: string;
  readonly q?: string;
  readonly categoryId?: string;
}

/** All that was asked for together, for the comparison with the month before. */
export const totalsQuery = (filter: UtilisationFilter) =>
  queryOptions({
    queryKey: [...reportsKey, 'utilisation', 'totals', filter],
    queryFn: ({ signal }) => get<Utilisation>('/reports/utilisation', { ...filter, limit: 1 }, signal),
    placeholderData: keepPreviousData,
  });

export const categoriesQuery = queryOptions({
  queryKey: [...reportsKey, 'categories'],
  queryFn: ({ signal }) => get<{ items: readonly Category[] }>('/categories', {}, signal),
  staleTime: 5 * 60_000,
});

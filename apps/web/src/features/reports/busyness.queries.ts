import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../../shared/api/client';
import { reportsKey } from './utilisation.queries';

/** 168 hours from Monday 00:00, in percent; null: rests on too few companies to be told. */
export type Week = readonly (number | null)[];

export interface CategoryWeek {
  readonly id: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly instruments: number;
  readonly shares: Week;
}
export interface Busyness {
  readonly month: string;
  /** On how many companies a figure must rest; null: all is shown. */
  readonly atLeast: number | null;
  readonly all: Week;
  readonly categories: readonly CategoryWeek[];
}

/** How busy the lab was in a month that is over; without one, in the last. */
export const busynessQuery = (month: string | undefined) =>
  queryOptions({
    queryKey: [...reportsKey, 'busyness', month ?? ''],
    queryFn: ({ signal }) => get<Busyness>('/reports/busyness', { month }, signal),
    placeholderData: keepPreviousData,
    staleTime: 10 * 60_000,
  });

import { queryOptions } from '@tanstack/react-query';
import { get } from '../../shared/api/client';
import type { ChargeLine } from '../../shared/charge-line';
import { invoicingKey, type Sums } from './invoicing.queries';

export interface Cap {
  readonly instrumentId: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly assetNo: string;
  readonly month: string;
  readonly capFen: number;
  readonly paidFen: number;
  readonly minutesToCap: number | null;
}

export interface UpcomingCharges {
  readonly month: string;
  readonly lines: readonly ChargeLine[];
  readonly totals: Sums;
  readonly incomplete: boolean;
  readonly caps: readonly Cap[];
}

/** What the own company owes and has not been invoiced yet. */
export const upcomingQuery = queryOptions({
  queryKey: [...invoicingKey, 'upcoming'],
  queryFn: ({ signal }) => get<UpcomingCharges>('/charges/upcoming', {}, signal),
});

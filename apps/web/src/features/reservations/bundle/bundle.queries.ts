import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post } from '../../../shared/api/client';
import { reservationsKey } from '../reservations.queries';
import type { CancellationPreview, ReservationRow, Violation } from '../reservations.types';

export type BundleAction = 'cancel' | 'move';

/** What was reserved together, and what may be done with all of it. */
export interface Bundle {
  readonly id: number;
  readonly totalFen: number;
  readonly reservations: readonly ReservationRow[];
  readonly allowed: readonly BundleAction[];
}

interface OfOne {
  readonly id: number;
  readonly instrumentZh: string;
  readonly instrumentEn: string;
}
export interface BundleCancellation {
  readonly feeFen: number;
  readonly reservations: readonly (OfOne & CancellationPreview & { readonly violations: readonly Violation[] })[];
  /** How many have begun and stay as they are. */
  readonly kept: number;
}

export interface BundleMoveBy {
  readonly days: number;
  readonly minutes: number;
}
export interface BundleMove {
  readonly free: boolean;
  readonly totalFen: number;
  readonly beforeFen: number;
  readonly reservations: readonly (OfOne & {
    readonly startsAt: string;
    readonly endsAt: string;
    readonly startsOn: string | null;
    readonly endsOn: string | null;
    readonly free: boolean;
    readonly totalFen: number;
    readonly violations: readonly Violation[];
  })[];
}

const path = (id: number, act: string): string => `/reservations/bundles/${id}${act && `/${act}`}`;
const bundleKey = (id: number) => [...reservationsKey, 'bundle', id] as const;

export const bundleQuery = (id: number) =>
  queryOptions({ queryKey: bundleKey(id), queryFn: ({ signal }) => get<Bundle>(path(id, ''), {}, signal) });

export const bundleCancellationQuery = (id: number) =>
  queryOptions({
    queryKey: [...bundleKey(id), 'cancel'],
    queryFn: ({ signal }) => post<BundleCancellation>(path(id, 'cancel-preview'), {}, { signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

export const bundleMoveQuery = (id: number, by: BundleMoveBy | null) =>
  queryOptions({
    queryKey: [...bundleKey(id), 'move', by],
    queryFn: ({ signal }) => post<BundleMove>(path(id, 'move-preview'), by, { signal }),
    enabled: by !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

export const actOnBundle = (id: number, act: BundleAction, body: object): Promise<unknown> => post(path(id, act), body);

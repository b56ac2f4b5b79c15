import { queryOptions } from '@tanstack/react-query';
import { get, post, put } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';

export const maintenanceKey = ['maintenance'] as const;

type Schemas = components['schemas'];

export const outageKinds = ['maintenance', 'calibration', 'closure', 'fault'] as const;
export type OutageKind = (typeof outageKinds)[number];
export type Outage = Schemas['Outage'];
export type OutageCase = Schemas['OutageCase'];
export type OutageWithCases = Schemas['OutageWithCases'];
/** A reservation in the way of an outage: where it could go, what would be held, what happens by itself. */
export type Affected = Schemas['AffectedReservation'];
export type CaseAction = OutageCase['defaultAction'];

/** What becomes of a reservation in the way. */
export interface Resolution {
  readonly reservationId: number;
  readonly action: CaseAction;
  readonly instrumentId?: number;
  readonly startsOn?: string;
  readonly startsAt?: string;
  readonly endsAt?: string;
}

/** Which instrument is out, and when; without an end nobody knows it yet. */
export interface OutagePeriod {
  readonly instrumentId: number;
  readonly startsAt: string;
  readonly endsAt?: string;
  readonly openEnded: boolean;
}

export interface OutageRequest extends OutagePeriod {
  readonly kind: OutageKind;
  readonly reason: string;
  readonly resolutions: readonly Resolution[];
  readonly ask?: {
    readonly answerBy: string;
    readonly defaults: readonly { readonly reservationId: number; readonly action: CaseAction }[];
  };
}

export interface OutageChange {
  readonly version: number;
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly openEnded?: boolean;
  readonly reason?: string;
  readonly ask?: { readonly answerBy: string };
}

export const previewQuery = (period: OutagePeriod | null) =>
  queryOptions({
    queryKey: [...maintenanceKey, 'preview', period],
    queryFn: ({ signal }) => post<Schemas['OutagePreview']>('/outages/preview', period, { signal }),
    enabled: period !== null,
    staleTime: 15_000,
    retry: false,
  });

export const outageQuery = (id: number) =>
  queryOptions({
    queryKey: [...maintenanceKey, 'one', id],
    queryFn: ({ signal }) => get<Schemas['OutageWithCases']>(`/outages/${id}`, {}, signal),
  });

export const planOutage = (request: OutageRequest): Promise<{ id: number; caseNo: string; status: string }> =>
  post('/outages', request);
export const changeOutage = (id: number, change: OutageChange): Promise<unknown> => put(`/outages/${id}`, change);
export const endOutage = (id: number): Promise<unknown> => post(`/outages/${id}/end`, {});
export const cancelOutage = (id: number): Promise<unknown> => post(`/outages/${id}/cancel`, {});

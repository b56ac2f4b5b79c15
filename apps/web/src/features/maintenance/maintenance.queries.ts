import { post } from '../../shared/api/client';

export const maintenanceKey = ['maintenance'] as const;

export const outageKinds = ['maintenance', 'calibration', 'closure'] as const;
export type OutageKind = (typeof outageKinds)[number];

/** As apps/api, outages.dto.ts. */
export interface Outage {
  readonly id: number;
  readonly instrumentId: number;
  readonly instrumentZh: string;
  readonly instrumentEn: string;
  readonly assetNo: string;
  readonly kind: OutageKind;
  readonly status: 'planned' | 'ended' | 'cancelled';
  readonly startsAt: string;
  readonly endsAt: string;
  readonly reason: string;
  readonly createdByName: string;
  readonly version: number;
}

interface Slot {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly startsOn?: string;
}

/** A reservation in the way of an outage, and where it could go. */
export interface Affected {
  readonly id: number;
  readonly kind: 'rental' | 'session';
  readonly status: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly startsOn: string | null;
  readonly months: number | null;
  readonly companyZh: string;
  readonly memberName: string;
  readonly purpose: string;
  readonly suggestions: {
    readonly nextFree: Slot | null;
    readonly equivalents: readonly (Slot & {
      readonly instrumentId: number;
      readonly assetNo: string;
      readonly nameZh: string;
      readonly nameEn: string;
    })[];
  };
}

/** What becomes of a reservation in the way. */
export interface Resolution {
  readonly reservationId: number;
  readonly action: 'move' | 'swap' | 'cancel';
  readonly instrumentId?: number;
  readonly startsOn?: string;
  readonly startsAt?: string;
  readonly endsAt?: string;
}

export interface OutageRequest {
  readonly instrumentId: number;
  readonly kind: OutageKind;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly reason: string;
  readonly resolutions: readonly Resolution[];
}

export const planOutage = (request: OutageRequest): Promise<{ id: number }> => post('/outages', request);
export const endOutage = (id: number): Promise<unknown> => post(`/outages/${id}/end`, {});
export const cancelOutage = (id: number): Promise<unknown> => post(`/outages/${id}/cancel`, {});

import { queryOptions } from '@tanstack/react-query';
import { get, post } from '../../shared/api/client';

export type ViolationKind = 'no_show' | 'late_return' | 'late_cancel';

export interface OwnViolation {
  readonly id: number;
  readonly kind: ViolationKind;
  readonly at: string;
  readonly reservationId: number;
  readonly instrumentZh: string;
  readonly instrumentEn: string;
  readonly waivedAt: string | null;
  readonly waiveReason: string | null;
}
export interface ConductViolation extends OwnViolation {
  readonly assetNo: string;
  readonly memberId: number;
  readonly memberName: string;
  readonly companyZh: string;
  readonly companyEn: string;
  readonly waivedByName: string | null;
  /** Of the person, now; null: may reserve. */
  readonly suspendedUntil: string | null;
}
export interface OwnConduct {
  readonly suspendedUntil: string | null;
  readonly rule: { readonly count: number; readonly withinDays: number; readonly forDays: number } | null;
  readonly counted: number;
  readonly violations: readonly OwnViolation[];
}

export const conductKey = ['conduct'] as const;
export const ownConductQuery = queryOptions({
  queryKey: [...conductKey, 'own'],
  queryFn: ({ signal }) => get<OwnConduct>('/conduct', {}, signal),
});
export const waiveViolation = (id: number, reason: string): Promise<void> =>
  post(`/violations/${id}/waive`, { reason });

import { queryOptions } from '@tanstack/react-query';
import { get, post } from '../../shared/api/client';

export type QualificationState = 'upcoming' | 'valid' | 'expiring' | 'expired';

export interface Qualification {
  readonly id: number;
  readonly instrumentId: number | null;
  readonly categoryId: number | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly assetNo: string | null;
  readonly validFrom: string;
  readonly validUntil: string | null;
  /** The last day as it stands, non-use counted; null: for good. */
  readonly end: string | null;
  readonly lastUsedOn: string | null;
  readonly state: QualificationState;
  readonly note: string;
  readonly grantedByName: string;
  readonly version: number;
}
export interface QualifiedPerson {
  readonly memberId: number;
  readonly name: string;
  readonly companyId: number;
  readonly companyZh: string;
  readonly companyEn: string;
  readonly qualifications: readonly Qualification[];
}
export interface QualifiedPeople {
  readonly items: readonly QualifiedPerson[];
  readonly nextCursor: string | null;
  readonly kept: boolean;
  readonly idleDays: number | null;
}

export const qualificationsKey = ['qualifications'] as const;

/** One's own company's people, or oneself. */
export const ownQualificationsQuery = queryOptions({
  queryKey: [...qualificationsKey, 'own'],
  queryFn: ({ signal }) => get<QualifiedPeople>('/qualifications', { limit: 100 }, signal),
});

export interface Grant {
  readonly memberIds: readonly number[];
  readonly instrumentId?: number;
  readonly categoryId?: number;
  readonly validUntil: string | null;
  readonly note: string;
}
export const grantQualifications = (grant: Grant): Promise<{ granted: number; renewed: number }> =>
  post('/qualifications', grant);
export const extendQualification = ({ id, version }: Qualification, validUntil: string | null): Promise<void> =>
  post(`/qualifications/${id}/extend`, { validUntil, version });
export const revokeQualification = ({ id, version }: Qualification, reason: string): Promise<void> =>
  post(`/qualifications/${id}/revoke`, { reason, version });

export interface Category {
  readonly id: number;
  readonly parentId: number | null;
  readonly nameZh: string;
  readonly nameEn: string;
}
export const categoriesQuery = queryOptions({
  queryKey: [...qualificationsKey, 'categories'],
  queryFn: ({ signal }) => get<{ items: readonly Category[] }>('/categories', {}, signal),
  staleTime: 5 * 60_000,
});

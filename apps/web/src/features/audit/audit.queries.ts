import { queryOptions } from '@tanstack/react-query';
import { get, post } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';

export type AuditEvent = components['schemas']['AuditEvent'];
export type AuditChain = components['schemas']['AuditChain'];

export const auditKey = ['audit'] as const;
export const actors = ['staff', 'company', 'system'] as const;

/** What the list is filtered by, as the URL keeps it; `to` is the first day not asked for. */
export interface AuditFilter extends Readonly<Record<string, string | undefined>> {
  readonly from?: string;
  readonly to?: string;
  readonly by?: string;
  readonly kind?: string;
  readonly entity?: string;
  readonly id?: string;
  readonly q?: string;
}

export const chainQuery = queryOptions({
  queryKey: [...auditKey, 'chain'],
  queryFn: ({ signal }) => get<AuditChain>('/audit/chain', {}, signal),
});
export const checkNow = (): Promise<AuditChain> => post('/audit/checks', {});
export const compareHead = (noted: { seq: string; hash: string }): Promise<{ matches: boolean }> =>
  get('/audit/comparison', noted);

import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { get, post } from '../../../shared/api/client';
import type { components } from '../../../shared/api/schema';
import { env } from '../../../shared/env';
import type { Language } from '../../../shared/i18n/language';
import { invoicingKey } from '../invoicing.queries';

export type Deposit = components['schemas']['Deposit'];
export type DepositPage = components['schemas']['DepositPage'];
export type DepositPart = Deposit['parts'][number];
export type PartKind = DepositPart['kind'];

export const shows = ['all', 'to_decide', 'held', 'due', 'released', 'cancelled'] as const;
export type Show = (typeof shows)[number];
export type DepositFilter = Readonly<Partial<Record<'show' | 'companyId' | 'q', string>>>;

/** Deposits that fit a filter, page after page, each with the sums of all of them. */
export const depositsQuery = (filter: DepositFilter) =>
  infiniteQueryOptions({
    queryKey: [...invoicingKey, 'deposits', filter],
    queryFn: ({ pageParam, signal }) =>
      get<DepositPage>('/deposits', { ...filter, limit: 50, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export const depositQuery = (id: string) =>
  queryOptions({
    queryKey: [...invoicingKey, 'deposit', id],
    queryFn: ({ signal }) => get<Deposit>(`/deposits/${id}`, {}, signal),
  });

export interface NewPart {
  readonly kind: PartKind;
  readonly amountFen: number;
  readonly reason?: string;
}

function useDepositCommand<Body>(id: number, act: string): UseMutationResult<Deposit, Error, Body> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => post<Deposit>(`/deposits/${id}/${act}`, body),
    onSettled: () => queries.invalidateQueries({ queryKey: invoicingKey }),
  });
}

export const useReleaseDeposit = (id: number) =>
  useDepositCommand<{ version: number; parts: readonly NewPart[] }>(id, 'release');
export const useReceiveDeposit = (id: number) =>
  useDepositCommand<{ version: number; method: string; reference: string }>(id, 'receive');
export const useWithdrawForfeit = (id: number) =>
  useDepositCommand<{ partId: number; reason: string }>(id, 'withdraw-forfeit');

/** Where the receipt of a deposit is, in the reader's language. */
export const receiptHref = (id: number, lang: Language): string => `${env.apiBase}/deposits/${id}/receipt?lang=${lang}`;

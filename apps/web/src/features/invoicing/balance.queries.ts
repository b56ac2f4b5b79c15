import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, put } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';
import { invoicingKey } from './invoicing.queries';

export type Balance = components['schemas']['Balance'];
export type BalanceMovement = components['schemas']['BalanceMovement'];

/** What a company has to its credit, with the latest movements; without an id the tenant's own. */
export const balanceQuery = (companyId: number | null) =>
  queryOptions({
    queryKey: [...invoicingKey, 'balance', companyId],
    queryFn: ({ signal }) => get<Balance>('/balance', { companyId, limit: 1 }, signal),
  });

export interface NewRefund {
  readonly companyId: number;
  readonly amountFen: number;
  readonly paidOn: string;
  readonly method: string;
  readonly reference: string;
  readonly note: string;
}

function useMoneyChange<T, Answer>(send: (input: T) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => queries.invalidateQueries({ queryKey: invoicingKey }) });
}

export const useRefund = () =>
  useMoneyChange((refund: NewRefund) => post<components['schemas']['RefundRecorded']>('/refunds', refund));
export const useReversePayment = () =>
  useMoneyChange(({ id, reason }: { id: number; reason: string }) => post<void>(`/payments/${id}/reverse`, { reason }));
export const useAutomaticBalance = () =>
  useMoneyChange((choice: { companyId: number; useAutomatically: boolean }) => put<void>('/balance/automatic', choice));

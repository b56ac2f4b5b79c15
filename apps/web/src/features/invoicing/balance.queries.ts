import { queryOptions } from '@tanstack/react-query';
import { get, post, put } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';
import { invoicingKey, type NewPayment, type PaymentRecorded } from './invoicing.queries';
import { useMoneyCommand, useMoneyPost } from './use-money-command';

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

/** The same body sent again before an answer is the same payment: the client keeps its idempotency key. */
export const useRecordPayment = () => useMoneyPost<NewPayment, PaymentRecorded>('/payments');
export const useUseBalance = () => useMoneyPost<{ companyId: number }, PaymentRecorded>('/payments/use-balance');
export const useRefund = () =>
  useMoneyCommand((refund: NewRefund) => post<components['schemas']['RefundRecorded']>('/refunds', refund));
export const useReversePayment = () =>
  useMoneyCommand(({ id, reason }: { id: number; reason: string }) =>
    post<void>(`/payments/${id}/reverse`, { reason }),
  );
export const useAutomaticBalance = () =>
  useMoneyCommand((choice: { companyId: number; useAutomatically: boolean }) =>
    put<void>('/balance/automatic', choice),
  );

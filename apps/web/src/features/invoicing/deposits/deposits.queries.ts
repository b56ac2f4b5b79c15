import { queryOptions } from '@tanstack/react-query';
import { get } from '../../../shared/api/client';
import type { components } from '../../../shared/api/schema';
import { env } from '../../../shared/env';
import type { Language } from '../../../shared/i18n/language';
import { invoicingKey } from '../invoicing.queries';
import { useMoneyPost } from '../use-money-command';

export type Deposit = components['schemas']['Deposit'];
export type DepositPage = components['schemas']['DepositPage'];
export type DepositPart = Deposit['parts'][number];
export type PartKind = DepositPart['kind'];

export const shows = ['all', 'to_decide', 'held', 'due', 'released', 'cancelled'] as const;
export type Show = (typeof shows)[number];
export type DepositFilter = Readonly<Partial<Record<'show' | 'companyId' | 'q', string>>>;

export const depositQuery = (id: string) =>
  queryOptions({
    queryKey: [...invoicingKey, 'deposit', id],
    queryFn: ({ signal }) => get<Deposit>(`/deposits/${id}`, {}, signal),
  });

export interface NewPart {
  readonly kind: PartKind;
  readonly amountFen: number;
  readonly reason?: string;
  /** Of a set-off: only these invoices; left out, those due first. */
  readonly invoiceIds?: readonly number[];
}

export const useReleaseDeposit = (id: number) =>
  useMoneyPost<{ version: number; parts: readonly NewPart[] }, Deposit>(`/deposits/${id}/release`);
export const useReceiveDeposit = (id: number) =>
  useMoneyPost<{ version: number; method: string; reference: string }, Deposit>(`/deposits/${id}/receive`);
export const useWithdrawForfeit = (id: number) =>
  useMoneyPost<{ partId: number; reason: string }, Deposit>(`/deposits/${id}/withdraw-forfeit`);

/** Where the receipt of a deposit is, in the reader's language. */
export const receiptHref = (id: number, lang: Language): string => `${env.apiBase}/deposits/${id}/receipt?lang=${lang}`;

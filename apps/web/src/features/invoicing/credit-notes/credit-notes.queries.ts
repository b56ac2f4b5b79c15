import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post } from '../../../shared/api/client';
import type { components } from '../../../shared/api/schema';
import { env } from '../../../shared/env';
import type { Language } from '../../../shared/i18n/language';
import { invoicingKey } from '../invoicing.queries';
import { useMoneyPost } from '../use-money-command';

type Schemas = components['schemas'];
export type CreditPreview = Schemas['CreditPreview'];
export type Creditable = Schemas['Creditable'];
export type CreditNoteRow = Schemas['CreditNoteRow'];
export type CreditNote = Schemas['CreditNote'];
export type CreditNotePage = Schemas['CreditNotePage'];
type CreditNoteMade = Schemas['CreditNoteMade'];

export const reasons = ['allowance', 'service_ended', 'goods_returned', 'wrong_invoice'] as const;
export type Reason = (typeof reasons)[number];
export const kinds = ['offset', 'credit', 'refund'] as const;
export type Kind = (typeof kinds)[number];
export const noteStatuses = ['awaiting_buyer', 'issued', 'withdrawn'] as const;

/** What is to be credited; without lines everything that is left. */
export interface CreditWish {
  readonly lines?: readonly { readonly lineNo: number; readonly amountFen: number }[];
  readonly reason: Reason;
  readonly kind: Kind;
}

export interface NewCreditNote extends CreditWish {
  readonly note: string;
  readonly redConfirmNo: string;
  readonly buyerConfirms: boolean;
  readonly settlement?: CreditPreview['settlement'];
}

export type CreditNoteFilter = Readonly<Partial<Record<'companyId' | 'status' | 'q', string>>>;

const root = [...invoicingKey, 'credit-notes'] as const;

export const creditableQuery = (invoiceId: number) =>
  queryOptions({
    queryKey: [...root, 'creditable', invoiceId],
    queryFn: ({ signal }) => get<Creditable>(`/invoices/${invoiceId}/creditable`, {}, signal),
  });

/** What a credit note would do; asks again whenever the wish changes. */
export const creditPreviewQuery = (invoiceId: number, wish: CreditWish | null) =>
  queryOptions({
    queryKey: [...root, 'preview', invoiceId, wish],
    queryFn: () => post<CreditPreview>(`/invoices/${invoiceId}/credit-notes/preview`, wish),
    enabled: wish !== null,
    retry: false,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });

export const invoiceCreditsQuery = (invoiceId: number) =>
  queryOptions({
    queryKey: [...root, 'of', invoiceId],
    queryFn: ({ signal }) => get<CreditNotePage>('/credit-notes', { invoiceId, limit: 100 }, signal),
  });

export const creditNoteQuery = (id: string) =>
  queryOptions({
    queryKey: [...root, 'one', id],
    queryFn: ({ signal }) => get<CreditNote>(`/credit-notes/${id}`, {}, signal),
  });

export const useGiveCredit = (invoiceId: number) =>
  useMoneyPost<NewCreditNote, CreditNoteMade>(`/invoices/${invoiceId}/credit-notes`);
export const useWriteOff = (invoiceId: number) =>
  useMoneyPost<{ amountFen: number; reason: string }, { amountFen: number; openFen: number }>(
    `/invoices/${invoiceId}/write-off`,
  );
export const useDecide = (id: number, act: 'confirm' | 'refuse' | 'withdraw') =>
  useMoneyPost<{ reason?: string }, CreditNoteMade>(`/credit-notes/${id}/${act}`);

export const useKeepRedConfirmation = (id: number) =>
  useMoneyPost<{ redConfirmNo: string }, CreditNoteMade>(`/credit-notes/${id}/red-confirmation`);

/** Where the PDF of a credit note is. */
export const creditNotePdf = (id: number, lang: Language): string =>
  `${env.apiBase}/credit-notes/${id}/pdf?lang=${lang}`;

import { queryOptions } from '@tanstack/react-query';
import { get, post, put } from '../../../shared/api/client';
import type { components } from '../../../shared/api/schema';
import { env } from '../../../shared/env';
import type { Language } from '../../../shared/i18n/language';
import { invoicingKey } from '../invoicing.queries';
import { useMoneyCommand, useMoneyPost } from '../use-money-command';

export type Voucher = components['schemas']['Voucher'];
export type VoucherUse = components['schemas']['VoucherUse'];
export type VoucherPage = components['schemas']['VoucherPage'];
export type InvoiceSupportView = components['schemas']['InvoiceSupport'];
export type Programme = components['schemas']['SubsidyProgramme'];
export type ProgrammePage = components['schemas']['SubsidyProgrammePage'];

export const voucherStatuses = [
  'available',
  'applied',
  'used_up',
  'submitted',
  'redeemed',
  'expired',
  'returned',
] as const satisfies readonly Voucher['status'][];
export const supportable = ['rent', 'session', 'run', 'sample', 'assistance', 'consumable', 'service'] as const;
export interface Scope {
  readonly components: readonly (typeof supportable)[number][];
  readonly categoryIds: readonly number[];
  readonly instrumentIds: readonly number[];
}
export type VoucherFilter = Readonly<Partial<Record<'status' | 'companyId' | 'q', string>>>;

export const voucherQuery = (id: string) =>
  queryOptions({
    queryKey: [...invoicingKey, 'voucher', id],
    queryFn: ({ signal }) => get<Voucher>(`/vouchers/${id}`, {}, signal),
  });

export const programmesQuery = queryOptions({
  queryKey: [...invoicingKey, 'subsidies'],
  queryFn: ({ signal }) => get<ProgrammePage>('/subsidies', {}, signal),
});

/** What pays an invoice beside money. */
export const supportQuery = (invoiceId: number) =>
  queryOptions({
    queryKey: [...invoicingKey, 'support', invoiceId],
    queryFn: ({ signal }) => get<InvoiceSupportView>(`/invoices/${invoiceId}/support`, {}, signal),
  });

interface Named {
  readonly id: number;
  readonly nameZh: string;
  readonly nameEn: string;
}
export const categoriesQuery = queryOptions({
  queryKey: [...invoicingKey, 'categories'],
  queryFn: ({ signal }) => get<{ items: Named[] }>('/categories', {}, signal),
  select: (page) => page.items,
  staleTime: 60_000,
});

export const useVoucherAct = <Body, Answer = unknown>(path: string) => useMoneyPost<Body, Answer>(path);
export const useUseVoucher = () =>
  useMoneyCommand(({ voucherId, invoiceId }: { voucherId: number; invoiceId: number }) =>
    post<{ paidFen: number }>(`/vouchers/${voucherId}/uses`, { invoiceId }),
  );

export interface Terms {
  readonly no: string;
  readonly issuer: string;
  readonly amountFen: number;
  readonly shareBps: number;
  readonly validFrom: string;
  readonly validTo: string;
  readonly scope: Scope;
  readonly note: string;
}
/** A new voucher, or one that is corrected. */
export const useSaveVoucher = (voucher: Voucher | null) =>
  useMoneyCommand(({ companyId, state, ...terms }: Terms & { companyId: number; state: string }) =>
    voucher
      ? put<Voucher>(`/vouchers/${voucher.id}`, terms, { ifMatch: voucher.version })
      : post<Voucher>('/vouchers', { companyId, state, ...terms }),
  );

export interface ProgrammeInput {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly classCodes: readonly string[];
  readonly companyIds: readonly number[];
  readonly shareBps: number;
  readonly companyMonthFen: number | null;
  readonly companyYearFen: number | null;
  readonly budgetFen: number | null;
  readonly firstMonth: string;
  readonly lastMonth: string | null;
  readonly scope: Scope;
}
export const useSaveProgramme = (programme: Programme | null) =>
  useMoneyCommand((body: ProgrammeInput) =>
    programme
      ? put<Programme>(`/subsidies/${programme.id}`, body, { ifMatch: programme.version })
      : post<Programme>('/subsidies', body),
  );

/** Where the evidence of a use is. */
export const evidenceHref = (useId: number, lang: Language): string =>
  `${env.apiBase}/voucher-uses/${useId}/evidence.zip?lang=${lang}`;

import { queryOptions } from '@tanstack/react-query';
import { get } from '../../shared/api/client';
import type { ChargeLine } from '../../shared/charge-line';
import { env } from '../../shared/env';
import type { Language } from '../../shared/i18n/language';

export const invoiceStatuses = ['issued', 'part_paid', 'overdue', 'paid', 'void', 'draft'] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

export interface Sums {
  readonly netFen: number;
  readonly taxFen: number;
  readonly grossFen: number;
  readonly paidFen: number;
}

/** What an invoice comes to beside its own sums. */
export interface Corrections {
  readonly writtenOffFen: number;
  /** Of all credit notes, whatever became of the money. */
  readonly creditedFen: number;
  readonly openFen: number;
}

export interface InvoiceRow extends Sums, Corrections {
  readonly id: number;
  readonly number: string | null;
  readonly companyId: number;
  readonly companyZh: string;
  readonly companyEn: string;
  readonly month: string;
  readonly status: InvoiceStatus;
  readonly issuedAt: string | null;
  readonly dueOn: string | null;
}

export interface InvoicePage {
  readonly items: readonly InvoiceRow[];
  readonly nextCursor: string | null;
  readonly totals: Sums & Corrections & { readonly count: number };
}

export interface Party {
  readonly nameZh?: string;
  readonly nameEn?: string;
  readonly creditCode?: string;
  readonly address?: string;
  readonly phone?: string;
  readonly bankName?: string;
  readonly bankAccount?: string;
}

export interface InvoicePayment {
  readonly id: number;
  readonly receivedOn: string;
  readonly method: PaymentMethod;
  readonly reference: string;
  readonly amountFen: number;
  readonly receiptNumber: string | null;
}

export interface Invoice extends InvoiceRow {
  readonly buyer: Party;
  readonly seller: Party;
  readonly lines: readonly (ChargeLine & { readonly lineNo: number })[];
  readonly byRate: readonly (Omit<Sums, 'paidFen'> & { readonly taxRateBps: number })[];
  readonly payments: readonly InvoicePayment[];
  /** What the park pays of it, from its issue on. */
  readonly subsidies?: readonly { readonly nameZh: string; readonly nameEn: string; readonly amountFen: number }[];
  readonly capitals: string;
}

export const receivedBy = ['bank', 'wechat', 'alipay', 'cash', 'other'] as const;
export type ReceivedBy = (typeof receivedBy)[number];
/** How a payment is recorded: as money of one of these kinds, or as prepaid. */
export const recordedAs = [...receivedBy, 'prepaid'] as const;
export type RecordedAs = (typeof recordedAs)[number];
export type PaymentMethod = ReceivedBy | 'credit' | 'deposit' | 'voucher' | 'subsidy' | 'prepaid' | 'writeoff';

export interface Allocated {
  readonly invoiceId: number;
  readonly number: string;
  readonly amountFen: number;
}

export interface Payment {
  readonly id: number;
  readonly companyId: number;
  readonly companyZh: string;
  readonly companyEn: string;
  readonly amountFen: number;
  readonly receivedOn: string;
  readonly method: PaymentMethod;
  readonly reference: string;
  readonly note: string;
  readonly allocated: readonly Allocated[];
  readonly unallocatedFen: number;
  /** What left it again, by refunds or because it was taken back. */
  readonly returnedFen: number;
  /** Of prepaid money: the period it is for, end exclusive. */
  readonly service: { readonly from: string; readonly until: string } | null;
  readonly reversal: { readonly at: string; readonly by: string; readonly reason: string } | null;
  readonly bankLineId: number | null;
  readonly receiptNumber: string | null;
}

export interface NewPayment {
  readonly companyId: number;
  readonly amountFen: number;
  readonly receivedOn: string;
  readonly method: RecordedAs;
  readonly reference: string;
  readonly note: string;
  readonly allocations?: readonly { readonly invoiceId: number; readonly amountFen: number }[];
  readonly service?: { readonly from: string; readonly until: string };
}

export interface PaymentRecorded {
  readonly allocated: readonly Allocated[];
  readonly unallocatedFen: number;
}

export interface Standing {
  readonly openFen: number;
  readonly overdueFen: number;
  readonly oldestOverdueDays: number;
  readonly depositsFen: number;
  readonly balanceFen: number;
}

export interface Company {
  readonly id: number;
  readonly nameZh: string;
  readonly nameEn: string;
}

export type InvoiceFilter = Readonly<Partial<Record<'month' | 'companyId' | 'status' | 'q', string>>>;

const root = 'invoicing';

export const invoiceQuery = (id: string) =>
  queryOptions({
    queryKey: [root, 'invoice', id],
    queryFn: ({ signal }) => get<Invoice>(`/invoices/${id}`, {}, signal),
  });

/** A company's invoices that are not paid in full, in the order in which money pays them. */
export const openInvoicesQuery = (companyId: number | null) =>
  queryOptions({
    queryKey: [root, 'open', companyId],
    queryFn: ({ signal }) => openInvoices(companyId ?? 0, signal),
    enabled: companyId !== null,
  });

async function openInvoices(companyId: number, signal: AbortSignal): Promise<InvoiceRow[]> {
  const found: InvoiceRow[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: InvoicePage = await get('/invoices', { companyId, status: 'open', limit: 100, cursor }, signal);
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found.sort((a, b) => byText(a.dueOn, b.dueOn) || byText(a.number, b.number));
}

const byText = (a: string | null, b: string | null): number => (a ?? '').localeCompare(b ?? '');

/** What a company owes and has to its credit; without an id the tenant's own. */
export const standingQuery = (companyId: number | null) =>
  queryOptions({
    queryKey: [root, 'standing', companyId],
    queryFn: ({ signal }) => get<Standing>('/standing', { companyId }, signal),
  });

export const companiesQuery = queryOptions({
  queryKey: [root, 'companies'],
  queryFn: ({ signal }) => get<{ items: Company[] }>('/companies', {}, signal),
  select: (page) => page.items,
  staleTime: 60_000,
});

/** Keys under which everything about money is kept; refreshed together. */
export const invoicingKey = [root] as const;

/** Where the PDF of an invoice is, in the reader's language. */
export const pdfHref = (id: number, lang: Language): string => `${env.apiBase}/invoices/${id}/pdf?lang=${lang}`;

/** What is still to be paid of an invoice: nothing of drafts, void ones and credits. */
export const openFenOf = (row: Pick<InvoiceRow, 'status' | 'openFen'>): number =>
  row.status === 'issued' || row.status === 'part_paid' || row.status === 'overdue' ? row.openFen : 0;

/** Days since an invoice fell due; 0 when it has not. */
export const daysOverdue = (dueOn: string | null, today: string): number =>
  dueOn === null ? 0 : Math.max(0, (Date.parse(today) - Date.parse(dueOn)) / 86_400_000);

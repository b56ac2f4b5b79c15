import { z } from 'zod';
import { field, pageQuery } from '../../platform/http/validation.js';
import { subsidyShown } from './support/support.dto.js';

export const invoiceStatuses = ['draft', 'issued', 'part_paid', 'paid', 'overdue', 'void'] as const;

export const invoiceQuery = z.object({
  ...pageQuery,
  month: field.month.optional(),
  companyId: field.id.optional(),
  status: z.enum([...invoiceStatuses, 'open']).optional(),
  q: field.text(100).optional(),
});

const sums = {
  netFen: z.int(),
  taxFen: z.int(),
  grossFen: z.int(),
  /** Paid with money, vouchers or subsidies; what was written off is apart. */
  paidFen: z.int(),
  writtenOffFen: z.int(),
  /** Of all credit notes, whatever became of the money. */
  creditedFen: z.int(),
  openFen: z.int(),
};

export const invoiceRow = z
  .object({
    id: z.int(),
    number: z.string().nullable(),
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    month: z.string(),
    status: z.enum(invoiceStatuses),
    issuedAt: z.string().nullable(),
    dueOn: z.string().nullable(),
    ...sums,
  })
  .meta({ id: 'InvoiceRow' });

export const invoicePage = z
  .object({
    items: z.array(invoiceRow),
    nextCursor: z.string().nullable(),
    totals: z.object({ count: z.int(), ...sums }),
  })
  .meta({ id: 'InvoicePage' });

export const party = z.object({
  nameZh: z.string().optional(),
  nameEn: z.string().optional(),
  creditCode: z.string().optional(),
  address: z.string().optional(),
  phone: z.string().optional(),
  bankName: z.string().optional(),
  bankAccount: z.string().optional(),
  email: z.string().optional(),
});

const invoiceLine = z
  .object({
    lineNo: z.int(),
    itemName: z.string(),
    sourceKind: z.string(),
    sourceId: z.int(),
    instrumentZh: z.string(),
    instrumentEn: z.string(),
    assetNo: z.string(),
    component: z.string(),
    month: z.string(),
    amountFen: z.int(),
    netFen: z.int(),
    taxFen: z.int(),
    taxRateBps: z.int(),
    taxCode: z.string(),
    /** Credited so far, in the sign of the line. */
    creditedFen: z.int(),
    explanation: z.object({ zh: z.string(), en: z.string(), data: z.unknown() }),
  })
  .meta({ id: 'InvoiceLine' });

export const invoiceView = invoiceRow
  .extend({
    version: z.int(),
    buyer: party,
    seller: party,
    lines: z.array(invoiceLine),
    byRate: z.array(z.object({ taxRateBps: z.int(), grossFen: z.int(), netFen: z.int(), taxFen: z.int() })),
    payments: z.array(
      z.object({
        id: z.int(),
        receivedOn: z.string(),
        method: z.string(),
        reference: z.string(),
        amountFen: z.int(),
        receiptNumber: z.string().nullable(),
      }),
    ),
    capitals: z.string(),
    subsidies: z.array(subsidyShown).describe('what the park pays of it, from its issue on'),
  })
  .meta({ id: 'Invoice' });

export type InvoiceRow = z.infer<typeof invoiceRow>;
export type InvoiceLine = z.infer<typeof invoiceLine>;
export type InvoiceView = z.infer<typeof invoiceView>;

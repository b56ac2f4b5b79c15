import { z } from 'zod';
import { field, pageQuery } from '../../../platform/http/validation.js';

const taxStates = ['none', 'exported', 'issued', 'partly_red', 'red'] as const;
const taxKinds = ['special', 'ordinary'] as const;
const localized = z.object({ zh: z.string(), en: z.string() });

const batchProblem = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    number: z.string(),
    sheet: z.int(),
    field: z.string(),
    lineNo: z.int().nullable(),
    message: localized,
    mend: z.enum(['company', 'park', 'rate', 'statement']).nullable(),
  })
  .meta({ id: 'TaxProblem' });

export const taxListQuery = z.object({
  ...pageQuery,
  limit: z.coerce.number().int().min(1).max(300).default(100),
  state: z.enum(['open', 'exported', 'issued']).default('open').describe('to be issued; in a file; with a number'),
  month: field.month.optional(),
  companyId: field.id.optional(),
  q: field.text(100).optional().describe('our number, the bureau’s, or a company'),
});

export const taxRow = z
  .object({
    invoiceId: z.int(),
    number: z.string(),
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    month: z.string(),
    grossFen: z.int().describe('of the tax invoice: the statement without what was credited before'),
    kind: z.enum(taxKinds),
    state: z.enum(taxStates),
    batchId: z.int().nullable(),
    exportedAt: z.string().nullable(),
    taxNumber: z.string().nullable(),
    issuedOn: z.string().nullable(),
    redFen: z.int(),
    problems: z.array(batchProblem).describe('of what is still to be issued'),
  })
  .meta({ id: 'TaxRow' });

export const taxPage = z
  .object({
    items: z.array(taxRow),
    nextCursor: z.string().nullable(),
    counts: z.object({ open: z.int(), exported: z.int(), issued: z.int() }),
  })
  .meta({ id: 'TaxPage' });

export const newBatch = z.object({
  invoiceIds: z.array(field.id).min(1).max(2000),
  withoutTemplate: z
    .boolean()
    .default(false)
    .describe('makes a workbook in the template’s shape when none was uploaded'),
});
export const batchMade = z.object({ id: z.int(), files: z.int(), invoices: z.int(), details: z.int() });

export const batchView = z
  .object({
    id: z.int(),
    exportedAt: z.string(),
    exportedBy: z.string(),
    version: z.string().nullable().describe('of the template; null: made without one'),
    invoices: z.int(),
    details: z.int(),
    grossFen: z.int(),
    released: z.int(),
    issued: z.int(),
    files: z.array(z.object({ fileNo: z.int(), name: z.string(), invoices: z.int(), details: z.int() })),
  })
  .meta({ id: 'TaxBatch' });

export const templateView = z
  .object({
    id: z.int(),
    fileName: z.string(),
    version: z.string(),
    isKnown: z.boolean(),
    uploadedAt: z.string(),
    uploadedBy: z.string(),
  })
  .meta({ id: 'TaxTemplate' });

const taxNumber = z
  .string()
  .trim()
  .regex(/^\d{20}$/);
export const numberInput = z.object({ number: taxNumber, issuedOn: field.date });
export const releaseInput = z.object({ reason: field.text(500).refine((text) => text !== '') });

export const taxState = z
  .object({
    state: z.enum(taxStates),
    kind: z.enum(taxKinds),
    exportedAt: z.string().nullable(),
    batchId: z.int().nullable(),
    taxNumber: z.string().nullable(),
    issuedOn: z.string().nullable(),
    redFen: z.int(),
    reds: z.array(z.object({ number: z.string(), issuedOn: z.string(), grossFen: z.int(), confirmation: z.string() })),
  })
  .meta({ id: 'TaxState' });

export const taxTerms = z
  .object({ taxInvoiceKind: z.enum(taxKinds), taxpayer: z.enum(['general', 'small']) })
  .meta({ id: 'TaxTerms' });

const readingOutcomes = ['matched', 'red', 'ambiguous', 'already', 'unknown', 'unreadable', 'confirmed'] as const;
const readingRow = z
  .object({
    rowNo: z.int(),
    number: z.string(),
    issuedOn: z.string().nullable(),
    buyerTaxId: z.string(),
    buyerName: z.string(),
    grossFen: z.int(),
    remark: z.string(),
    outcome: z.enum(readingOutcomes),
    doubts: z.array(z.string()),
    invoiceId: z.int().nullable(),
    ourNumber: z.string().nullable(),
    candidates: z.array(
      z.object({ invoiceId: z.int(), number: z.string(), companyZh: z.string(), month: z.string(), grossFen: z.int() }),
    ),
  })
  .meta({ id: 'TaxReadingRow' });
export const readingView = z
  .object({
    id: z.int(),
    fileName: z.string(),
    kind: z.enum(['list', 'xml']),
    readAt: z.string(),
    counts: z.record(z.string(), z.int()),
    rows: z.array(readingRow),
  })
  .meta({ id: 'TaxReading' });
export const confirmInput = z.object({ invoiceId: field.id });

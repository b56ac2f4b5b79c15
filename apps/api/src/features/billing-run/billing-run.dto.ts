import { z } from 'zod';
import { field } from '../../platform/http/validation.js';

export const monthStates = ['open', 'running', 'invoiced', 'closed'] as const;
const localized = z.object({ zh: z.string(), en: z.string() });

export const monthRow = z
  .object({
    month: z.string(),
    state: z.enum(monthStates),
    invoices: z.int(),
    grossFen: z.int(),
    openUsage: z.int(),
    failed: z.int(),
  })
  .meta({ id: 'BillingMonth' });
export const monthList = z.object({ items: z.array(monthRow) }).meta({ id: 'BillingMonthList' });

const blocker = z.object({
  code: z.enum(['month_not_over', 'run_missing', 'run_unfinished', 'companies_failed', 'open_use']),
  blocks: z.boolean(),
  message: localized,
  link: z.string(),
});

export const companyMonth = z
  .object({
    companyId: z.int(),
    nameZh: z.string(),
    nameEn: z.string(),
    lines: z.int(),
    netFen: z.int(),
    taxFen: z.int(),
    grossFen: z.int(),
    status: z.enum(['preview', 'planned', 'drafted', 'invoiced', 'nothing', 'failed']),
    reason: z.string().nullable(),
    invoiceId: z.int().nullable(),
    invoiceNo: z.string().nullable(),
  })
  .meta({ id: 'CompanyMonth' });

const totals = z.object({ netFen: z.int(), taxFen: z.int(), grossFen: z.int(), paidFen: z.int() });

export const cockpitView = z
  .object({
    month: z.string(),
    state: z.enum(monthStates),
    over: z.boolean(),
    run: z
      .object({
        id: z.int(),
        status: z.enum(['planned', 'running', 'done']),
        total: z.int(),
        done: z.int(),
        failed: z.array(z.object({ companyId: z.int(), companyZh: z.string(), reason: z.string() })),
        startedAt: z.string(),
        issueAt: z.string(),
        endedAt: z.string().nullable(),
      })
      .nullable(),
    closedAt: z.string().nullable(),
    totals,
    blockers: z.array(blocker),
    companies: z.array(companyMonth),
  })
  .meta({ id: 'MonthCockpit' });

export const previewView = z
  .object({ month: z.string(), totals, companies: z.array(companyMonth) })
  .meta({ id: 'MonthPreview' });

export const previewLine = z
  .object({
    sourceKind: z.string(),
    sourceId: z.int(),
    instrumentZh: z.string(),
    instrumentEn: z.string(),
    assetNo: z.string(),
    itemName: z.string(),
    component: z.string(),
    month: z.string(),
    amountFen: z.int(),
    netFen: z.int(),
    taxFen: z.int(),
    taxRateBps: z.int(),
    explanation: z.object({ zh: z.string(), en: z.string(), data: z.unknown() }),
    /** True for what was recorded already and waits for an invoice. */
    recorded: z.boolean(),
  })
  .meta({ id: 'PreviewLine' });
export const previewLines = z
  .object({
    month: z.string(),
    companyId: z.int(),
    nameZh: z.string(),
    nameEn: z.string(),
    lines: z.array(previewLine),
    totals,
  })
  .meta({ id: 'CompanyPreview' });

export const runStarted = z.object({ runId: z.int() }).meta({ id: 'RunStarted' });
export const monthClosed = z.object({ month: z.string() }).meta({ id: 'MonthClosed' });
export const retryCompany = z.object({ companyId: field.id });
export const closeMonth = z.object({ leaveFailed: z.boolean().default(false) });

export type CompanyMonth = z.infer<typeof companyMonth>;
export type PreviewLine = z.infer<typeof previewLine>;

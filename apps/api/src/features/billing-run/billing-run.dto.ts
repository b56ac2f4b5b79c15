import { z } from 'zod';
import { field, pageQuery } from '../../platform/http/validation.js';

const monthStates = ['open', 'running', 'review', 'invoiced', 'closed'] as const;
const companyStates = ['preview', 'planned', 'drafted', 'invoiced', 'nothing', 'failed'] as const;
const deliveryStates = ['queued', 'sent', 'failed', 'none'] as const;
const localized = z.object({ zh: z.string(), en: z.string() });

export const monthRow = z
  .object({
    month: z.string(),
    state: z.enum(monthStates),
    invoices: z.int(),
    grossFen: z.int(),
    openUsage: z.int(),
    failed: z.int(),
    disputes: z.int().describe('open ones of its run'),
  })
  .meta({ id: 'BillingMonth' });
export const monthList = z.object({ items: z.array(monthRow) }).meta({ id: 'BillingMonthList' });

const blockerCodes = [
  'month_not_over',
  'run_missing',
  'run_unfinished',
  'in_review',
  'companies_failed',
  'open_disputes',
  'open_use',
  'unsent',
  'unmatched_payments',
] as const;
const blocker = z.object({
  code: z.enum(blockerCodes),
  blocks: z.boolean().describe('the month cannot be closed; else only to be looked at'),
  count: z.int(),
  message: localized,
  link: z.string(),
});

const failure = z
  .object({
    code: z.enum(['no_term', 'no_price', 'unreckonable', 'too_slow', 'refused', 'fault']),
    message: localized,
    link: z.string().nullable().describe('the page where it is put right'),
  })
  .meta({ id: 'BillingFailure' });

const companyMonth = z
  .object({
    companyId: z.int(),
    nameZh: z.string(),
    nameEn: z.string(),
    lines: z.int(),
    netFen: z.int(),
    taxFen: z.int(),
    grossFen: z.int(),
    lastGrossFen: z.int().nullable().describe('what it was billed for the month before'),
    status: z.enum(companyStates),
    reason: z.string().nullable().describe('the error as it was, for support'),
    failure: failure.nullable(),
    openDisputes: z.int(),
    disputedFen: z.int(),
    delivery: z.enum(deliveryStates).nullable().describe('of its mails with the invoice; none: nobody takes mail'),
    invoiceId: z.int().nullable(),
    invoiceNo: z.string().nullable(),
  })
  .meta({ id: 'CompanyMonth' });

export const companiesQuery = z.object({
  ...pageQuery,
  q: field.text(100).optional(),
  status: z.enum([...companyStates, 'disputed', 'unsent']).optional(),
  sort: z.enum(['name', 'gross']).default('name'),
});
export const companyPage = z
  .object({
    items: z.array(companyMonth),
    nextCursor: z.string().nullable(),
    count: z.int().describe('companies that fit, on all pages'),
  })
  .meta({ id: 'CompanyMonthPage' });

const totals = z.object({ netFen: z.int(), taxFen: z.int(), grossFen: z.int(), paidFen: z.int() });
const counted = z.object({ count: z.int(), grossFen: z.int() });

export const cockpitView = z
  .object({
    month: z.string(),
    state: z.enum(monthStates),
    over: z.boolean(),
    run: z
      .object({
        id: z.int(),
        status: z.enum(['planned', 'running', 'review', 'cancelled', 'done']),
        total: z.int(),
        done: z.int(),
        planned: z.int(),
        drafted: z.int(),
        invoiced: z.int(),
        nothing: z.int(),
        failed: z
          .array(
            z.object({
              companyId: z.int(),
              companyZh: z.string(),
              companyEn: z.string(),
              reason: z.string(),
              failure,
            }),
          )
          .describe('a hundred at most'),
        failedCount: z.int(),
        startedAt: z.string(),
        startedBy: z.string(),
        issueAt: z.string(),
        reviewUntil: z.string().nullable(),
        releasedAt: z.string().nullable(),
        endedAt: z.string().nullable(),
        cancelledBy: z.string().nullable(),
        cancelledReason: z.string().nullable(),
      })
      .nullable(),
    closedAt: z.string().nullable(),
    totals,
    companies: z.int().describe('that are billed or would be'),
    lines: z.int(),
    last: totals.nullable().describe('of the month before, where it was billed'),
    kinds: z.array(z.object({ component: z.string(), lines: z.int(), grossFen: z.int(), lastGrossFen: z.int() })),
    unbilled: z.object({
      openUse: z.int().describe('reservations that ended and are not settled'),
      disputed: counted,
      waiting: counted.describe('recorded and on no invoice'),
      failed: z.int(),
      nothing: z.int(),
    }),
    delivery: z.object({ queued: z.int(), sent: z.int(), failed: z.int(), none: z.int() }),
    reviewDays: z.int().describe('that a run begun now would wait'),
    blockers: z.array(blocker),
  })
  .meta({ id: 'MonthCockpit' });

export const previewView = z
  .object({ month: z.string(), totals, companies: z.array(companyMonth) })
  .meta({ id: 'MonthPreview' });

const previewLine = z
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
export const closeMonth = z.object({
  leaveFailed: z.boolean().default(false),
  leaveDisputes: z.boolean().default(false),
});
export const cancelRun = z.object({ reason: field.text(500).min(1) });
export const runCancelled = z.object({ month: z.string(), drafts: z.int() }).meta({ id: 'RunCancelled' });

export type BlockerCode = (typeof blockerCodes)[number];
export type CompanyMonth = z.infer<typeof companyMonth>;
export type PreviewLine = z.infer<typeof previewLine>;

import { z } from 'zod';
import { field, pageQuery } from '../../../platform/http/validation.js';

const itemKinds = ['damage', 'adjustment', 'service', 'assistance', 'consumable', 'forfeit'] as const;
const itemStates = ['open', 'invoiced', 'withdrawn'] as const;
const mostFen = 1_000_000_000_00;

export const adjustmentsQuery = z.object({
  ...pageQuery,
  companyId: field.id.optional(),
  reservationId: field.id.optional(),
  month: field.month.optional(),
  kind: z.enum(itemKinds).optional(),
  state: z.enum(itemStates).optional(),
  q: field.text(100).optional(),
});

/** A damage, or what finance puts right with a reason. Amounts hold their tax. */
export const newAdjustment = z
  .object({
    companyId: field.id,
    kind: z.enum(['damage', 'adjustment']),
    reservationId: field.id.optional(),
    instrumentId: field.id.optional(),
    month: field.month.optional().describe('for which it is owed; left out: the present one'),
    amountFen: z.int().min(-mostFen).max(mostFen).describe('with tax; below zero only for an adjustment'),
    taxRateBps: z.int().min(0).max(10_000),
    taxCode: z.string().regex(/^\d{19}$/, '应为 19 位数字 / 19 digits'),
    itemName: field.text(90).min(1),
    reason: field.text(500).min(1),
    evidenceUrl: field
      .text(500)
      .regex(/^(https?:\/\/\S+|\/\S*)?$/, '应为 http(s) 链接 / an http(s) link')
      .default(''),
  })
  .refine((a) => a.amountFen !== 0 && (a.amountFen > 0 || a.kind === 'adjustment'), {
    path: ['amountFen'],
    message: '金额不能为 0，只有调整可以为负 / not 0; only an adjustment may be negative',
  })
  .meta({ id: 'NewAdjustment' });

export const withdrawal = z.object({ reason: field.text(500).min(1) }).meta({ id: 'AdjustmentWithdrawal' });

export const adjustmentView = z
  .object({
    id: z.int(),
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    kind: z.enum(itemKinds),
    reservationId: z.int().nullable(),
    serviceOrderId: z.int().nullable(),
    instrumentZh: z.string(),
    instrumentEn: z.string(),
    assetNo: z.string(),
    month: z.string(),
    amountFen: z.int(),
    taxRateBps: z.int(),
    taxCode: z.string(),
    itemName: z.string(),
    reason: z.string(),
    evidenceUrl: z.string(),
    state: z.enum(itemStates),
    invoices: z.array(z.object({ id: z.int(), number: z.string() })),
    createdAt: z.string(),
    createdByName: z.string(),
    withdrawnReason: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Adjustment' });

export const adjustmentPage = z
  .object({
    items: z.array(adjustmentView),
    nextCursor: z.string().nullable(),
    totals: z.object({ count: z.int(), amountFen: z.int().describe('of what is not withdrawn') }),
  })
  .meta({ id: 'AdjustmentPage' });

export const adjustmentOutcome = z.object({ id: z.int() }).meta({ id: 'AdjustmentOutcome' });

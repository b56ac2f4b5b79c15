import { z } from 'zod';
import { field, pageQuery } from '../../../platform/http/validation.js';

export const newRefund = z.object({
  companyId: field.id,
  amountFen: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  paidOn: field.date,
  method: z.enum(['bank', 'cash', 'wechat', 'alipay', 'other']),
  reference: field.text(100).default(''),
  note: field.text(500).default(''),
});

export const refundsQuery = z.object({ ...pageQuery, companyId: field.id.optional() });

export const refundRecorded = z
  .object({ id: z.int(), payableFen: z.int(), balanceFen: z.int(), leftFen: z.int() })
  .meta({ id: 'RefundRecorded' });

export const refundView = z
  .object({
    id: z.int(),
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    amountFen: z.int(),
    /** What of it credit notes owed back; the rest is from the balance. */
    payableFen: z.int(),
    balanceFen: z.int(),
    paidOn: z.string(),
    method: z.string(),
    reference: z.string(),
    note: z.string(),
    reversedAt: z.string().nullable(),
    bankLineId: z.int().nullable(),
    createdAt: z.string(),
    createdBy: z.string(),
  })
  .meta({ id: 'Refund' });
export const refundPage = z
  .object({ items: z.array(refundView), nextCursor: z.string().nullable() })
  .meta({ id: 'RefundPage' });

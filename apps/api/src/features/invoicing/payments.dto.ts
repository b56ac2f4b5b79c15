import { z } from 'zod';
import { field } from '../../platform/http/validation.js';

const amount = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export const servicePeriod = z
  .object({ from: field.date, until: field.date })
  .refine(({ from, until }) => from < until, { path: ['until'], message: 'must be after from' });

export const newPayment = z.object({
  companyId: field.id,
  amountFen: amount,
  receivedOn: field.date,
  method: z.enum(['bank', 'cash', 'wechat', 'alipay', 'other', 'prepaid']),
  reference: field.text(100).default(''),
  note: field.text(500).default(''),
  /** Of prepaid money: the period it is for, end exclusive. */
  service: servicePeriod.optional(),
  allocations: z
    .array(z.object({ invoiceId: field.id, amountFen: amount }))
    .max(500)
    .optional(),
});

export const reason = z.object({ reason: field.text(500).min(1) });

const allocated = z.object({ id: z.int(), invoiceId: z.int(), number: z.string(), amountFen: z.int() });

export const paymentRecorded = z
  .object({ id: z.int(), allocated: z.array(allocated), unallocatedFen: z.int() })
  .meta({ id: 'PaymentRecorded' });
export const balanceUsed = z
  .object({ allocated: z.array(allocated), unallocatedFen: z.int() })
  .meta({ id: 'BalanceUsed' });

export const paymentReversed = z
  .object({ id: z.int(), companyId: z.int(), reopened: z.array(allocated.omit({ id: true })) })
  .meta({ id: 'PaymentReversed' });

export const paymentView = z
  .object({
    id: z.int(),
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    amountFen: z.int(),
    receivedOn: z.string(),
    method: z.enum([
      'bank',
      'cash',
      'wechat',
      'alipay',
      'other',
      'credit',
      'deposit',
      'voucher',
      'subsidy',
      'prepaid',
      'writeoff',
    ]),
    reference: z.string(),
    note: z.string(),
    allocated: z.array(allocated.omit({ id: true })),
    unallocatedFen: z.int(),
    /** What left it again, by refunds or because it was taken back. */
    returnedFen: z.int(),
    service: z.object({ from: z.string(), until: z.string() }).nullable(),
    /** Taken back: when, by whom, why; `allocated` is then what it had paid. */
    reversal: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
    bankLineId: z.int().nullable(),
    receiptNumber: z.string().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: 'Payment' });
export const paymentPage = z
  .object({ items: z.array(paymentView), nextCursor: z.string().nullable() })
  .meta({ id: 'PaymentPage' });

export const standingView = z
  .object({
    openFen: z.int(),
    overdueFen: z.int(),
    oldestOverdueDays: z.int(),
    depositsFen: z.int(),
    balanceFen: z.int(),
  })
  .meta({ id: 'Standing' });

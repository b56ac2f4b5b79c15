import { z } from 'zod';
import { field } from '../../platform/http/validation.js';

const amount = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export const newPayment = z.object({
  companyId: field.id,
  amountFen: amount,
  receivedOn: field.date,
  method: z.enum(['bank', 'cash', 'wechat', 'alipay', 'other']),
  reference: field.text(100).default(''),
  note: field.text(500).default(''),
  allocations: z
    .array(z.object({ invoiceId: field.id, amountFen: amount }))
    .max(500)
    .optional(),
});

const allocated = z.object({ id: z.int(), invoiceId: z.int(), number: z.string(), amountFen: z.int() });

export const paymentRecorded = z
  .object({ id: z.int(), allocated: z.array(allocated), unallocatedFen: z.int() })
  .meta({ id: 'PaymentRecorded' });
export const balanceUsed = z
  .object({ allocated: z.array(allocated), unallocatedFen: z.int() })
  .meta({ id: 'BalanceUsed' });

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

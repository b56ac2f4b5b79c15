import { DEPOSIT_PART_KINDS } from '@parkbench/domain';
import { z } from 'zod';
import { field, pageQuery } from '../../../platform/http/validation.js';

const depositStatuses = ['due', 'held', 'refunded', 'set_off', 'forfeited', 'mixed', 'cancelled'] as const;
const amount = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const partKind = z.enum(DEPOSIT_PART_KINDS);

export const depositsQuery = z.object({
  ...pageQuery,
  show: z
    .enum(['all', 'due', 'held', 'to_decide', 'released', 'cancelled'])
    .default('all')
    .describe('to_decide: held, and the reservation is over'),
  companyId: field.id.optional(),
  reservationId: field.id.optional(),
  q: field.text(100).optional().describe('receipt number, company or asset number'),
});

export const depositReceived = z.object({
  version: z.int(),
  method: z.enum(['bank', 'cash', 'wechat', 'alipay', 'other']),
  reference: field.text(100).default(''),
});

export const depositParts = z
  .object({
    version: z.int(),
    parts: z
      .array(
        z.object({
          kind: partKind,
          amountFen: amount,
          reason: field.text(300).default(''),
          invoiceIds: z.array(field.id).min(1).max(200).optional().describe('of a set-off: which invoices; else all'),
        }),
      )
      .min(1)
      .max(10),
  })
  .refine(({ parts }) => parts.every((part) => part.kind !== 'forfeit' || part.reason !== ''), {
    path: ['parts'],
    message: '没收须填写原因 / keeping a part needs a reason',
  })
  .meta({ id: 'DepositParts' });

export const forfeitWithdrawn = z.object({ partId: field.id, reason: field.text(300).min(2, '请填写原因 / required') });

const part = z.object({
  id: z.int(),
  kind: partKind,
  amountFen: z.int(),
  reason: z.string(),
  decidedAt: z.string(),
  settledAt: z.string().nullable().describe('of what is kept: when its line was invoiced'),
  invoices: z.array(z.object({ id: z.int(), number: z.string(), amountFen: z.int() })),
});

export const depositView = z
  .object({
    id: z.int(),
    version: z.int(),
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    reservationId: z.int(),
    reservationStatus: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
    instrumentZh: z.string(),
    instrumentEn: z.string(),
    assetNo: z.string(),
    status: z.enum(depositStatuses),
    amountFen: z.int(),
    heldFen: z.int().describe('still owed back, or kept and not invoiced yet'),
    undecidedFen: z.int(),
    isToDecide: z.boolean(),
    dueAt: z.string(),
    takenAt: z.string().nullable(),
    releasedAt: z.string().nullable(),
    receiptNumber: z.string().nullable(),
    voidedReceipts: z
      .array(z.object({ number: z.string(), reason: z.string(), voidedAt: z.string() }))
      .describe('given when it was said to have come in by mistake'),
    parts: z.array(part),
  })
  .meta({ id: 'Deposit' });

export const depositPage = z
  .object({
    items: z.array(depositView),
    nextCursor: z.string().nullable(),
    totals: z.object({
      count: z.int(),
      amountFen: z.int(),
      heldFen: z.int(),
      dueFen: z.int(),
      toDecide: z.int(),
      ledgerFen: z.int().describe('what the ledger has as deposits held, of the company asked for or of all'),
      ledgerHeldFen: z.int().describe('what all deposits of the same company, or all, hold: the two must be equal'),
    }),
  })
  .meta({ id: 'DepositPage' });

export type DepositView = z.infer<typeof depositView>;

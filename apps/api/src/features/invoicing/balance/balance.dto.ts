import { z } from 'zod';
import { field, pageQuery } from '../../../platform/http/validation.js';

export const balanceQuery = z.object({ ...pageQuery, companyId: field.id.optional() });
export const automaticUse = z.object({ companyId: field.id, useAutomatically: z.boolean() });

/** A movement of a balance: what came to it (above 0) or went from it, and how it stood afterwards. */
export const balanceMovement = z
  .object({
    id: z.int(),
    at: z.string(),
    kind: z.string(),
    amountFen: z.int(),
    afterFen: z.int(),
    paymentId: z.int().nullable(),
    method: z.string().nullable(),
    reference: z.string().nullable(),
    invoiceId: z.int().nullable(),
    invoiceNo: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'BalanceMovement' });

export const balanceView = z
  .object({
    balanceFen: z.int(),
    /** Owed back by credit notes and not paid yet. */
    refundsPayableFen: z.int(),
    useAutomatically: z.boolean(),
    items: z.array(balanceMovement),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Balance' });

import { creditKinds, creditNoteStatuses, creditReasons } from '@parkbench/domain';
import { z } from 'zod';
import { field, pageQuery } from '../../../platform/http/validation.js';
import { invoiceStatuses, party } from '../invoices.dto.js';

const anyFen = z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
const settlement = z.object({ offsetFen: field.fen, creditFen: field.fen, refundFen: field.fen });

/** What is to be credited; without lines everything that is left of the invoice. */
export const creditWish = z.object({
  /** Gross of each line, in the line's own sign. */
  lines: z
    .array(z.object({ lineNo: field.id, amountFen: anyFen }))
    .min(1)
    .max(5000)
    .optional(),
  reason: z.enum(creditReasons),
  kind: z.enum(creditKinds),
});

export const newCreditNote = creditWish.extend({
  note: field.text(500).default(''),
  /** 红字发票信息确认单编号, where the tax platform has given one already. */
  redConfirmNo: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z-]{0,40}$/)
    .default(''),
  /** The buyer has used the tax invoice (用途确认 or 入账) and must agree first. */
  buyerConfirms: z.boolean().default(false),
  /** What the preview said becomes of the money; when it has changed meanwhile nothing is credited. */
  settlement: settlement.optional(),
});

export const creditPreview = z
  .object({
    lines: z.array(z.object({ lineNo: z.int(), amountFen: z.int(), netFen: z.int(), taxFen: z.int() })),
    grossFen: z.int(),
    netFen: z.int(),
    taxFen: z.int(),
    settlement: z.object({ offsetFen: z.int(), creditFen: z.int(), refundFen: z.int() }),
    /** Of what was set off: what goes back to who paid it, or is no loss any more. */
    returned: z.array(z.object({ by: z.enum(['writeoff', 'subsidy', 'voucher']), amountFen: z.int() })),
    capitals: z.string(),
    openFen: z.object({ before: z.int(), after: z.int() }),
    balanceFen: z.object({ before: z.int(), after: z.int() }),
    status: z.object({ before: z.enum(invoiceStatuses), after: z.enum(invoiceStatuses) }),
    /** A wrong invoice: what is owed is billed anew with the next month. */
    billsAnew: z.boolean(),
  })
  .meta({ id: 'CreditPreview' });

/** How far an invoice can be credited at this moment. */
export const creditable = z
  .object({
    lines: z.array(z.object({ lineNo: z.int(), leftFen: z.int() })),
    leftFen: z.int(),
    openFen: z.int(),
    /** Paid with money and not given back yet. */
    paidFen: z.int(),
    /** A credit note that waits for the buyer; there is none beside it. */
    awaitingId: z.int().nullable(),
  })
  .meta({ id: 'Creditable' });

export const creditNoteQuery = z.object({
  ...pageQuery,
  companyId: field.id.optional(),
  invoiceId: field.id.optional(),
  status: z.enum(creditNoteStatuses).optional(),
  q: field.text(100).optional(),
});

const creditNoteRow = z
  .object({
    id: z.int(),
    number: z.string().nullable(),
    status: z.enum(creditNoteStatuses),
    reason: z.enum(creditReasons),
    kind: z.enum(creditKinds),
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    invoiceId: z.int(),
    invoiceNumber: z.string(),
    grossFen: z.int(),
    netFen: z.int(),
    taxFen: z.int(),
    offsetFen: z.int(),
    creditFen: z.int(),
    refundFen: z.int(),
    confirmBy: z.string().nullable(),
    issuedAt: z.string().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: 'CreditNoteRow' });

export const creditNotePage = z
  .object({
    items: z.array(creditNoteRow),
    nextCursor: z.string().nullable(),
    /** Of the issued ones that fit. */
    totals: z.object({ count: z.int(), netFen: z.int(), taxFen: z.int(), grossFen: z.int() }),
  })
  .meta({ id: 'CreditNotePage' });

const creditNoteLine = z
  .object({
    lineNo: z.int(),
    invoiceLineNo: z.int(),
    itemName: z.string(),
    instrumentZh: z.string(),
    instrumentEn: z.string(),
    assetNo: z.string(),
    month: z.string(),
    amountFen: z.int(),
    netFen: z.int(),
    taxFen: z.int(),
    taxRateBps: z.int(),
  })
  .meta({ id: 'CreditNoteLine' });

export const creditNoteView = creditNoteRow
  .extend({
    note: z.string(),
    redConfirmNo: z.string(),
    decidedAt: z.string().nullable(),
    decidedReason: z.string(),
    invoiceIssuedAt: z.string(),
    buyer: party,
    seller: party,
    lines: z.array(creditNoteLine),
    capitals: z.string(),
    version: z.int(),
  })
  .meta({ id: 'CreditNote' });

export const creditNoteMade = z
  .object({ id: z.int(), status: z.enum(creditNoteStatuses), number: z.string().nullable() })
  .meta({ id: 'CreditNoteMade' });

export const refusal = z.object({ reason: field.text(300).min(1) });
export const redConfirmation = z.object({
  redConfirmNo: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z-]{6,40}$/),
});

export const newWriteOff = z.object({
  /** Left out: all that is open. */
  amountFen: z.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
  reason: field.text(500).min(1),
});
export const writtenOff = z.object({ id: z.int(), amountFen: z.int(), openFen: z.int() }).meta({ id: 'WrittenOff' });

export type CreditWish = z.infer<typeof creditWish>;
export type NewCreditNote = z.infer<typeof newCreditNote>;
export type CreditPreview = z.infer<typeof creditPreview>;
export type CreditNoteRow = z.infer<typeof creditNoteRow>;
export type CreditNoteView = z.infer<typeof creditNoteView>;
export type CreditNoteMade = z.infer<typeof creditNoteMade>;

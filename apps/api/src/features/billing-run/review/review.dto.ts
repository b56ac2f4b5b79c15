import { z } from 'zod';
import { field, pageQuery } from '../../../platform/http/validation.js';

const disputeStatuses = ['open', 'upheld', 'accepted', 'withdrawn'] as const;
const explained = z.object({ zh: z.string(), en: z.string(), data: z.unknown() });

const lineFields = {
  chargeId: z.int(),
  itemName: z.string(),
  sourceKind: z.string(),
  sourceId: z.int(),
  instrumentZh: z.string(),
  instrumentEn: z.string(),
  assetNo: z.string(),
  component: z.string(),
  month: z.string().describe('for which it is owed'),
  amountFen: z.int(),
  netFen: z.int(),
  taxFen: z.int(),
  taxRateBps: z.int(),
  explanation: explained,
};

/** A line's dispute as its company and finance both see it. */
const disputeFields = {
  id: z.int(),
  status: z.enum(disputeStatuses),
  reason: z.string(),
  openedBy: z.string(),
  openedAt: z.string(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  correction: z.enum(['source', 'adjustment']).nullable(),
  adjustmentFen: z.int().nullable().describe('the difference that was stated as its own line'),
};

const draftLine = z
  .object({
    ...lineFields,
    held: z.boolean().describe('disputed: it is on no statement until it is answered'),
    dispute: z.object(disputeFields).nullable().describe('the latest of this line'),
  })
  .meta({ id: 'DraftLine' });

export const draftStatementRow = z
  .object({
    month: z.string(),
    reviewUntil: z.string(),
    lines: z.int(),
    grossFen: z.int(),
    openDisputes: z.int(),
  })
  .meta({ id: 'DraftStatementRow' });
export const draftStatementList = z.object({ items: z.array(draftStatementRow) }).meta({ id: 'DraftStatementList' });

export const draftStatement = z
  .object({
    month: z.string(),
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    reviewUntil: z.string(),
    open: z.boolean().describe('lines can be disputed'),
    invoiceId: z.int().nullable().describe('of the invoice that came of it'),
    invoiceNo: z.string().nullable(),
    netFen: z.int(),
    taxFen: z.int(),
    grossFen: z.int(),
    lines: z.array(draftLine),
  })
  .meta({ id: 'DraftStatement' });

export const newDispute = z.object({ chargeId: field.id, reason: field.text(1000).min(1) });
export const disputeOpened = z.object({ id: z.int() }).meta({ id: 'DisputeOpened' });

export const disputeQuery = z.object({
  ...pageQuery,
  status: z.enum(disputeStatuses).optional(),
  month: field.month.optional().describe('of the run'),
  q: field.text(100).optional(),
});

const disputeRow = z
  .object({
    ...disputeFields,
    ...lineFields,
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    runMonth: z.string(),
    inReview: z.boolean().describe('an answer takes effect in this run; else in the next'),
    invoiceId: z.int().nullable().describe('on which the line came to stand'),
    invoiceNo: z.string().nullable(),
  })
  .meta({ id: 'DisputeRow' });
export const disputePage = z
  .object({ items: z.array(disputeRow), nextCursor: z.string().nullable(), open: z.int() })
  .meta({ id: 'DisputePage' });
export const disputeView = disputeRow
  .extend({
    history: z.array(
      z.object({ at: z.string(), action: z.string(), actorName: z.string().nullable(), text: z.string().nullable() }),
    ),
  })
  .meta({ id: 'Dispute' });

export const disputeAnswer = z
  .discriminatedUnion('decision', [
    z.object({ decision: z.literal('uphold'), answer: field.text(1000).min(1) }),
    z.object({
      decision: z.literal('accept'),
      answer: field.text(1000).min(1),
      correction: z.enum(['source', 'adjustment']),
      rightFen: z
        .int()
        .min(-1e12)
        .max(1e12)
        .optional()
        .describe('what the line should have been, with tax; for an adjustment'),
    }),
  ])
  .meta({ id: 'DisputeAnswer' });
export const disputeAnswered = z
  .object({
    id: z.int(),
    status: z.enum(disputeStatuses),
    inRun: z.boolean().describe('the line is back in the run in review'),
  })
  .meta({ id: 'DisputeAnswered' });

export type DraftLine = z.infer<typeof draftLine>;
export type DisputeRow = z.infer<typeof disputeRow>;
export type DisputeAnswer = z.infer<typeof disputeAnswer>;

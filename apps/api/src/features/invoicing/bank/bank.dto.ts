import { z } from 'zod';
import { field, pageQuery } from '../../../platform/http/validation.js';
import { servicePeriod } from '../payments.dto.js';

const localized = z.object({ zh: z.string(), en: z.string() });
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const verdict = z.enum(['new', 'known', 'skipped', 'invalid', 'pending']);
const fen = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export const statementMapping = z.object({ mapping: z.array(z.string().max(40).nullable()).max(100) });
export const statementRowsQuery = z.object({ ...pageQuery, verdict: verdict.optional() });

const summary = z.object({
  new: z.int(),
  known: z.int(),
  skipped: z.int(),
  invalid: z.int(),
  problems: z.int(),
  inFen: z.int(),
  outFen: z.int(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  missing: z.array(z.string()),
  gaps: z.array(z.object({ rowNo: z.int(), missingFen: z.int() })),
});

const statementHead = z.object({
  id: z.int(),
  fileName: z.string(),
  status: z.enum(['preview', 'imported']),
  totalRows: z.int(),
  summary,
  createdAt: z.string(),
  createdBy: z.string(),
  /** Of its lines, once imported. */
  lines: z.object({ open: z.int(), confirmed: z.int(), ignored: z.int() }),
});
export const statementList = z.object({ items: z.array(statementHead) }).meta({ id: 'BankStatements' });
export const statementView = statementHead
  .extend({
    sheetName: z.string(),
    headerRow: z.int(),
    headers: z.array(z.string()),
    mapping: z.array(z.string().nullable()),
    fields: z.array(z.object({ key: z.string(), label: localized, required: z.boolean() })),
  })
  .meta({ id: 'BankStatement' });
export const statementRows = z
  .object({
    items: z.array(
      z.object({
        rowNo: z.int(),
        cells: z.array(cell),
        verdict,
        problems: z.array(
          z.object({
            column: z.int().nullable(),
            cell: z.string().nullable(),
            field: z.string().nullable(),
            code: z.string(),
            message: localized,
          }),
        ),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'BankStatementRows' });
export const statementImported = z.object({ added: z.int(), known: z.int() }).meta({ id: 'BankStatementImported' });

export const linesQuery = z.object({
  ...pageQuery,
  status: z.enum(['open', 'confirmed', 'ignored']).default('open'),
  state: z.enum(['sure', 'likely', 'ambiguous', 'none']).optional(),
  direction: z.enum(['in', 'out']).optional(),
  statementId: field.id.optional(),
  q: field.text(100).optional(),
});

const allocation = z.object({ invoiceId: z.int(), number: z.string(), amountFen: z.int() });
const deposit = z.object({ depositId: z.int(), reservationId: z.int() });
const suggestedPart = z.object({
  companyId: z.int(),
  companyZh: z.string(),
  companyEn: z.string(),
  amountFen: z.int(),
  allocations: z.array(allocation),
  deposit: deposit.nullable(),
});
const suggestion = z
  .object({
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    allocations: z.array(allocation),
    restFen: z.int(),
    refundId: z.int().nullable(),
    paymentId: z.int().nullable(),
    deposit: deposit.nullable(),
    /** Of a line that is several things: its parts, which sum to it. */
    split: z.array(suggestedPart),
    score: z.int(),
    reasons: z.array(localized),
  })
  .meta({ id: 'BankSuggestion' });

export const bankLine = z
  .object({
    id: z.int(),
    statementId: z.int(),
    rowNo: z.int(),
    bookedOn: z.string(),
    amountFen: z.int(),
    counterparty: z.string(),
    counterAccount: z.string(),
    text: z.string(),
    reference: z.string(),
    balanceFen: z.int().nullable(),
    status: z.enum(['open', 'confirmed', 'ignored']),
    /** Said by hand. */
    company: z.object({ id: z.int(), zh: z.string(), en: z.string() }).nullable(),
    match: z
      .object({ state: z.enum(['sure', 'likely', 'ambiguous', 'none']), suggestions: z.array(suggestion) })
      .nullable(),
    decision: z
      .object({
        at: z.string(),
        by: z.string(),
        reason: z.string().nullable(),
        /** What it was confirmed as; several of a line that was split. */
        parts: z.array(
          z.object({
            companyId: z.int(),
            companyZh: z.string(),
            companyEn: z.string(),
            amountFen: z.int(),
            paymentId: z.int().nullable(),
            refundId: z.int().nullable(),
            deposit: deposit.nullable(),
            allocated: z.array(allocation),
            restFen: z.int(),
          }),
        ),
      })
      .nullable(),
    /** How often it was confirmed and undone before. */
    undone: z.int(),
    version: z.int(),
  })
  .meta({ id: 'BankLine' });

const tally = z.object({ count: z.int(), inFen: z.int(), outFen: z.int() });
export const bankLines = z
  .object({
    items: z.array(bankLine),
    nextCursor: z.string().nullable(),
    /** Of all statements: what waits, by how certain its match is, and what was decided. */
    counts: z.object({
      open: tally,
      confirmed: tally,
      ignored: tally,
      sure: tally,
      likely: tally,
      ambiguous: tally,
      none: tally,
    }),
  })
  .meta({ id: 'BankLines' });

const paid = z.object({
  as: z.literal('payment'),
  companyId: field.id,
  allocations: z.array(z.object({ invoiceId: field.id, amountFen: fen })).max(500),
});
const prepaid = z.object({ as: z.literal('prepaid'), companyId: field.id, service: servicePeriod.optional() });
const asDeposit = z.object({ as: z.literal('deposit'), depositId: field.id });
const amountFen = fen.describe('of the line, fen');

/** What a person says a line is: one thing, or several that sum to it. */
export const lineDecision = z.discriminatedUnion('as', [
  paid,
  prepaid,
  asDeposit,
  z.object({ as: z.literal('recorded'), paymentId: field.id }),
  z.object({ as: z.literal('refund'), companyId: field.id, refundId: field.id.nullable().default(null) }),
  z.object({
    as: z.literal('split'),
    parts: z
      .array(z.discriminatedUnion('as', [paid.extend({ amountFen }), prepaid.extend({ amountFen }), asDeposit]))
      .min(2)
      .max(20),
  }),
]);
const bookedPart = z.object({
  companyId: z.int(),
  amountFen: z.int(),
  paymentId: z.int().nullable(),
  refundId: z.int().nullable(),
  depositId: z.int().nullable(),
});
export const lineConfirmed = z.object({ id: z.int(), parts: z.array(bookedPart) }).meta({ id: 'BankLineConfirmed' });

export const sureLines = z.object({ lineIds: z.array(field.id).min(1).max(200) });
export const sureConfirmed = z
  .object({ confirmed: z.array(z.int()), left: z.array(z.object({ lineId: z.int(), reason: localized })) })
  .meta({ id: 'SureLinesConfirmed' });
export const lineCompany = z.object({ companyId: field.id.nullable() });

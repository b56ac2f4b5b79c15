import { z } from 'zod';
import { roles } from '../../platform/http/actor.js';
import { field, pageQuery } from '../../platform/http/validation.js';
import { subsidyExpected } from '../invoicing/invoicing.api.js';
import { actions } from './actions.js';
import { capAfterView } from './best-of/best-of.dto.js';
import { bookedCounts } from './counts/counts.dto.js';
import { broughtAlong, localized, override, violation } from './policies.dto.js';

const statuses = [
  'requested',
  'confirmed',
  'active',
  'overdue',
  'completed',
  'cancelled',
  'rejected',
  'lapsed',
  'no_show',
] as const;
export const status = z.enum(statuses);
export const kind = z.enum(['rental', 'session']);

/** A day that a reservation can have to do with; far ones would only make the calendar overflow. */
export const day = field.date.refine((d) => d >= '2000-01-01' && d <= '2199-12-31', 'out of range');
export const instant = field.instant.refine((t) => {
  const at = Date.parse(t);
  return at >= Date.UTC(2000, 0, 1) && at < Date.UTC(2200, 0, 1);
}, 'out of range');
export const months = z.coerce.number().int().min(1).max(120);
export const quoteId = z.string().regex(/^[0-9a-f]{64}$/);

const longestSessionMs = 31 * 86_400_000;
export const inOrder = { message: 'endsAt must lie after startsAt, at most 31 days', path: ['endsAt'] };
export const ordered = (s: { startsAt: string; endsAt: string }): boolean => {
  const length = Date.parse(s.endsAt) - Date.parse(s.startsAt);
  return length > 0 && length <= longestSessionMs;
};

const askedRental = { instrumentId: z.int().positive(), kind: z.literal('rental'), startsOn: day, months };
const askedSession = {
  instrumentId: z.int().positive(),
  kind: z.literal('session'),
  startsAt: instant,
  endsAt: instant,
  counts: bookedCounts.optional().describe('runs, samples and extras; left out: none'),
};
const forCompany = {
  companyId: z.int().positive().optional().describe('staff only: for whom'),
  ...broughtAlong,
};
export { localized, override, violation };

export const quoteRequest = z
  .union([
    z.object({ ...askedRental, ...forCompany }),
    z.object({ ...askedSession, ...forCompany }).refine(ordered, inOrder),
  ])
  .meta({ id: 'QuoteRequest' });

const words = {
  ...forCompany,
  memberId: z.int().positive().optional().describe('staff only: which member of the company'),
  quoteId: quoteId
    .optional()
    .describe('the price that was shown; when it is another meanwhile the answer is 409 quote_changed'),
  purpose: field.text(500).default(''),
  project: field.text(200).default(''),
  rdUse: z.boolean().default(true),
  override: override.optional(),
};
export const reservationRequest = z
  .union([z.object({ ...askedRental, ...words }), z.object({ ...askedSession, ...words }).refine(ordered, inOrder)])
  .meta({ id: 'ReservationRequest' });

export const decided = z.object({ id: z.int(), status, version: z.int() }).meta({ id: 'ReservationOutcome' });
export const approval = z.object({ version: z.int(), override: override.optional() }).meta({ id: 'Approval' });
export const rejection = z.object({ version: z.int(), reason: field.text(500).min(1) }).meta({ id: 'Rejection' });
export const extension = z
  .object({ months: months.max(60), quoteId: quoteId.optional(), override: override.optional() })
  .meta({ id: 'Extension' });
export const extensionPreview = z.object({ months: months.max(60) });
export const returnPreview = z.object({ returnedOn: day });
export const shortening = z
  .object({ returnedOn: day, quoteId: quoteId.optional(), override: override.optional() })
  .meta({ id: 'Shortening' });
export const move = z
  .object({
    instrumentId: z.int().positive().optional(),
    startsOn: day.optional(),
    months: months.optional(),
    startsAt: instant.optional(),
    endsAt: instant.optional(),
    quoteId: quoteId.optional(),
    override: override.optional(),
  })
  .refine((m) => !m.startsAt || !m.endsAt || ordered({ startsAt: m.startsAt, endsAt: m.endsAt }), inOrder)
  .meta({ id: 'Move' });

export const alternatives = z
  .object({
    nextFree: z
      .object({
        startsAt: z.string(),
        endsAt: z.string(),
        startsOn: z.string().optional(),
        months: z.int().optional(),
        quoteId: z.string().nullable(),
        totalFen: z.int().nullable(),
      })
      .nullable(),
    equivalents: z.array(
      z.object({
        instrumentId: z.int(),
        assetNo: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        model: z.string(),
        startsAt: z.string(),
        endsAt: z.string(),
        totalFen: z.int().nullable(),
        monthlyFen: z.int().nullable(),
        quoteId: z.string().nullable(),
        likeness: z
          .enum(['same_kind', 'similar'])
          .describe('same_kind: can stand in; similar: only of the same category, look before you take it'),
      }),
    ),
  })
  .meta({ id: 'Alternatives' });

export const equivalentsView = alternatives.pick({ equivalents: true }).meta({ id: 'Equivalents' });

export const quoteLine = z
  .object({
    component: z.string(),
    segment: z.int(),
    month: z.string(),
    amountFen: z.int(),
    netFen: z.int(),
    taxFen: z.int(),
    taxRateBps: z.int(),
    explanation: localized.extend({ data: z.record(z.string(), z.unknown()) }),
  })
  .meta({ id: 'QuoteLine' });

export const quoteView = z
  .object({
    quoteId: z.string(),
    kind,
    instrumentId: z.int(),
    startsAt: z.string(),
    endsAt: z.string(),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable().describe('the first free day'),
    months: z.int().nullable(),
    lines: z.array(quoteLine),
    totalFen: z.int(),
    netFen: z.int(),
    taxFen: z.int(),
    depositFen: z.int(),
    listMonthlyFen: z.int().nullable(),
    monthlyFen: z.int().nullable(),
    discounts: z.array(z.object({ kind: z.string(), bps: z.int(), text: localized })),
    cancellation: localized,
    rentOrBuy: z
      .object({ rentTotalFen: z.int(), shareBps: z.int(), breakEvenMonths: z.int().nullable(), message: localized })
      .nullable(),
    bestOf: capAfterView.nullable().optional().describe("of a session of a company: where it leaves the month's cap"),
    subsidy: subsidyExpected
      .nullish()
      .describe('what the park is expected to pay of it; only where a price is asked for'),
    violations: z.array(violation),
    free: z.boolean().describe('advice at this moment; the reservation itself decides'),
    alternatives: alternatives.nullable(),
  })
  .meta({ id: 'Quote' });

export const listQuery = z.object({
  ...pageQuery,
  status: z
    .string()
    .max(120)
    .transform((s) => s.split(','))
    .pipe(z.array(status).max(9))
    .optional()
    .describe('one or several, by comma'),
  kind: kind.optional(),
  companyId: field.id.optional(),
  instrumentId: field.id.optional(),
  from: day.optional(),
  to: day.optional().describe('the first day not asked for'),
});

export const reservationRow = z
  .object({
    id: z.int(),
    instrumentId: z.int(),
    instrumentZh: z.string(),
    instrumentEn: z.string(),
    assetNo: z.string(),
    kind,
    status,
    startsAt: z.string(),
    endsAt: z.string(),
    startsOn: z.string().nullable(),
    months: z.int().nullable(),
    totalFen: z.int(),
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    memberName: z.string(),
    purpose: z.string(),
    createdAt: z.string(),
    holdExpiresAt: z.string().nullable(),
    bundleId: z.int().nullable(),
    seriesId: z.int().nullable(),
    version: z.int(),
  })
  .meta({ id: 'ReservationRow' });
export const reservationPage = z.object({ items: z.array(reservationRow), nextCursor: z.string().nullable() });

export const reservationView = reservationRow
  .extend({
    memberId: z.int(),
    project: z.string(),
    rdUse: z.boolean(),
    sampleBiosafetyLevel: z.int().nullable(),
    depositFen: z.int(),
    feeFen: z.int(),
    feeWaived: z.boolean(),
    decisionReason: z.string().nullable(),
    handedOverAt: z.string().nullable(),
    returnedAt: z.string().nullable(),
    returnedOn: z.string().nullable(),
    cancelledAt: z.string().nullable(),
    startableFrom: z.string().nullable().describe('of a confirmed session: when the person may start it'),
    seriesDate: z.string().nullable().describe('the day of its series that it stands for'),
    lines: z.array(quoteLine).describe('all that it will cost as it stands now, by month'),
    quote: quoteView.omit({ violations: true, free: true, alternatives: true, rentOrBuy: true }).nullable(),
    segments: z.array(
      z.object({ segment: z.int(), startsOn: z.string(), endsOn: z.string(), months: z.int(), monthlyFen: z.int() }),
    ),
    handovers: z.array(
      z.object({
        direction: z.enum(['out', 'back']),
        at: z.string(),
        condition: z.string(),
        note: z.string(),
        byName: z.string(),
      }),
    ),
    history: z.array(
      z.object({
        at: z.string(),
        action: z.string(),
        actorName: z.string().nullable(),
        actorRole: z.enum(roles).nullable(),
        reason: z.string().nullable(),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
    pattern: z
      .record(z.string(), z.enum(['am', 'pm', 'day']))
      .nullable()
      .describe('of a co-rent: its half days, by weekday'),
    shareBps: z.int().nullable().describe('of a co-rent: its share of the rent'),
    allowed: z.array(z.enum(actions)),
  })
  .meta({ id: 'Reservation' });

export const extensionPreviewView = z
  .object({
    quote: quoteView.omit({ violations: true, free: true, alternatives: true, rentOrBuy: true }),
    newEndsAt: z.string(),
    newEndsOn: z.string(),
    violations: z.array(violation),
    free: z.boolean(),
    alternatives: alternatives.nullable(),
  })
  .meta({ id: 'ExtensionPreview' });
export const changeOutcome = decided.extend({ endsAt: z.string(), totalFen: z.int() }).meta({ id: 'ChangeOutcome' });
export const returnPreviewView = z
  .object({
    quoteId: z.string(),
    returnedOn: z.string(),
    chargedTo: z.string().describe('the first day that is not paid any more'),
    months: z.array(z.object({ month: z.string(), beforeFen: z.int(), afterFen: z.int() })),
    lines: z.array(quoteLine),
    differenceFen: z.int(),
    totalFen: z.int(),
    violations: z.array(violation),
  })
  .meta({ id: 'ReturnPreview' });

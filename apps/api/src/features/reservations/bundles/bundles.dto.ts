import { z } from 'zod';
import { field } from '../../../platform/http/validation.js';
import { capsAfterView } from '../best-of/best-of.dto.js';
import { cancellationPreview } from '../cancellation.dto.js';
import { bookedCounts } from '../counts/counts.dto.js';
import { broughtAlong } from '../policies.dto.js';
import {
  alternatives,
  day,
  decided,
  inOrder,
  instant,
  kind,
  months,
  ordered,
  override,
  quoteView,
  reservationRow,
  violation,
} from '../reservations.dto.js';

const instrumentId = z.int().positive();
/** Which instruments may serve an item: one that is named, any of several, or any of a category. */
const choice = {
  instrumentId: instrumentId.optional(),
  anyOf: z.array(instrumentId).min(1).max(50).optional(),
  categoryId: z.int().positive().optional().describe('any of this category or one below it'),
  quantity: z.int().min(1).max(20).default(1).describe('so many different units'),
  quoteId: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe('the price of the item that was shown; another one is answered 409 quote_changed'),
};
const oneChoice = (item: { instrumentId?: number; anyOf?: number[]; categoryId?: number; quantity: number }): boolean =>
  [item.instrumentId, item.anyOf, item.categoryId].filter((one) => one !== undefined).length === 1 &&
  (item.instrumentId === undefined || item.quantity === 1) &&
  (item.anyOf === undefined || new Set(item.anyOf).size >= item.quantity);
const needsOneChoice = {
  message: 'one of instrumentId, anyOf and categoryId, with as many units',
  path: ['instrumentId'],
};

const item = z
  .union([
    z.object({ ...choice, kind: z.literal('rental'), startsOn: day, months }),
    z
      .object({
        ...choice,
        kind: z.literal('session'),
        startsAt: instant,
        endsAt: instant,
        counts: bookedCounts.optional().describe('of each unit'),
      })
      .refine(ordered, inOrder),
  ])
  .refine(oneChoice, needsOneChoice);
const items = z
  .array(item)
  .min(1)
  .max(20)
  .refine((all) => all.reduce((sum, one) => sum + one.quantity, 0) <= 20, 'at most 20 units');

const forCompany = {
  companyId: z.int().positive().optional().describe('staff only: for whom'),
  ...broughtAlong,
};
export const bundleQuoteRequest = z.object({ items, ...forCompany }).meta({ id: 'BundleQuoteRequest' });
export const bundleRequest = z
  .object({
    items,
    ...forCompany,
    memberId: z.int().positive().optional().describe('staff only: which member of the company'),
    purpose: field.text(500).default(''),
    project: field.text(200).default(''),
    rdUse: z.boolean().default(true),
    override: override.optional(),
  })
  .meta({ id: 'BundleRequest' });

const unit = quoteView
  .omit({ rentOrBuy: true, alternatives: true })
  .extend({
    assetNo: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    model: z.string(),
    needsApproval: z.boolean(),
  })
  .meta({ id: 'BundleUnit' });
const money = { totalFen: z.int(), netFen: z.int(), taxFen: z.int(), depositFen: z.int() };

export const bundleItemView = z
  .object({
    item: z.int().describe('its place in the request, from 0'),
    kind,
    quantity: z.int(),
    startsAt: z.string(),
    endsAt: z.string(),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    months: z.int().nullable(),
    quoteId: z.string().nullable().describe('null: fewer units fit than are needed'),
    units: z.array(unit).describe('of a pool those that would be chosen now'),
    freeUnits: z.int().describe('how many of those that may serve are free'),
    free: z.boolean(),
    violations: z.array(violation),
    taken: z
      .object({
        start: z.string(),
        end: z.string(),
        reservationId: z.int().optional(),
        companyNameZh: z.string().optional(),
      })
      .nullable(),
    alternatives: alternatives.nullable(),
    ...money,
  })
  .meta({ id: 'BundleItem' });

export const commonSlot = z
  .object({
    days: z.int().nullable(),
    minutes: z.int().nullable(),
    items: z.array(
      z.object({
        item: z.int(),
        startsAt: z.string(),
        endsAt: z.string(),
        startsOn: z.string().nullable(),
        months: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: 'CommonSlot' });
export const bundleQuoteView = z
  .object({
    items: z.array(bundleItemView),
    ...money,
    free: z.boolean().describe('all of it; advice at this moment'),
    bestOf: capsAfterView,
    nextCommon: commonSlot.nullable().describe('when not all is free: the next time at which all of it is'),
  })
  .meta({ id: 'BundleQuote' });

export const bundleOutcome = z
  .object({
    id: z.int(),
    totalFen: z.int(),
    reservations: z.array(
      decided.extend({
        item: z.int(),
        instrumentId: z.int(),
        assetNo: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
      }),
    ),
  })
  .meta({ id: 'BundleOutcome' });

export const bundleActions = ['cancel', 'move'] as const;
export const bundleView = z
  .object({
    id: z.int(),
    createdAt: z.string(),
    totalFen: z.int(),
    reservations: z.array(reservationRow),
    allowed: z.array(z.enum(bundleActions)),
  })
  .meta({ id: 'Bundle' });

const ofOne = { id: z.int(), instrumentId: z.int(), instrumentZh: z.string(), instrumentEn: z.string() };
export const bundleCancellationPreview = z
  .object({
    feeFen: z.int(),
    reservations: z.array(cancellationPreview.extend(ofOne)).describe('those that will be cancelled'),
    kept: z.int().describe('how many have begun or are over and stay as they are'),
  })
  .meta({ id: 'BundleCancellationPreview' });

export const bundleCancelled = z
  .object({ id: z.int(), reservations: z.array(decided) })
  .meta({ id: 'BundleCancelled' });

export const bundleMove = z
  .object({
    days: z.int().min(-730).max(730).default(0).describe('by days of the park: times of day are kept'),
    minutes: z.int().min(-1440).max(1440).default(0).describe('of sessions only'),
    override: override.optional(),
  })
  .refine((by) => by.days !== 0 || by.minutes !== 0, 'by nothing')
  .meta({ id: 'BundleMove' });
export const bundleMoveOutcome = z
  .object({
    id: z.int(),
    totalFen: z.int(),
    reservations: z.array(decided.extend({ startsAt: z.string(), endsAt: z.string() })),
  })
  .meta({ id: 'BundleMoveOutcome' });
export const bundleMovePreview = z
  .object({
    free: z.boolean(),
    totalFen: z.int(),
    beforeFen: z.int(),
    reservations: z.array(
      z.object({
        ...ofOne,
        startsAt: z.string(),
        endsAt: z.string(),
        startsOn: z.string().nullable(),
        endsOn: z.string().nullable(),
        free: z.boolean(),
        totalFen: z.int(),
        violations: z.array(violation),
      }),
    ),
  })
  .meta({ id: 'BundleMovePreview' });

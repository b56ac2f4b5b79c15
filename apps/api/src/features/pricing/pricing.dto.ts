import { isSummaryTaxCode, UNITS } from '@parkbench/domain';
import { z } from 'zod';
import { field, pageQuery } from '../../platform/http/validation.js';
import { instrumentRecord } from '../inventory/inventory.api.js';

const bps = z.number().int().min(0).max(10_000);
const price = field.fen.nullable().default(null);
const bands = ['weekday', 'evening', 'weekend', 'holiday'] as const;

const rental = { rateBps: 1300, code: '3040502019900000000', itemName: '*经营租赁*仪器设备租赁费' };
/** Tax of a price line: rate, the official 19-digit code (text: it is no safe integer), and the name on the invoice. */
const tax = z.object({
  rateBps: bps,
  code: z
    .string()
    .regex(/^\d{19}$/, '应为 19 位数字 / 19 digits')
    .refine(
      (code) => code.length !== 19 || !isSummaryTaxCode(code),
      '这是汇总编码，请选择末级编码 / the head of a group; choose a leaf code',
    ),
  itemName: field.text(90).min(1),
});

/** A technician's time or something used up, counted by its unit and priced by the piece; an hour is counted by the minute. */
const planExtra = z
  .object({
    code: z
      .string()
      .regex(/^[\p{L}\p{N}._-]{1,40}$/u, '1–40 个字母、数字、点或横线 / 1–40 letters, digits, dots or dashes'),
    component: z.enum(['assistance', 'consumable']),
    nameZh: field.text(60).min(1),
    nameEn: field.text(60).default(''),
    unit: z.enum(UNITS).exclude(['run', 'sample']),
    unitFen: field.fen.describe('price of one unit, of an hour where the unit is the hour'),
    tax: tax.nullable().default(null).describe('null: as a session'),
  })
  .meta({ id: 'PlanExtra' });

/** When an hour belongs to which band, on the park's wall clock; the first that fits wins. */
export const bandWindows = z
  .array(
    z
      .object({
        band: z.enum(bands),
        weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
        fromMinute: z.int().min(0).max(1439),
        toMinute: z.int().min(1).max(1440),
      })
      .refine((w) => w.fromMinute < w.toMinute, {
        path: ['toMinute'],
        message: '须晚于开始 / must be after it begins',
      }),
  )
  .max(40);

const prices = z.object({
  monthlyFen: price,
  minMonths: z.number().int().min(1).max(60).default(1),
  termTiers: z
    .array(z.object({ months: z.number().int().min(1).max(120), bps }))
    .max(12)
    .refine(
      (tiers) => new Set(tiers.map((t) => t.months)).size === tiers.length,
      '同一租期只能有一档 / one tier a term',
    )
    .default([]),
  hourly: z
    .array(z.object({ band: z.enum(bands), hourlyFen: field.fen }))
    .max(4)
    .refine(
      (rates) => new Set(rates.map((r) => r.band)).size === rates.length,
      '同一时段只能有一个价格 / one price a band',
    )
    .default([]),
  bandWindows: bandWindows.nullable().default(null).describe('null: the bands of the park'),
  dayFen: price.describe('what a started day of a session costs at most'),
  incrementMinutes: z.number().int().min(1).max(240).default(15),
  minimumChargeFen: field.fen.default(0),
  billBasis: z.enum(['booked', 'used', 'longer']).default('longer'),
  runFen: price,
  sampleFen: price,
  runTax: tax.nullable().default(null).describe('null: as a session'),
  sampleTax: tax.nullable().default(null).describe('null: as a session'),
  countsInsteadOfHours: z
    .boolean()
    .default(false)
    .describe('a session with runs or samples pays these and no hours; else it pays both'),
  extras: z
    .array(planExtra)
    .max(60)
    .refine(
      (extras) => new Set(extras.map((e) => e.code)).size === extras.length,
      '同一编码只能有一个项目 / one item a code',
    )
    .default([]),
  depositFen: price,
  rentalTax: tax.default(rental),
  sessionTax: tax.default(rental),
  freeCancelHours: z.number().int().min(0).max(8760).default(72),
  lateCancelBps: bps.default(3000),
  noShowBps: bps.default(5000),
  note: field.text(500).default(''),
});
const isPriced = (p: z.infer<typeof prices>): boolean =>
  p.monthlyFen !== null || p.hourly.length > 0 || p.dayFen !== null || p.runFen !== null || p.sampleFen !== null;

/** The prices of an instrument or a category from a day on. */
export const ratePlanInput = prices
  .extend({ validFrom: field.date })
  .refine(isPriced, { path: ['monthlyFen'], message: '请至少填写一种价格 / at least one price' })
  .refine((p) => p.dayFen === null || p.minimumChargeFen <= p.dayFen, {
    path: ['minimumChargeFen'],
    message: '最低消费不能高于日价 / the minimum charge cannot be above the price of a day',
  });
export type RatePlanInput = z.infer<typeof ratePlanInput>;
/** What a plan says besides whose it is and when it holds. */
export type Prices = Omit<RatePlanInput, 'validFrom'>;

const ratePlanView = prices
  .extend({
    id: z.int(),
    instrumentId: z.int().nullable(),
    categoryId: z.int().nullable(),
    validFrom: z.string(),
    validUntil: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'RatePlan' });
export type RatePlanView = z.infer<typeof ratePlanView>;
export const ratePlans = z.object({ items: z.array(ratePlanView) });

/** An instrument's page: its record and what it costs today. */
export const instrumentView = instrumentRecord.extend({ ratePlan: ratePlanView.nullable() }).meta({ id: 'Instrument' });

export const listRates = z.object({
  of: z.enum(['instrument', 'category']).default('instrument'),
  q: z.string().trim().max(100).optional(),
  categoryId: field.id.optional(),
  /** own: has prices of its own; inherited: its category's; none: cannot be booked yet. */
  source: z.enum(['own', 'inherited', 'none']).optional(),
  ...pageQuery,
});
export const rateRow = z
  .object({
    instrumentId: z.int().nullable(),
    categoryId: z.int(),
    assetNo: z.string().nullable(),
    nameZh: z.string(),
    nameEn: z.string(),
    model: z.string(),
    categoryZh: z.string(),
    categoryEn: z.string(),
    originalValueFen: z.int().nullable(),
    source: z.enum(['own', 'inherited', 'none']),
    /** What holds today. */
    plan: ratePlanView.nullable(),
    /** The first of its own plans that begins later. */
    next: ratePlanView.nullable(),
    plans: z.int(),
  })
  .meta({ id: 'RateRow' });
export const ratesPage = z.object({ items: z.array(rateRow), nextCursor: z.string().nullable(), total: z.int() });

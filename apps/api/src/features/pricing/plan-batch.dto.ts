import { ADJUSTABLE_PRICES } from '@parkbench/domain';
import { z } from 'zod';
import { field } from '../../platform/http/validation.js';

/** The most plans that change in one go. */
export const mostPlans = 20_000;

const subjectInput = z.object({ of: z.enum(['instrument', 'category']), id: field.id });

export const bulkChange = z
  .object({
    of: z.enum(['instrument', 'category']).default('instrument'),
    q: z.string().trim().max(100).optional(),
    categoryId: field.id.optional().describe('with those below it'),
    ids: z.array(field.id).max(1000).optional().describe('only these'),
    source: z
      .enum(['own', 'inherited'])
      .default('own')
      .describe('inherited: those priced by their category get prices of their own'),
    prices: z.array(z.enum(ADJUSTABLE_PRICES)).min(1, '请选择价格 / choose prices'),
    bps: z.number().int().min(-9900).max(100_000).describe('500: five percent dearer'),
    roundToFen: z.union([z.literal(1), z.literal(10), z.literal(100), z.literal(1000), z.literal(10_000)]).default(100),
    validFrom: field.date,
  })
  .meta({ id: 'BulkPriceChange' });
export type BulkChange = z.infer<typeof bulkChange>;

export const planCopy = z
  .object({ to: z.array(subjectInput).min(1, '请选择对象 / choose to whom').max(1000), validFrom: field.date })
  .meta({ id: 'PlanCopy' });
export type PlanCopy = z.infer<typeof planCopy>;

/** What was shown; more, fewer or other prices by now: 409. */
export const token = z.string().regex(/^[0-9a-f]{64}$/);

const shown = z.object({
  monthlyFen: z.int().nullable(),
  hourly: z.array(z.object({ band: z.string(), hourlyFen: z.int() })),
  dayFen: z.int().nullable(),
  runFen: z.int().nullable(),
  sampleFen: z.int().nullable(),
  minimumChargeFen: z.int(),
  depositFen: z.int().nullable(),
});
export const batchRow = z
  .object({
    of: z.enum(['instrument', 'category']),
    id: z.int(),
    assetNo: z.string().nullable(),
    nameZh: z.string(),
    nameEn: z.string(),
    source: z.enum(['own', 'inherited', 'none']).describe('where its prices came from'),
    before: shown.nullable(),
    after: shown,
    replaces: z.boolean().describe('a plan that begins on that day is put right in place'),
    nextFrom: z.string().nullable().describe('a later plan of its own stays, and takes over then'),
    problem: z
      .object({ code: z.string(), message: z.object({ zh: z.string(), en: z.string() }) })
      .nullable()
      .describe('why nothing is changed as long as it is among them'),
  })
  .meta({ id: 'PlanBatchRow' });
export const batchView = z
  .object({
    token,
    count: z.int().describe('plans that would be made'),
    unchanged: z.int().describe('left out: their prices stay the same'),
    problems: z.int(),
    rows: z.array(batchRow).describe('those with problems first, at most 500'),
  })
  .meta({ id: 'PlanBatch' });
export const confirmedBulk = z.object({ change: bulkChange, token });
export const confirmedCopy = z.object({ copy: planCopy, token });
export const placedCount = z.object({ plans: z.int() });
export const endInput = z.object({ on: field.date.describe('first day on which it no longer holds') });

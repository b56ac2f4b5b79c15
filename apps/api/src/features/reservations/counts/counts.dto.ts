import { UNITS } from '@parkbench/domain';
import { z } from 'zod';
import { field } from '../../../platform/http/validation.js';

const number = z.int().min(0).max(10_000);
const quantity = z.int().min(0).max(100_000).describe('whole units; minutes where the unit is the hour');
const extras = z
  .array(z.object({ code: field.text(40).min(1), quantity }))
  .max(60)
  .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, 'each code once')
  .readonly();

/** What is booked by the count with a session. */
export const bookedCounts = z
  .object({ runs: number.default(0), samples: number.default(0), extras: extras.default([]) })
  .meta({ id: 'BookedCounts' });

/** What was counted at use; whatever is left out stays as it was booked, or as it was counted before. */
export const atUse = z
  .object({ runs: number.optional(), samples: number.optional(), extras: extras.default([]) })
  .meta({ id: 'CountsAtUse' });

const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .describe('of a rental: the month in which it was used');
export const countsCommand = z
  .object({
    counts: atUse,
    month: month.optional(),
    reason: field.text(500).default('').describe('needed where something was counted before'),
  })
  .meta({ id: 'CountsCommand' });

export const component = z.enum(['run', 'sample', 'assistance', 'consumable']);
const thing = {
  component,
  code: z.string().describe('empty: runs, samples'),
  nameZh: z.string(),
  nameEn: z.string(),
  unit: z.enum(UNITS),
};
export const countable = z.object({ ...thing, unitFen: z.int(), taxRateBps: z.int() }).meta({ id: 'Countable' });

export const countsView = z
  .object({
    byCount: z.boolean().describe('its hours are not paid, only what is counted'),
    items: z.array(
      countable.extend({
        month: z.string().nullable().describe('of a rental: the month it belongs to'),
        booked: z.int().nullable().describe('null: not booked'),
        counted: z.int().nullable().describe('null: nothing was counted, so what was booked stands'),
        amountFen: z.int(),
      }),
    ),
    countable: z.array(countable).describe('what can be counted, at the prices that would be kept'),
    months: z.array(z.string()).describe('of a rental: the months that can be counted for'),
    history: z.array(
      z.object({
        id: z.int(),
        ...thing,
        month: z.string().nullable(),
        count: z.int(),
        before: z.int().nullable(),
        reason: z.string(),
        byName: z.string(),
        at: z.string(),
      }),
    ),
  })
  .meta({ id: 'Counts' });

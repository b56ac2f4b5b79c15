import { z } from 'zod';
import { batchView } from '../pricing/pricing.api.js';

const named = { nameZh: z.string(), nameEn: z.string() };
const prices = z.object({
  monthlyFen: z.int().nullable(),
  hourlyFen: z.int().nullable().describe('of a weekday'),
  dayFen: z.int().nullable(),
  runFen: z.int().nullable(),
  sampleFen: z.int().nullable(),
});
const reservation = {
  id: z.int(),
  kind: z.enum(['rental', 'session']),
  ...named,
  assetNo: z.string(),
  companyZh: z.string(),
  companyEn: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
};

/** Whom new prices would touch; of each list the first fifty, with how many there are. */
export const touchedView = z
  .object({
    instruments: z.object({
      count: z.int(),
      items: z.array(
        z.object({ id: z.int(), assetNo: z.string(), ...named, before: prices.nullable(), after: prices.nullable() }),
      ),
    }),
    reservations: z
      .object({ count: z.int(), items: z.array(z.object({ ...reservation, totalFen: z.int() })) })
      .describe('run on into that time and keep the price they were quoted'),
    extensions: z
      .object({
        count: z.int(),
        items: z.array(z.object({ ...reservation, nowFen: z.int().nullable(), thenFen: z.int().nullable() })),
      })
      .describe('rentals that could be extended, and what a further month would cost: without and with the change'),
    companies: z.object({
      count: z.int(),
      items: z.array(z.object({ id: z.int(), ...named, reservations: z.int() })),
    }),
    waiting: z.int().describe('entries of the waiting list, priced when they are offered'),
    series: z.int().describe('series whose later sessions keep their price'),
  })
  .meta({ id: 'TouchedByPrices' });
export type Touched = z.infer<typeof touchedView>;

export const batchPreview = z.object({ batch: batchView, touched: touchedView }).meta({ id: 'PlanBatchPreview' });

import { z } from 'zod';
import { field, pageQuery } from '../../platform/http/validation.js';
import { day } from '../reservations/reservations.api.js';

export const utilisationQuery = z.object({
  from: day,
  to: day.describe('the first day not asked for'),
  categoryId: field.id.optional(),
  q: field.text(100).optional(),
  cursor: pageQuery.cursor,
  limit: z.coerce.number().int().min(1).max(300).default(60),
});

const minutes = z.array(z.int()).describe('by day');
const sums = {
  booked: minutes,
  used: minutes.describe('from hand-over to return, by day'),
  bookedMinutes: z.int(),
  usedMinutes: z.int(),
  outageMinutes: z.int(),
};
export const utilisationView = z
  .object({
    from: z.string(),
    to: z.string(),
    dayMinutes: z.int().describe('a day’s share of 1,600 hours a year: 100 %. A rented day counts as one share.'),
    total: z.object({ instruments: z.int(), ...sums }),
    items: z.array(
      z.object({
        instrumentId: z.int(),
        assetNo: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        categoryZh: z.string(),
        categoryEn: z.string(),
        ...sums,
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Utilisation' });

const week = z
  .array(z.int().nullable())
  .describe('168 hours from Monday 00:00, in percent; null: rests on too few companies to be told');
export const busynessQuery = z.object({
  month: field.month.optional().describe('a month that is over; left out: the last one'),
});
export const busynessView = z
  .object({
    month: z.string(),
    atLeast: z.int().nullable().describe('on how many companies a figure must rest; null: staff read all'),
    all: week,
    categories: z.array(
      z.object({ id: z.int(), nameZh: z.string(), nameEn: z.string(), instruments: z.int(), shares: week }),
    ),
  })
  .meta({ id: 'Busyness' });

import { z } from 'zod';
import { field, pageQuery } from '../../platform/http/validation.js';
import { alternativesView, day, instant, reservationRowView } from '../reservations/reservations.api.js';

const longestMs = 3 * 366 * 86_400_000;

const resolution = z.object({
  reservationId: z.int().positive(),
  action: z.enum(['move', 'swap', 'cancel']).describe('swap: to another instrument; cancel: without a fee'),
  instrumentId: z.int().positive().optional(),
  startsOn: day.optional(),
  startsAt: instant.optional(),
  endsAt: instant.optional(),
});
export const outageRequest = z
  .object({
    instrumentId: z.int().positive(),
    kind: z.enum(['maintenance', 'calibration', 'closure']),
    startsAt: instant,
    endsAt: instant,
    reason: field.text(500).min(1),
    resolutions: z.array(resolution).max(200).default([]).describe('what becomes of each reservation in the way'),
  })
  .refine(
    (o) => Date.parse(o.endsAt) > Date.parse(o.startsAt) && Date.parse(o.endsAt) - Date.parse(o.startsAt) < longestMs,
    {
      message: 'endsAt must lie after startsAt, at most three years',
      path: ['endsAt'],
    },
  )
  .refine((o) => o.resolutions.every((r) => r.action !== 'swap' || r.instrumentId !== undefined), {
    message: 'a swap names the other instrument',
    path: ['resolutions'],
  })
  .meta({ id: 'OutageRequest' });
export const outageEnd = z.object({ at: instant.optional().describe('now when left out') });

export const outagesQuery = z.object({
  ...pageQuery,
  instrumentId: field.id.optional(),
  from: day.optional(),
  to: day.optional().describe('the first day not asked for'),
});
export const outageView = z
  .object({
    id: z.int(),
    instrumentId: z.int(),
    instrumentZh: z.string(),
    instrumentEn: z.string(),
    assetNo: z.string(),
    kind: z.enum(['maintenance', 'calibration', 'closure']),
    status: z.enum(['planned', 'ended', 'cancelled']),
    startsAt: z.string(),
    endsAt: z.string(),
    reason: z.string(),
    createdByName: z.string(),
    createdAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Outage' });
export const outagesPage = z.object({ items: z.array(outageView), nextCursor: z.string().nullable() });
export const outageOutcome = z
  .object({ id: z.int(), status: z.string(), version: z.int() })
  .meta({ id: 'OutageOutcome' });
/** The extra of 409 reservations_affected. */
export const affectedView = reservationRowView
  .extend({ suggestions: alternativesView })
  .meta({ id: 'AffectedReservation' });

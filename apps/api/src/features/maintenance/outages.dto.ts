import { z } from 'zod';
import { field, pageQuery } from '../../platform/http/validation.js';
import { alternativesView, day, instant, reservationRowView } from '../reservations/reservations.api.js';

const longestMs = 3 * 366 * 86_400_000;

export const caseAction = z.enum(['swap', 'move', 'cancel', 'stay']);
export const outageKind = z.enum(['maintenance', 'calibration', 'closure', 'fault']);

const resolution = z.object({
  reservationId: z.int().positive(),
  action: caseAction.describe(
    'swap: to another instrument; move: to the next free slot when no time is named; cancel: without a fee; stay: a rental sits it out',
  ),
  instrumentId: z.int().positive().optional(),
  startsOn: day.optional(),
  startsAt: instant.optional(),
  endsAt: instant.optional(),
});
const defaultOf = z.object({ reservationId: z.int().positive(), action: caseAction });
const ask = z
  .object({
    answerBy: instant.describe('until when the owners may answer; a reservation that begins before is due then'),
    defaults: z
      .array(defaultOf)
      .max(200)
      .default([])
      .describe('what happens without an answer; left out: by the rules'),
  })
  .describe('asks the owners of those that are not resolved');

const when = {
  instrumentId: z.int().positive(),
  startsAt: instant.optional().describe('now when left out'),
  endsAt: instant.optional().describe('left out only when nobody knows the end'),
  openEnded: z.boolean().default(false).describe('nobody knows the end yet: it moves on day by day'),
};
type When = { startsAt?: string; endsAt?: string; openEnded: boolean };
const isOrdered = (o: When): boolean =>
  !o.startsAt ||
  !o.endsAt ||
  (Date.parse(o.endsAt) > Date.parse(o.startsAt) && Date.parse(o.endsAt) - Date.parse(o.startsAt) < longestMs);
const ordered = { message: 'endsAt must lie after startsAt, at most three years', path: ['endsAt'] };
const hasEnd = (o: When): boolean => o.openEnded || o.endsAt !== undefined;
const ended = { message: 'say when it ends, or that nobody knows', path: ['endsAt'] };

export const outagePreview = z
  .object(when)
  .refine(isOrdered, ordered)
  .refine(hasEnd, ended)
  .meta({ id: 'OutagePreviewRequest' });
export const outageRequest = z
  .object({
    ...when,
    kind: outageKind,
    reason: field.text(500).min(1),
    resolutions: z
      .array(resolution)
      .max(200)
      .default([])
      .describe('what becomes of each reservation in the way, at once'),
    ask: ask.optional(),
  })
  .refine(isOrdered, ordered)
  .refine(hasEnd, ended)
  .refine((o) => o.resolutions.every((r) => r.action !== 'swap' || r.instrumentId !== undefined), {
    message: 'a swap names the other instrument',
    path: ['resolutions'],
  })
  .meta({ id: 'OutageRequest' });
export const outageChange = z
  .object({
    version: z.int(),
    startsAt: instant.optional(),
    endsAt: instant.optional(),
    openEnded: z.boolean().optional(),
    reason: field.text(500).min(1).optional(),
    resolutions: z.array(resolution).max(200).default([]),
    ask: ask.optional().describe('a new time for answers; whoever is newly in the way is asked'),
  })
  .meta({ id: 'OutageChange' });
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
    caseNo: z.string(),
    instrumentId: z.int(),
    instrumentZh: z.string(),
    instrumentEn: z.string(),
    assetNo: z.string(),
    kind: outageKind,
    status: z.enum(['announced', 'planned', 'ended', 'cancelled']),
    startsAt: z.string(),
    endsAt: z.string(),
    openEnded: z.boolean(),
    answerBy: z.string().nullable(),
    cases: z.int().describe('reservations that it concerns'),
    openCases: z.int().describe('whose owners have not answered yet'),
    reason: z.string(),
    createdByName: z.string(),
    createdAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Outage' });
export const outagesPage = z.object({ items: z.array(outageView), nextCursor: z.string().nullable() });
export const outageOutcome = z
  .object({ id: z.int(), caseNo: z.string(), status: z.string(), version: z.int() })
  .meta({ id: 'OutageOutcome' });

/** A reservation in the way: where it could go, what would be held for it, and what happens by itself. */
export const affectedView = reservationRowView
  .extend({
    suggestions: alternativesView,
    held: alternativesView.shape.equivalents.element.nullable().describe('the equivalent that would be held'),
    choices: z.array(caseAction).describe('what the owner could choose; none: it is in use and must come back first'),
    defaultAction: caseAction.nullable(),
  })
  .meta({ id: 'AffectedReservation' });
export const outagePreviewView = z
  .object({
    startsAt: z.string(),
    endsAt: z.string(),
    affected: z.array(affectedView),
    isTaken: z.boolean().describe('another outage stands there, or something is held for somebody: it cannot be saved'),
  })
  .meta({ id: 'OutagePreview' });

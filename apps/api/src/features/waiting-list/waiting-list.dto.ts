import { z } from 'zod';
import { field, pageQuery } from '../../platform/http/validation.js';
import { bookedCounts, day, instant, quoteId, quoteView, violation } from '../reservations/reservations.api.js';

const minutes = { fromMinute: z.int().min(0).max(1439), toMinute: z.int().min(1).max(1440) };

/** On which days and between which hours of the park's wall clock; left out: any. */
export const convenient = {
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional().describe('Monday 1 to Sunday 7'),
  hours: z
    .object(minutes)
    .refine((h) => h.toMinute > h.fromMinute, { message: 'must end after it starts', path: ['toMinute'] })
    .optional(),
};

const target = {
  target: z.enum(['instrument', 'equivalent', 'category']).describe('equivalent: the instrument or one like it'),
  instrumentId: z.int().positive().optional().describe('unless it is for a category'),
  categoryId: z.int().positive().optional().describe('of a category: any instrument in it'),
};
const words = {
  purpose: field.text(500).default(''),
  project: field.text(200).default(''),
  rdUse: z.boolean().default(true),
};
const namesIt = {
  message: 'an instrument, or for a category the category',
  path: ['target'],
};
const named = (r: { target: string; instrumentId?: number; categoryId?: number }): boolean =>
  r.target === 'category' ? r.categoryId !== undefined : r.instrumentId !== undefined;
const longestWindowMs = 366 * 86_400_000;

const session = z
  .object({
    kind: z.literal('session'),
    ...target,
    lengthMinutes: z.int().min(1).max(44_640),
    from: instant,
    until: instant.describe('by then it must be over'),
    counts: bookedCounts.optional().describe('runs, samples and extras that are wanted; left out: none'),
    ...convenient,
    ...words,
  })
  .refine(named, namesIt)
  .refine(
    (s) => {
      const window = Date.parse(s.until) - Date.parse(s.from);
      return window >= s.lengthMinutes * 60_000 && window <= longestWindowMs;
    },
    { message: 'the window must hold the length, and be a year at most', path: ['until'] },
  );
const rental = z
  .object({
    kind: z.literal('rental'),
    ...target,
    months: z.int().min(1).max(120),
    firstDay: day.describe('the earliest first day'),
    lastDay: day.describe('the latest first day'),
    ...words,
  })
  .refine(named, namesIt)
  .refine((r) => r.lastDay >= r.firstDay && Date.parse(r.lastDay) - Date.parse(r.firstDay) <= longestWindowMs, {
    message: 'must not lie before firstDay, nor more than a year after it',
    path: ['lastDay'],
  });

export const joinRequest = z.union([session, rental]).meta({ id: 'WaitingListRequest' });

export const statuses = ['waiting', 'offered', 'booked', 'left', 'ended'] as const;
export const joined = z
  .object({ id: z.int(), status: z.enum(statuses), position: z.int().describe('1: nobody waits longer') })
  .meta({ id: 'WaitingListJoined' });
export const entryOutcome = z.object({ id: z.int(), status: z.enum(statuses) }).meta({ id: 'WaitingListOutcome' });

export const acceptance = z
  .object({ offerId: z.int().positive(), quoteId: quoteId.optional() })
  .meta({ id: 'OfferAcceptance' });
export const accepted = z
  .object({
    id: z.int(),
    status: z.enum(statuses),
    reservationId: z.int(),
    reservationStatus: z.string().describe('requested where staff must approve'),
  })
  .meta({ id: 'OfferAccepted' });
export const decline = z.object({ offerId: z.int().positive() }).meta({ id: 'OfferDecline' });

export const entriesQuery = z.object({
  ...pageQuery,
  state: z.enum(['open', 'over']).default('open').describe('open: waiting or with an offer'),
});

const offerView = z.object({
  id: z.int(),
  instrumentId: z.int(),
  instrumentZh: z.string(),
  instrumentEn: z.string(),
  assetNo: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  startsOn: z.string().nullable(),
  expiresAt: z.string(),
  quote: quoteView
    .omit({ violations: true, free: true, alternatives: true, rentOrBuy: true })
    .nullable()
    .describe("today's price; null when there is none"),
  violations: z.array(violation),
});

export const entryView = z
  .object({
    id: z.int(),
    status: z.enum(statuses),
    target: z.enum(['instrument', 'equivalent', 'category']),
    instrumentId: z.int().nullable(),
    instrumentZh: z.string().nullable(),
    instrumentEn: z.string().nullable(),
    assetNo: z.string().nullable(),
    categoryId: z.int(),
    categoryZh: z.string(),
    categoryEn: z.string(),
    kind: z.enum(['session', 'rental']),
    lengthMinutes: z.int().nullable(),
    from: z.string().nullable(),
    until: z.string().nullable(),
    weekdays: z.array(z.int()).nullable(),
    fromMinute: z.int().nullable(),
    toMinute: z.int().nullable(),
    months: z.int().nullable(),
    firstDay: z.string().nullable(),
    lastDay: z.string().nullable(),
    counts: bookedCounts.nullable().describe('what is wanted by the count with a session'),
    waitsUntil: z.string(),
    purpose: z.string(),
    createdAt: z.string(),
    reservationId: z.int().nullable(),
    memberName: z.string(),
    mine: z.boolean(),
    companyZh: z.string().nullable().describe('staff only'),
    companyEn: z.string().nullable().describe('staff only'),
    letGo: z.int().describe('offers declined or not answered in time'),
    position: z.int().nullable().describe('1: nobody waits longer for some of the same time'),
    offer: offerView.nullable(),
  })
  .meta({ id: 'WaitingListEntry' });
export const entriesPage = z
  .object({
    items: z.array(entryView),
    nextCursor: z.string().nullable(),
    now: z.string().describe("the server's clock, for countdowns"),
  })
  .meta({ id: 'WaitingListPage' });

export const holdTermsView = z
  .object({ sessionMinutes: z.int(), rentalHours: z.int() })
  .describe('how long offers are held, as the park has set it')
  .meta({ id: 'OfferTerms' });

export const demandView = z
  .object({
    items: z.array(
      z.object({
        instrumentId: z.int().nullable(),
        assetNo: z.string().nullable(),
        nameZh: z.string(),
        nameEn: z.string(),
        waiting: z.int().describe('now'),
        missed: z.int().describe('ended without time in 90 days'),
        companies: z.int(),
        sessionHours: z.number(),
        rentalMonths: z.int(),
        oldest: z.string(),
      }),
    ),
    terms: holdTermsView,
  })
  .meta({ id: 'UnmetDemand' });

export const alertRequest = z
  .object({
    instrumentId: z.int().positive().optional(),
    categoryId: z.int().positive().optional(),
    minMinutes: z.int().min(15).max(44_640),
    withinDays: z.int().min(1).max(365),
    byMail: z.boolean().default(false),
    ...convenient,
  })
  .refine((a) => (a.instrumentId === undefined) !== (a.categoryId === undefined), {
    message: 'an instrument or a category',
    path: ['instrumentId'],
  })
  .meta({ id: 'FreedAlertRequest' });
export const alertView = z
  .object({
    id: z.int(),
    instrumentId: z.int().nullable(),
    categoryId: z.int().nullable(),
    nameZh: z.string(),
    nameEn: z.string(),
    assetNo: z.string().nullable(),
    minMinutes: z.int(),
    withinDays: z.int(),
    weekdays: z.array(z.int()).nullable(),
    fromMinute: z.int().nullable(),
    toMinute: z.int().nullable(),
    byMail: z.boolean(),
    createdAt: z.string(),
  })
  .meta({ id: 'FreedAlert' });
export const alertsView = z.object({ items: z.array(alertView) }).meta({ id: 'FreedAlerts' });

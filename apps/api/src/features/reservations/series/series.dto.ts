import { z } from 'zod';
import { field } from '../../../platform/http/validation.js';
import { capsAfterView } from '../best-of/best-of.dto.js';
import { bookedCounts } from '../counts/counts.dto.js';
import { feeShown } from '../cancellation.dto.js';
import { alternatives, day, instant, override, quoteId, status, violation } from '../reservations.dto.js';
import { MAX_OCCURRENCES } from './series-rule.js';

const instrumentId = z.int().positive();
const wall = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
  .describe('wall time in the park: YYYY-MM-DDTHH:MM');
const lengthMinutes = z
  .int()
  .min(1)
  .max(31 * 1440);
const reason = field.text(500).default('');

/** What becomes of one day of the rule: none on it, or another time or instrument instead. */
export const choice = z
  .union([
    z.object({ date: day, action: z.literal('skip') }),
    z.object({
      date: day,
      action: z.literal('take'),
      instrumentId: instrumentId.optional(),
      startsAt: instant.optional(),
    }),
  ])
  .meta({ id: 'SeriesChoice' });
const choices = z.array(choice).max(MAX_OCCURRENCES).default([]);

const repeated = {
  instrumentId,
  startsLocal: wall,
  lengthMinutes,
  rrule: z
    .string()
    .max(300)
    .describe('RFC 5545: FREQ=DAILY|WEEKLY|MONTHLY, INTERVAL, COUNT or UNTIL, BYDAY, BYMONTHDAY'),
  choices,
  counts: bookedCounts.optional().describe('of each session'),
  companyId: z.int().positive().optional().describe('staff only: for whom'),
};
export const seriesPreviewRequest = z.object(repeated).meta({ id: 'SeriesPreviewRequest' });
export const seriesRequest = z
  .object({
    ...repeated,
    memberId: z.int().positive().optional().describe('staff only: which member of the company'),
    quoteId: quoteId.optional().describe('the price of all that was shown'),
    purpose: field.text(500).default(''),
    project: field.text(200).default(''),
    rdUse: z.boolean().default(true),
    override: override.optional(),
  })
  .meta({ id: 'SeriesRequest' });

export const plannedOccurrence = z
  .object({
    date: z.string().describe('the day of the rule; it names the session within its series'),
    instrumentId: z.int(),
    startsAt: z.string(),
    endsAt: z.string(),
    verdict: z
      .enum(['free', 'taken', 'refused', 'skipped'])
      .describe('advice at this moment; the reservation itself decides'),
    isAlternative: z.boolean().describe('another time or instrument than the rule has'),
    movedByClock: z.boolean().describe('the wall time is skipped on that day: it begins that much later'),
    needsApproval: z.boolean(),
    totalFen: z.int().nullable().describe('null: no price'),
    violations: z.array(violation),
    alternatives: alternatives
      .nullable()
      .describe('nextFree: the nearest time of the same day, or else the next free one'),
  })
  .meta({ id: 'PlannedOccurrence' });

export const seriesPreview = z
  .object({
    rrule: z.string(),
    startsLocal: z.string(),
    quoteId: z.string().describe('names the price of all that would be reserved'),
    totalFen: z.int(),
    sessions: z.int().describe('how many would be reserved'),
    conflicts: z.int().describe('how many still need a choice'),
    bestOf: capsAfterView,
    occurrences: z.array(plannedOccurrence),
  })
  .meta({ id: 'SeriesPreview' });

export const seriesOutcome = z
  .object({
    id: z.int(),
    sessions: z.int(),
    requested: z.int().describe('how many of them wait for the staff'),
    totalFen: z.int(),
    firstReservationId: z.int(),
  })
  .meta({ id: 'SeriesOutcome' });

export const retryRequest = z
  .object({
    dates: z.array(day).min(1).max(MAX_OCCURRENCES).describe('skipped days to try again'),
    choices,
  })
  .meta({ id: 'SeriesRetryPreviewRequest' });
export const retryCommand = retryRequest
  .extend({ quoteId: quoteId.optional(), override: override.optional() })
  .meta({ id: 'SeriesRetry' });

export const scope = z.enum(['this', 'following', 'all']);
const scoped = { scope, date: day.describe('the day of the rule of the session that it starts from') };

/** Where a session goes: as the new rule has it, elsewhere, or it stays. */
const moveChoice = z
  .union([
    z.object({ date: day, action: z.literal('keep') }),
    z.object({
      date: day,
      action: z.literal('take'),
      instrumentId: instrumentId.optional(),
      startsAt: instant.optional(),
    }),
  ])
  .meta({ id: 'SeriesMoveChoice' });
export const seriesMovePreviewRequest = z
  .object({
    ...scoped,
    startTime: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .optional(),
    shiftDays: z.int().min(-6).max(6).default(0),
    lengthMinutes: lengthMinutes.optional(),
    instrumentId: instrumentId.optional(),
    includeExceptions: z.boolean().default(false).describe('also those that were moved one by one'),
    choices: z.array(moveChoice).max(MAX_OCCURRENCES).default([]),
  })
  .meta({ id: 'SeriesMovePreviewRequest' });
export const seriesMove = seriesMovePreviewRequest
  .extend({ quoteId: quoteId.optional(), override: override.optional() })
  .meta({ id: 'SeriesMove' });
export const movedOccurrence = plannedOccurrence
  .extend({
    verdict: z.enum(['free', 'taken', 'refused', 'kept']),
    reservationId: z.int(),
    before: z.object({ instrumentId: z.int(), startsAt: z.string(), endsAt: z.string(), totalFen: z.int() }),
  })
  .meta({ id: 'MovedOccurrence' });
export const seriesMovePreview = z
  .object({
    quoteId: z.string(),
    beforeFen: z.int(),
    totalFen: z.int(),
    moved: z.int(),
    conflicts: z.int(),
    exceptions: z.int().describe('how many keep a place of their own'),
    untouched: z.int().describe('how many have begun or are over'),
    occurrences: z.array(movedOccurrence),
  })
  .meta({ id: 'SeriesMovePreview' });
export const seriesMoveOutcome = z
  .object({ id: z.int().describe('the series that they belong to now'), moved: z.int(), totalFen: z.int() })
  .meta({ id: 'SeriesMoveOutcome' });

export const seriesCancelPreviewRequest = z.object(scoped).meta({ id: 'SeriesCancelPreviewRequest' });
export const seriesCancel = z
  .object({
    ...scoped,
    reason,
    waiveFee: z.boolean().default(false),
    feeFen: feeShown,
  })
  .meta({ id: 'SeriesCancel' });
export const seriesCancelPreview = z
  .object({
    feeFen: z.int(),
    untouched: z.int().describe('how many have begun or are over'),
    occurrences: z.array(
      z.object({ date: z.string(), reservationId: z.int(), startsAt: z.string(), endsAt: z.string(), feeFen: z.int() }),
    ),
  })
  .meta({ id: 'SeriesCancelPreview' });
export const seriesCancelOutcome = z
  .object({ id: z.int(), cancelled: z.int(), feeFen: z.int() })
  .meta({ id: 'SeriesCancelOutcome' });

export const seriesApproval = z.object({ override: override.optional() }).meta({ id: 'SeriesApproval' });
export const seriesRejection = z.object({ reason: field.text(500).min(1) }).meta({ id: 'SeriesRejection' });
export const seriesDecided = z.object({ id: z.int(), decided: z.int() }).meta({ id: 'SeriesDecided' });

export const seriesView = z
  .object({
    id: z.int(),
    instrumentId: z.int(),
    instrumentZh: z.string(),
    instrumentEn: z.string(),
    assetNo: z.string(),
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    rrule: z.string(),
    startsLocal: z.string(),
    lengthMinutes: z.int(),
    zone: z.string(),
    endsBefore: z.string().nullable(),
    splitFrom: z.int().nullable(),
    totalFen: z.int().describe('of the sessions that stand'),
    sessions: z.array(
      z.object({
        date: z.string(),
        reservationId: z.int(),
        status,
        instrumentId: z.int(),
        startsAt: z.string(),
        endsAt: z.string(),
        totalFen: z.int(),
        isException: z.boolean().describe('another time or instrument than the rule has'),
      }),
    ),
    skipped: z
      .array(z.object({ date: z.string(), startsAt: z.string(), endsAt: z.string() }))
      .describe('days of the rule ahead that have no session; they can be tried again'),
    requested: z.int().describe('how many wait for the staff'),
  })
  .meta({ id: 'Series' });

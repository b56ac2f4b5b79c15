import { z } from 'zod';
import { field } from '../../../platform/http/validation.js';
import { day, localized, months, override, quoteView, violation } from '../reservations.dto.js';

const dayPart = z.enum(['am', 'pm', 'day']);
const weekPattern = z
  .object({
    1: dayPart.optional(),
    2: dayPart.optional(),
    3: dayPart.optional(),
    4: dayPart.optional(),
    5: dayPart.optional(),
    6: dayPart.optional(),
    7: dayPart.optional(),
  })
  .describe('weekday (Monday 1) -> morning, afternoon (from 12:00) or the whole day');

export const coRentRequest = z
  .object({
    instrumentId: z.int().positive(),
    startsOn: day,
    months: months.max(60),
    shares: z
      .array(
        z.object({
          companyId: z.int().positive(),
          memberId: z.int().positive().optional(),
          shareBps: z.int().min(0).max(10_000),
          pattern: weekPattern,
        }),
      )
      .min(1)
      .max(4),
    purpose: field.text(500).default(''),
    override: override.optional(),
  })
  .meta({ id: 'CoRentRequest' });

export const coRentPreview = z
  .object({
    problems: z.array(z.object({ code: z.string(), part: z.int().nullable(), message: localized })),
    totalFen: z.int(),
    parts: z.array(
      z.object({
        companyId: z.int(),
        quote: quoteView.omit({ violations: true, free: true, alternatives: true, rentOrBuy: true }),
        violations: z.array(violation),
        free: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'CoRentPreview' });

export const coRentOutcome = z
  .object({ id: z.int(), reservations: z.array(z.object({ companyId: z.int(), reservationId: z.int() })) })
  .meta({ id: 'CoRent' });

import { z } from 'zod';
import { field } from '../../platform/http/validation.js';

export const localized = z.object({ zh: z.string(), en: z.string() });

/** What a policy found, for programs and for people. */
export const violation = z
  .object({
    code: z.string(),
    severity: z.enum(['refuse', 'warn', 'note']),
    message: localized,
    data: z.record(z.string(), z.unknown()),
    overridable: z.boolean(),
  })
  .meta({ id: 'Violation' });

export const override = z
  .object({ codes: z.array(z.string().max(50)).min(1).max(20), reason: field.text(500).min(2) })
  .describe('staff only: the policies to override, and why');

/** What the policies say before staff decide. */
export const findingsView = z.object({ violations: z.array(violation) }).meta({ id: 'Findings' });

/** What is brought along; it is compared with the room (rules §3). */
export const broughtAlong = {
  sampleBiosafetyLevel: z.int().min(1).max(4).optional().describe('of the sample; left out: nothing biological'),
};

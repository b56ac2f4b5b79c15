import { z } from 'zod';
import { field } from '../../platform/http/validation.js';
import { localized, violation } from './policies.dto.js';

/** The fee that whoever gives something up was shown: no more than that is ever charged. */
export const feeShown = field.fen
  .optional()
  .describe('the fee that was shown; when it is more meanwhile the answer is 409 fee_changed');
export const cancellation = z
  .object({ reason: field.text(500).default(''), waiveFee: z.boolean().default(false), feeFen: feeShown })
  .meta({ id: 'Cancellation' });
export const cancellationPreview = z
  .object({ feeFen: z.int(), freeUntil: z.string(), explanation: localized, violations: z.array(violation) })
  .meta({ id: 'CancellationPreview' });

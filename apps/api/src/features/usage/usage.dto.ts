import { z } from 'zod';
import { field } from '../../platform/http/validation.js';

const noted = {
  at: field.instant.optional().describe('now when left out; never ahead'),
  condition: z.enum(['good', 'worn', 'damaged']).default('good'),
  note: field.text(1000).default(''),
};
export const handOver = z.object(noted).meta({ id: 'HandOver' });
export const takeBack = z
  .object({
    ...noted,
    deposit: z.enum(['refund', 'set_off', 'keep']).default('refund').describe('what becomes of the deposit'),
  })
  .meta({ id: 'TakeBack' });
export const noShow = z
  .object({ note: field.text(1000).default(''), waiveFee: z.boolean().default(false) })
  .meta({ id: 'NoShow' });

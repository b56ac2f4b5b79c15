import { z } from 'zod';
import { field } from '../../platform/http/validation.js';
import { atUse } from '../reservations/reservations.api.js';

/** Photographs of one direction of a hand-over. */
export const photosAtMost = 6;

export const condition = z.enum(['good', 'worn', 'damaged']);
export const direction = z.enum(['out', 'back']);
export const accessory = z.object({
  name: field.text(100).min(1),
  state: z.enum(['given', 'returned', 'missing']),
});
/** A PNG as the page's canvas gives it, without the "data:" before it. */
const drawn = z.base64().max(140_000);

const record = {
  condition: condition.default('good'),
  note: field.text(1000).default(''),
  accessories: z.array(accessory).max(40).default([]).describe('what was ticked off, one by one'),
  photoIds: z
    .array(z.int().positive())
    .max(photosAtMost)
    .default([])
    .describe('photographs uploaded before, of this direction'),
  signedBy: field.text(80).default('').describe('who took it or brought it back, by name'),
  signature: drawn.optional().describe('a drawn signature: PNG, base64'),
};
const counts = atUse.optional();
const at = field.instant.optional().describe('now when left out; never ahead');

export const handOver = z.object({ at, ...record }).meta({ id: 'HandOver' });
export const takeBack = z
  .object({
    at,
    ...record,
    counts: counts.describe('what was counted; of a rental it belongs to the month of the return'),
    deposit: z
      .enum(['refund', 'set_off', 'keep'])
      .default('refund')
      .describe('what becomes of the deposit, or of what is left of it; keep: decided later'),
    keepDeposit: z
      .object({ amountFen: field.fen.min(1), reason: field.text(300).min(2, '请填写原因 / required') })
      .optional()
      .describe('a part that is kept for a damage or a breach: it is invoiced and pays that line'),
  })
  .meta({ id: 'TakeBack' });
export const noShow = z
  .object({ note: field.text(1000).default(''), waiveFee: z.boolean().default(false) })
  .meta({ id: 'NoShow' });
/** A tenant starts the own session: always now. */
export const start = z.object(record).meta({ id: 'StartSession' });
/** A tenant stops the own session: always now; with what was counted, where that is paid. */
export const stop = z.object({ ...record, counts }).meta({ id: 'StopSession' });

export const photoUpload = z.object({ direction });
/** A damage is photographed at any time after the hand-over; the record of the hand-over itself stays as it was signed. */
const taken = z.enum(['out', 'back', 'damage']);
export const photoView = z
  .object({ id: z.int(), direction: taken, width: z.int(), height: z.int(), byName: z.string(), at: z.string() })
  .meta({ id: 'HandoverPhoto' });
const handoverView = z
  .object({
    id: z.int(),
    direction,
    at: z.string(),
    condition,
    note: z.string(),
    byName: z.string(),
    accessories: z.array(accessory),
    signedBy: z.string(),
    isSigned: z.boolean().describe('there is a drawn signature'),
    photos: z.array(photoView),
  })
  .meta({ id: 'Handover' });
export const handoversView = z
  .object({
    accessories: z.array(z.string()).describe('what belongs to the instrument, to be ticked off'),
    items: z.array(handoverView),
    drafts: z.array(photoView).describe('uploaded, and not yet part of a hand-over'),
    damages: z.array(photoView).describe('taken later, as evidence of a damage'),
  })
  .meta({ id: 'Handovers' });

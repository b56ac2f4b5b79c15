import { z } from 'zod';
import { field } from '../../platform/http/validation.js';
import { alternatives, instant, override, quoteId, violation } from './reservations.dto.js';

export const resize = z
  .object({ endsAt: instant, quoteId: quoteId.optional(), override: override.optional() })
  .meta({ id: 'Resize' });
export const resizePreview = z.object({ endsAt: instant });
export const resizePreviewView = z
  .object({
    quoteId: z.string(),
    endsAt: z.string(),
    totalFen: z.int(),
    differenceFen: z.int().describe('0 when it is shortened: what was booked is owed unless the plan bills used time'),
    violations: z.array(violation),
    free: z.boolean(),
    alternatives: alternatives.nullable(),
  })
  .meta({ id: 'ResizePreview' });

export const transfer = z
  .object({
    memberId: z.int().positive().describe('a colleague of the same company'),
    note: field.text(500).default(''),
    override: override.optional(),
  })
  .meta({ id: 'Transfer' });
export const colleagues = z
  .object({ items: z.array(z.object({ id: z.int(), name: z.string() })) })
  .meta({ id: 'Colleagues' });

import { z } from 'zod';
import { instant } from '../reservations.dto.js';

export const releasing = z
  .object({
    windows: z
      .array(z.object({ startsAt: instant, endsAt: instant }))
      .min(1)
      .max(200)
      .describe('stretches of the rental that others may book by the hour'),
  })
  .meta({ id: 'Releasing' });

export const releasesView = z
  .object({
    shareBps: z.int().describe('what the holder gets of the net that others pay'),
    creditFen: z.int().describe('earned so far, as it will stand on the invoices'),
    windows: z.array(z.object({ id: z.int(), startsAt: z.string(), endsAt: z.string(), bookedMinutes: z.int() })),
  })
  .meta({ id: 'Releases' });

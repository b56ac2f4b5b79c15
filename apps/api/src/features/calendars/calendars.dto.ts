import { z } from 'zod';
import { field } from '../../platform/http/validation.js';

const scope = z.enum(['person', 'company', 'instrument']);

export const newFeed = z
  .object({ scope, instrumentId: z.int().positive().optional() })
  .refine(({ scope: of, instrumentId }) => (of === 'instrument') === (instrumentId !== undefined), {
    path: ['instrumentId'],
    message: 'name the instrument of an instrument calendar, and of no other',
  })
  .meta({ id: 'NewCalendarFeed' });
export const feedAddress = z
  .object({
    id: z.int(),
    url: z.string().describe('shown once: only its hash is kept'),
    webcalUrl: z.string().describe('the same, for a click that opens the calendar program'),
  })
  .meta({ id: 'CalendarFeedAddress' });
export const feedList = z
  .object({
    items: z.array(
      z.object({
        id: z.int(),
        scope,
        instrumentId: z.int().nullable(),
        instrumentZh: z.string().nullable(),
        instrumentEn: z.string().nullable(),
        createdAt: z.string(),
        lastReadAt: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'CalendarFeeds' });
export const feedId = field.id;

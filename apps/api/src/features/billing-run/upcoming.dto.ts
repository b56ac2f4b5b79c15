import { z } from 'zod';
import { previewLines } from './billing-run.dto.js';

/** What is to come on a company's next invoice, and the caps of the present month. */
export const upcomingView = previewLines
  .pick({ month: true, lines: true, totals: true })
  .extend({
    incomplete: z
      .boolean()
      .describe('something could not be reckoned and is left out; the staff see it before they bill'),
    caps: z
      .array(
        z.object({
          instrumentId: z.int(),
          nameZh: z.string(),
          nameEn: z.string(),
          assetNo: z.string(),
          sessions: z.int().describe('used and booked'),
          month: z.string(),
          capFen: z.int().describe("the month's rent: its hours never cost more"),
          paidFen: z.int().describe('what the hours used and booked cost'),
          minutesToCap: z.int().nullable().describe("at the weekday's price; 0: capped, null: an hour costs nothing"),
        }),
      )
      .describe('instruments used by the hour whose month has a cap'),
  })
  .meta({ id: 'UpcomingCharges' });

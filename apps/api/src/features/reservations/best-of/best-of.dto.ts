import { z } from 'zod';

/** Where a session leaves the cap of its month (ADR 0030). */
export const capAfterView = z
  .object({
    month: z.string(),
    capFen: z.int().describe("the month's rent: its hours never cost more"),
    paidFen: z.int().describe('what the hours of the month cost, those that are looked at included'),
    addsFen: z.int().describe('what the hours that are looked at really add'),
    savesFen: z.int().describe('what the cap takes off their price'),
    minutesToCap: z.int().nullable(),
  })
  .meta({ id: 'BestOf' });

/** The same where several sessions are looked at together: one for each instrument and month. */
export const capsAfterView = z
  .array(
    capAfterView
      .extend({ instrumentId: z.int(), nameZh: z.string(), nameEn: z.string(), assetNo: z.string() })
      .meta({ id: 'InstrumentBestOf' }),
  )
  .describe('where the sessions leave the caps of their months; empty where nobody pays');

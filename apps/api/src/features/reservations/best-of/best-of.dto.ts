import { z } from 'zod';

/** Where a session leaves the cap of its month (ADR 0030). */
export const capAfterView = z
  .object({
    month: z.string(),
    capFen: z.int().describe("the month's rent: its hours never cost more"),
    paidFen: z.int().describe('what the hours of the month cost, this session included'),
    addsFen: z.int().describe('what this session really adds'),
    minutesToCap: z.int().nullable(),
  })
  .meta({ id: 'BestOf' });

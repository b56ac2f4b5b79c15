import { z } from 'zod';
import { token } from './plan-batch.dto.js';

const text = z.object({ zh: z.string(), en: z.string() });
export const rateImportRow = z
  .object({
    rowNo: z.int(),
    subject: z.string().describe('asset number, or path of the category'),
    name: z.string(),
    validFrom: z.string(),
    verdict: z.enum(['new', 'changed', 'same', 'invalid']),
    changes: z.array(z.object({ header: z.string(), from: z.string(), to: z.string() })),
    problems: z.array(z.object({ cell: z.string(), header: z.string(), message: text })),
  })
  .meta({ id: 'RateImportRow' });
export const rateImport = z
  .object({
    fileName: z.string(),
    token,
    counts: z.object({ new: z.int(), changed: z.int(), same: z.int(), invalid: z.int() }),
    ignored: z.array(z.string()).describe('headers that are no column of prices'),
    rows: z
      .array(rateImportRow)
      .describe('what is wrong first, then what changes; at most 500, what stays the same left out'),
  })
  .meta({ id: 'RateImport' });
export const importToken = z.object({ token });

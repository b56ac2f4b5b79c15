import { z } from 'zod';
import { pageQuery } from '../../../platform/http/validation.js';

const verdict = z.enum(['pending', 'new', 'changed', 'same', 'skipped', 'invalid']);
const status = z.enum(['uploaded', 'parsing', 'preview', 'importing', 'imported', 'failed']);
const localized = z.object({ zh: z.string(), en: z.string() });
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const count = z.int().optional();

export const mappingInput = z.object({ mapping: z.array(z.string().max(40).nullable()).max(200) });
export const rowsQuery = z.object({
  verdict: verdict.optional(),
  problems: z.enum(['true', 'false']).optional(),
  ...pageQuery,
});

const summary = z.object({
  new: count,
  changed: count,
  same: count,
  skipped: count,
  invalid: count,
  problems: count,
  warnings: count,
  newCategories: z.array(z.string()).optional(),
  missing: z.array(z.string()).optional(),
});

export const importView = z
  .object({
    id: z.int(),
    fileName: z.string(),
    sheetName: z.string().nullable(),
    status,
    headers: z.array(z.string()),
    headerRow: z.int().nullable(),
    mapping: z.array(z.string().nullable()),
    fields: z.array(z.object({ key: z.string(), labelZh: z.string(), labelEn: z.string(), required: z.boolean() })),
    totalRows: z.int(),
    doneRows: z.int(),
    summary,
    error: z.object({ code: z.string(), message: localized }).nullable(),
    createdAt: z.string(),
    createdBy: z.string(),
  })
  .meta({ id: 'Import' });
export const importsPage = z.object({
  items: z.array(
    importView.pick({
      id: true,
      fileName: true,
      status: true,
      totalRows: true,
      summary: true,
      createdAt: true,
      createdBy: true,
    }),
  ),
});

const problem = z.object({
  column: z.int().nullable(),
  cell: z.string().nullable(),
  field: z.string().nullable(),
  code: z.string(),
  message: localized,
  severity: z.enum(['error', 'warning']),
});
export const importRowsPage = z.object({
  items: z.array(
    z
      .object({
        rowNo: z.int(),
        cells: z.array(cell),
        record: z.record(z.string(), cell).nullable(),
        problems: z.array(problem),
        verdict,
        changes: z.record(z.string(), z.array(z.unknown())),
      })
      .meta({ id: 'ImportRow' }),
  ),
  nextCursor: z.string().nullable(),
});

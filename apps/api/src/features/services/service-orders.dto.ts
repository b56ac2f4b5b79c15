import { UNITS } from '@parkbench/domain';
import { z } from 'zod';
import { field, pageQuery } from '../../platform/http/validation.js';
import { serviceActions, serviceStatuses } from './order-actions.js';

const status = z.enum(serviceStatuses);
const url = field.text(500).regex(/^(https?:\/\/\S+)?$/, '应为 http(s) 链接 / an http(s) link');
const mostLines = 20;
const mostFen = 1_000_000_000_00;

export const serviceQuery = z.object({
  ...pageQuery,
  status: z
    .string()
    .max(120)
    .transform((s) => s.split(','))
    .pipe(z.array(status).max(7))
    .optional()
    .describe('one or several, by comma'),
  companyId: field.id.optional(),
  q: field.text(100).optional(),
});

export const newService = z
  .object({
    companyId: field.id.optional().describe('staff only: for whom'),
    memberId: field.id.optional().describe('staff only: whom of the company'),
    instrumentId: field.id.optional(),
    categoryId: field.id.optional().describe('when no instrument is named'),
    samples: z.int().min(1).max(100_000),
    description: field.text(2000).min(1),
    project: field.text(200).default(''),
    rdUse: z.boolean().default(true),
    wantedBy: field.date.optional(),
  })
  .refine((s) => (s.instrumentId === undefined) !== (s.categoryId === undefined), {
    path: ['instrumentId'],
    message: '请选择仪器或仪器类别之一 / name an instrument or a category',
  })
  .meta({ id: 'NewServiceOrder' });

/** A price line: so many units at a unit price with tax; work is counted in minutes and priced by the hour. */
const serviceLine = z.object({
  text: field.text(200).min(1),
  count: z.int().min(1).max(100_000).describe('whole units; minutes where the unit is the hour'),
  unit: z.enum(UNITS).default('sample'),
  unitFen: field.fen.max(mostFen),
  taxRateBps: z.int().min(0).max(10_000),
  taxCode: z.string().regex(/^\d{19}$/, '应为 19 位数字 / 19 digits'),
  itemName: field.text(90).min(1),
});

export const serviceQuote = z
  .object({
    version: z.int(),
    lines: z.array(serviceLine).min(1).max(mostLines),
    promisedOn: field.date.optional(),
    note: field.text(1000).default(''),
  })
  .meta({ id: 'ServiceQuote' });
export const serviceStep = z.object({ version: z.int() }).meta({ id: 'ServiceStep' });
export const serviceEnd = z.object({ version: z.int(), reason: field.text(500).min(1) }).meta({ id: 'ServiceEnd' });
export const serviceResult = z
  .object({
    version: z.int(),
    resultNote: field.text(2000).min(1),
    resultUrl: url.default(''),
    counts: z
      .array(z.int().min(0).max(100_000))
      .max(mostLines)
      .optional()
      .describe('what was done, line by line, where it is less than quoted'),
  })
  .meta({ id: 'ServiceResult' });

export const serviceOutcome = z.object({ id: z.int(), status, version: z.int() }).meta({ id: 'ServiceOutcome' });

const named = z.object({ id: z.int(), nameZh: z.string(), nameEn: z.string() });

export const serviceRow = z
  .object({
    id: z.int(),
    orderNo: z.string(),
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    memberName: z.string(),
    instrument: named.extend({ assetNo: z.string() }).nullable(),
    category: named.nullable(),
    samples: z.int(),
    description: z.string(),
    wantedBy: z.string().nullable(),
    promisedOn: z.string().nullable(),
    status,
    billed: z.boolean().describe('all of it stands on issued invoices'),
    quotedFen: z.int().nullable(),
    billedFen: z.int().nullable(),
    createdAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'ServiceOrderRow' });
export const servicePage = z
  .object({ items: z.array(serviceRow), nextCursor: z.string().nullable() })
  .meta({ id: 'ServiceOrderPage' });

export const serviceView = serviceRow
  .extend({
    project: z.string(),
    rdUse: z.boolean(),
    lines: z.array(serviceLine.extend({ amountFen: z.int(), doneCount: z.int().nullable() })),
    suggested: z.array(serviceLine).describe('staff, before the quote: a line by the plan'),
    addable: z
      .array(serviceLine)
      .describe("staff, before the quote: the plan's hour of assistance and its consumables, one of each"),
    quoteNote: z.string(),
    resultNote: z.string(),
    resultUrl: z.string(),
    endReason: z.string(),
    quotedAt: z.string().nullable(),
    confirmedAt: z.string().nullable(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    invoices: z.array(z.object({ id: z.int(), number: z.string() })),
    allowed: z.array(z.enum(serviceActions)),
  })
  .meta({ id: 'ServiceOrder' });

export type ServiceLine = z.infer<typeof serviceLine>;

import { SUPPORTABLE } from '@parkbench/domain';
import { z } from 'zod';
import { field } from '../../../platform/http/validation.js';

const ids = z.array(z.int().positive()).max(500).default([]);

/** What a voucher or programme is for; a list that is empty does not limit. */
export const supportScope = z
  .object({
    components: z.array(z.enum(SUPPORTABLE)).max(20).default([]),
    categoryIds: ids,
    instrumentIds: ids,
  })
  .meta({ id: 'SupportScope' });

const amount = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const shareBps = z.int().min(1).max(10_000);

export const programmeInput = z
  .object({
    nameZh: field.text(100).min(1, '请填写名称 / required'),
    nameEn: field.text(100).default(''),
    classCodes: z.array(field.text(50).min(1)).max(50).default([]),
    companyIds: ids.describe('with no classes and no companies: for all'),
    shareBps,
    companyMonthFen: amount.nullable().default(null).describe('at most so much a company and invoiced month'),
    companyYearFen: amount.nullable().default(null).describe('and calendar year'),
    budgetFen: amount.nullable().default(null).describe('at most so much in all'),
    firstMonth: field.month,
    lastMonth: field.month.nullable().default(null),
    scope: supportScope,
  })
  .refine(({ firstMonth, lastMonth }) => lastMonth === null || lastMonth >= firstMonth, {
    path: ['lastMonth'],
    message: '不能早于起始月份 / before the first month',
  })
  .meta({ id: 'SubsidyProgrammeInput' });

export const programmeView = z
  .object({
    id: z.int(),
    version: z.int(),
    nameZh: z.string(),
    nameEn: z.string(),
    classCodes: z.array(z.string()),
    companies: z.array(z.object({ id: z.int(), nameZh: z.string(), nameEn: z.string() })),
    shareBps: z.int(),
    companyMonthFen: z.int().nullable(),
    companyYearFen: z.int().nullable(),
    budgetFen: z.int().nullable(),
    usedFen: z.int(),
    grants: z.int().describe('how many invoices it paid towards'),
    firstMonth: z.string(),
    lastMonth: z.string().nullable(),
    scope: supportScope,
  })
  .meta({ id: 'SubsidyProgramme' });

export const programmePage = z
  .object({
    items: z.array(programmeView),
    classes: z.array(z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string() })),
    totals: z.object({ usedFen: z.int(), ledgerFen: z.int().describe('the account of subsidies in the ledger') }),
  })
  .meta({ id: 'SubsidyProgrammePage' });

export const subsidyShown = z.object({ nameZh: z.string(), nameEn: z.string(), amountFen: z.int() });
export const subsidyExpected = z
  .object({
    expectedFen: z.int(),
    companyFen: z.int().describe('what the company pays itself'),
    programmes: z.array(subsidyShown),
  })
  .meta({ id: 'SubsidyExpected' });

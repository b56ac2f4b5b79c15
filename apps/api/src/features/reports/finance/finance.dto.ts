import { DUNNING_STEPS } from '@parkbench/domain';
import { z } from 'zod';
import { field } from '../../../platform/http/validation.js';

const named = { nameZh: z.string(), nameEn: z.string() };
const buckets = {
  notDueFen: z.int(),
  to30Fen: z.int().describe('1 to 30 days past due'),
  to60Fen: z.int(),
  to90Fen: z.int(),
  over90Fen: z.int(),
  openFen: z.int(),
};
export const agingView = z
  .object({
    on: z.string(),
    total: z.object({ ...buckets, balanceFen: z.int() }),
    items: z.array(
      z.object({
        companyId: z.int(),
        ...named,
        ...buckets,
        balanceFen: z.int().describe('paid or credited and not used yet'),
        oldestDays: z.int().describe('0 when nothing is overdue'),
        invoices: z.int(),
        step: z.enum(DUNNING_STEPS).describe('how far dunning has come'),
      }),
    ),
  })
  .meta({ id: 'Aging' });

export const trialBalanceQuery = z
  .object({ from: field.date, to: field.date.describe('the last day, included') })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: '结束日期早于开始日期 / ends before it begins' });
export const trialBalanceView = z
  .object({
    from: z.string(),
    to: z.string(),
    accounts: z.array(
      z.object({
        account: z.string(),
        openingFen: z.int().describe('debit positive'),
        debitFen: z.int(),
        creditFen: z.int(),
        closingFen: z.int(),
      }),
    ),
    total: z.object({
      debitFen: z.int(),
      creditFen: z.int(),
      closingFen: z.int().describe('0, or the ledger is wrong'),
    }),
  })
  .meta({ id: 'TrialBalance' });

const months = {
  from: field.month,
  to: field.month.describe('the last month, included; at most 36'),
};
const inOrder = ({ from, to }: { from: string; to: string }): boolean =>
  from <= to && Number(to.slice(0, 4)) - Number(from.slice(0, 4)) <= 3;
const orderly = { path: ['to'], message: '起止月份颠倒，或超过三年 / ends before it begins, or more than three years' };

export const revenueQuery = z
  .object({ ...months, by: z.enum(['instrument', 'category', 'company', 'component']) })
  .refine(inOrder, orderly);
export const revenueView = z
  .object({
    by: z.string(),
    months: z.array(z.string()),
    totalFen: z
      .int()
      .describe('net of tax, by month of the invoice; credit notes taken off in the month of their issue'),
    postedFen: z.int().describe('revenue that the ledger has of the days of these months: by the day of issue'),
    byMonthFen: z.array(z.int()),
    items: z.array(z.object({ key: z.string(), ...named, totalFen: z.int(), byMonthFen: z.array(z.int()) })),
  })
  .meta({ id: 'Revenue' });

export const depreciationQuery = z
  .object({
    ...months,
    lifeYears: z.coerce.number().int().min(1).max(40).default(10),
    residualBps: z.coerce.number().int().min(0).max(10_000).default(500),
  })
  .refine(inOrder, orderly);
export const depreciationView = z
  .object({
    from: z.string(),
    to: z.string(),
    total: z.object({ valueFen: z.int(), revenueFen: z.int(), depreciationFen: z.int() }),
    items: z.array(
      z.object({
        instrumentId: z.int(),
        assetNo: z.string(),
        ...named,
        valueFen: z.int(),
        inUseSince: z.string().nullable(),
        retiredIn: z.string().nullable().describe('month after which it loses no more value'),
        revenueFen: z.int().describe('net of tax'),
        depreciationFen: z.int().nullable().describe('null: nobody noted since when it is in use'),
        coverBps: z.int().nullable().describe('revenue as a share of depreciation'),
      }),
    ),
  })
  .meta({ id: 'RentAndDepreciation' });

import { isCreditCode, RULE_KEYS } from '@parkbench/domain';
import { z } from 'zod';
import { field } from '../../platform/http/validation.js';
import { reservationRules, rulesLayer } from '../inventory/inventory.api.js';

const whole = (min: number, max: number) => z.int().min(min).max(max);

/** The park's figures that are no rules of booking, each with the bounds that the table keeps. */
export const figures = z.object({
  holdHours: whole(1, 720).describe('how long a request holds its slot'),
  overdueFactorBps: whole(10_000, 100_000).describe('what a day past the end costs, of the monthly price by the day'),
  paymentDueDays: whole(0, 180),
  reviewDays: whole(0, 30).describe(
    'days after a billing run in which companies may dispute a line; 0: it issues at once',
  ),
  overdueInvoiceLimitDays: whole(0, 3650).describe('with an invoice overdue for longer nobody of a company reserves'),
  dunningReminderDays: z
    .array(whole(1, 365))
    .max(6)
    .refine((days) => new Set(days).size === days.length, '同一天只提醒一次 / each day once')
    .describe('so many days after the due date a company is reminded'),
  dunningBookingDays: whole(1, 3650)
    .nullable()
    .describe('overdue for longer: no new booking above the next figure; null: no such step'),
  dunningBookingOverFen: field.fen.describe('what a booking may still cost then'),
  dunningRentalDays: whole(1, 3650)
    .nullable()
    .describe('overdue for longer: no new rental; running ones go on; null: no such step'),
  startEarlyMinutes: whole(0, 240).describe('so long before its start a session may be started'),
  lateReturnMinutes: whole(0, 1440).describe('not returned so long after the end counts as a violation'),
  keepsQualifications: z.boolean().describe('whether trainings are kept here, and asked for'),
  qualificationIdleDays: whole(1, 3650).nullable().describe('a training not used for so long runs out'),
  offerSessionMinutes: whole(2, 1440).describe('how long the waiting list holds a session for somebody'),
  offerRentalHours: whole(1, 168).describe('the same for a rental'),
  outageAbatementMinutes: whole(1, 1440).describe('from so much outage on a day’s rent is not owed'),
  idleShareBps: whole(0, 10_000).describe('the holder’s share of the net paid for released hours'),
  reportMinCompanies: whole(2, 50).describe('a figure that rests on fewer companies is not shown'),
  depositOnReceipt: z
    .boolean()
    .describe('a deposit counts as taken when finance records it, and not at the confirmation'),
  vouchersByCompany: z.boolean().describe('whether a company’s administrator may use its vouchers'),
});
/** The park as the seller on its invoices and in files for the tax bureau. */
export const sellerInput = z.object({
  nameZh: field.text(100).default('').describe('empty: the name of the park'),
  nameEn: field.text(100).default(''),
  creditCode: z
    .string()
    .trim()
    .toUpperCase()
    .refine(
      (code) => code === '' || isCreditCode(code),
      '统一社会信用代码校验不通过 / not a valid unified social credit code',
    )
    .default(''),
  address: field.text(100).default(''),
  phone: field.text(50).default(''),
  bankName: field.text(100).default(''),
  bankAccount: field.text(60).default(''),
});
export const sellerView = sellerInput.extend({ version: z.int() }).meta({ id: 'SellerData' });

export const figuresView = figures.extend({ version: z.int() }).meta({ id: 'ParkFigures' });

/** Where a figure comes from. */
export const source = z.object({
  from: z.enum(['own', 'category', 'park', 'default']),
  nameZh: z.string().nullable().describe('of the category'),
  nameEn: z.string().nullable(),
});
export const ruleKey = z.enum(RULE_KEYS as [string, ...string[]]);
export const rulesView = z
  .object({
    version: z.int(),
    nameZh: z.string(),
    nameEn: z.string(),
    own: rulesLayer,
    inherited: reservationRules.describe('what holds without what is set here'),
    effective: reservationRules,
    sources: z.record(z.string(), source).describe('for each rule, where it comes from'),
    inheritedFrom: z.record(z.string(), source).describe('and where it would come from without what is set here'),
  })
  .meta({ id: 'RulesInForce' });
const inOrder = (least: number | null | undefined, most: number | null | undefined): boolean =>
  least == null || most == null || least <= most;
export const rulesInput = z.object({
  rules: rulesLayer
    .refine((r) => inOrder(r.minMonths, r.maxMonths), {
      path: ['maxMonths'],
      message: '不能短于最短租期 / below the minimum',
    })
    .refine((r) => inOrder(r.minSessionMinutes, r.maxSessionMinutes), {
      path: ['maxSessionMinutes'],
      message: '不能短于最短时长 / below the minimum',
    }),
});
export const overridesView = z
  .object({
    categories: z.array(
      z.object({
        id: z.int(),
        parentId: z.int().nullable(),
        nameZh: z.string(),
        nameEn: z.string(),
        set: z.int().describe('how many rules it sets itself'),
      }),
    ),
    instruments: z
      .array(
        z.object({
          id: z.int(),
          assetNo: z.string(),
          nameZh: z.string(),
          nameEn: z.string(),
          categoryId: z.int(),
          set: z.int(),
        }),
      )
      .describe('those that set rules themselves, at most 500'),
  })
  .meta({ id: 'RuleOverrides' });

export const year = z.coerce.number().int().min(2000).max(2199);
const calendarDay = z.object({ kind: z.enum(['holiday', 'workday']), nameZh: field.text(40).default('') });
export const dayInput = calendarDay;
export const calendarView = z
  .object({
    year: z.int(),
    known: z.boolean().describe('false: sessions in this year are warned of'),
    source: z.enum(['chinese-days', 'manual']).nullable(),
    announced: z.boolean().describe('whether the statutory calendar of this year can be taken over'),
    days: z.array(calendarDay.extend({ day: z.string() })),
  })
  .meta({ id: 'ParkCalendarYear' });
export const yearState = z.object({ known: z.boolean() });

const stretch = { startsAt: field.instant, endsAt: field.instant };
const ordered = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): boolean =>
  Date.parse(startsAt) < Date.parse(endsAt);
const inTime = { path: ['endsAt'], message: '结束须晚于开始 / must end after it begins' };
export const closurePeriod = z.object(stretch).refine(ordered, inTime);
export const closureInput = z
  .object({
    ...stretch,
    reasonZh: field.text(200).min(1, '请填写原因 / required'),
    reasonEn: field.text(200).default(''),
    affected: z.int().min(0).describe('how many sessions stand in it, as it was shown; more by now: 409'),
  })
  .refine(ordered, inTime)
  .meta({ id: 'ClosureInput' });
export const affectedView = z
  .object({
    affected: z.int(),
    sessions: z
      .array(
        z.object({
          id: z.int(),
          startsAt: z.string(),
          endsAt: z.string(),
          instrumentZh: z.string(),
          instrumentEn: z.string(),
          companyZh: z.string(),
          companyEn: z.string(),
        }),
      )
      .describe('the first fifty'),
  })
  .meta({ id: 'ClosureAffects' });
export const closureView = z
  .object({
    id: z.int(),
    startsAt: z.string(),
    endsAt: z.string(),
    reasonZh: z.string(),
    reasonEn: z.string(),
    affected: z.int().describe('sessions that still stand in it'),
  })
  .meta({ id: 'Closure' });

export const affiliationInput = z.object({
  isAffiliated: z.boolean().describe('shares owners with the park: no voucher may pay for it'),
});
export const creditInput = z.object({ creditLimitFen: field.fen.nullable().describe('null: the park’s limit') });
export const reasonInput = z.object({ reason: field.text(200).min(2, '请填写原因 / required') });

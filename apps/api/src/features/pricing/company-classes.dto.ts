import { z } from 'zod';
import { field } from '../../platform/http/validation.js';

const bps = z.number().int().min(0).max(10_000);
const classCode = z.string().regex(/^[a-z_]{2,32}$/, '2–32 个小写字母或下划线 / 2–32 small letters or _');
export const classParam = classCode;

export const discountInput = z
  .object({
    validFrom: field.date,
    rentalBps: bps.describe('off the price of a month, after the term'),
    sessionBps: bps.describe('off the prices of hours and days'),
    note: field.text(200).default(''),
  })
  .meta({ id: 'ClassDiscountInput' });
export const namesInput = z.object({ nameZh: field.text(40).min(1), nameEn: field.text(60).min(1) });
export const classInput = namesInput
  .extend({ code: classCode, rentalBps: bps.default(0), sessionBps: bps.default(0) })
  .meta({ id: 'CompanyClassInput' });
export const periodInput = z
  .object({ classCode, validFrom: field.date, note: field.text(200).default('') })
  .meta({ id: 'ClassPeriodInput' });

const discountView = z
  .object({
    id: z.int(),
    validFrom: z.string(),
    validUntil: z.string().nullable().describe('first day it no longer holds'),
    rentalBps: z.int(),
    sessionBps: z.int(),
    note: z.string(),
  })
  .meta({ id: 'ClassDiscount' });
const classView = z
  .object({
    code: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    companies: z.int().describe('in it today'),
    discounts: z.array(discountView).describe('the latest first'),
  })
  .meta({ id: 'CompanyClass' });
export const classesView = z.object({ items: z.array(classView) });

const periodView = z
  .object({
    id: z.int(),
    classCode: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    validFrom: z.string(),
    validUntil: z.string().nullable().describe('first day it no longer holds'),
    note: z.string(),
  })
  .meta({ id: 'ClassPeriod' });
export const periodsView = z.object({ items: z.array(periodView) });
export const membersView = z.object({
  items: z.array(
    z
      .object({
        companyId: z.int(),
        nameZh: z.string(),
        nameEn: z.string(),
        periods: z.array(periodView).describe('the latest first'),
      })
      .meta({ id: 'CompanyClassHistory' }),
  ),
});
export const placedRow = z.object({ id: z.int() });

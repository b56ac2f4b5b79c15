import { z } from 'zod';
import { isCreditCode } from '@parkbench/domain';
import { roles } from '../../platform/http/actor.js';
import { field } from '../../platform/http/validation.js';

const email = z.string().trim().toLowerCase().pipe(z.email()).meta({ example: 'li@example.com' });
const password = z.string().min(12, '至少 12 个字符 / at least 12 characters').max(1024);

export const signIn = z.object({ email, password: z.string().min(1).max(1024) });
export const setUp = z.object({
  parkNameZh: field.text(100).min(1),
  parkNameEn: field.text(100).min(1),
  timeZone: field.text(60).default('Asia/Shanghai'),
  name: field.text(60).min(1),
  email,
  password,
  setupToken: z.string().max(200).optional(),
});
export const acceptInvitation = z.object({ name: field.text(60).min(1), password });

const creditCode = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCreditCode, '统一社会信用代码校验不通过 / not a valid unified social credit code');
export const company = z.object({
  nameZh: field.text(100).min(1),
  nameEn: field.text(100).default(''),
  creditCode,
  classCode: field.text(32).default('standard'),
  address: field.text(100).default(''),
  phone: field.text(50).default(''),
  bankName: field.text(100).default(''),
  bankAccount: field.text(100).default(''),
  invoiceEmail: z.union([z.literal(''), email]).default(''),
});
export const companyChange = company.extend({
  classCode: field.text(32).optional().describe('as it is today; it changes on a day: POST /companies/:id/classes'),
});
export const invite = z.object({ email, role: z.enum(roles), companyId: field.id.nullable().default(null) });
export const changeMember = z.object({ role: z.enum(roles).optional(), disabled: z.boolean().optional() });
export const preferences = z.object({
  locale: z.enum(['zh-CN', 'en']).optional(),
  emailNotices: z.boolean().optional(),
});

export const sessionView = z
  .object({
    member: z.object({
      id: z.int(),
      name: z.string(),
      email: z.string(),
      role: z.enum(roles),
      locale: z.enum(['zh-CN', 'en']),
      emailNotices: z.boolean(),
      company: z.object({ id: z.int(), nameZh: z.string(), nameEn: z.string() }).nullable(),
    }),
    park: z.object({
      nameZh: z.string(),
      nameEn: z.string(),
      timeZone: z.string(),
      currency: z.string(),
      demo: z.boolean(),
    }),
  })
  .meta({ id: 'Session' });
export const companyView = company
  .extend({
    id: z.int(),
    suspended: z.boolean(),
    suspendedReason: z.string().nullable(),
    creditLimitFen: z.int().nullable().describe('null: the park’s'),
    isAffiliated: z.boolean().describe('shares owners with the park: no voucher may pay for it'),
    version: z.int(),
    members: z.int(),
  })
  .meta({ id: 'Company' });
export const memberView = z
  .object({
    id: z.int(),
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    companyId: z.int().nullable(),
    companyNameZh: z.string().nullable(),
    companyNameEn: z.string().nullable(),
    disabled: z.boolean(),
  })
  .meta({ id: 'Member' });

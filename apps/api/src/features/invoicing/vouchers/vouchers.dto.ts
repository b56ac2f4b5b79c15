import { z } from 'zod';
import { field, pageQuery } from '../../../platform/http/validation.js';
import { shareBps, subsidyShown, supportScope } from '../support/support.dto.js';

export const voucherStatuses = [
  'applied',
  'available',
  'used_up',
  'submitted',
  'redeemed',
  'returned',
  'expired',
] as const;
export const useStates = ['used', 'submitted', 'redeemed', 'returned'] as const;
const amount = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export const vouchersQuery = z.object({
  ...pageQuery,
  companyId: field.id.optional(),
  status: z.enum(voucherStatuses).optional(),
  q: field.text(100).optional().describe('number, issuer or company'),
});

const terms = {
  no: field.text(60).min(1, '请填写券号 / required'),
  issuer: field.text(100).min(1, '请填写发放单位 / required'),
  amountFen: amount,
  shareBps,
  validFrom: field.date,
  validTo: field.date,
  scope: supportScope,
  note: field.text(500).default(''),
};
const inOrder = { path: ['validTo'], message: '不能早于起始日 / before the first day' };
export const voucherInput = z
  .object({ companyId: field.id, ...terms, state: z.enum(['applied', 'available']).default('available') })
  .refine((v) => v.validFrom <= v.validTo, inOrder)
  .meta({ id: 'VoucherInput' });
export const voucherTerms = z
  .object(terms)
  .refine((v) => v.validFrom <= v.validTo, inOrder)
  .meta({ id: 'VoucherTerms' });
export const voucherState = z.object({ version: z.int(), state: z.enum(['available', 'returned']) });

export const voucherUseInput = z.object({
  invoiceId: field.id,
  amountFen: amount.optional().describe('as much as it can when left out'),
});
export const reasonInput = z.object({ reason: field.text(300).min(2, '请填写原因 / required') });
export const submission = z.object({ reference: field.text(100).default('') });
export const redemption = z.object({ redeemedOn: field.date, reference: field.text(100).default('') });

const voucherUseView = z
  .object({
    id: z.int(),
    voucherId: z.int(),
    invoiceId: z.int(),
    number: z.string(),
    month: z.string(),
    amountFen: z.int(),
    coveredFen: z.int().describe('what of the invoice the voucher covers'),
    state: z.enum(useStates),
    usedAt: z.string(),
    submittedAt: z.string().nullable(),
    submittedRef: z.string(),
    redeemedOn: z.string().nullable(),
    redeemedRef: z.string(),
    returnedAt: z.string().nullable(),
    returnedReason: z.string().nullable(),
  })
  .meta({ id: 'VoucherUse' });

export const voucherView = z
  .object({
    id: z.int(),
    version: z.int(),
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    isAffiliated: z.boolean().describe('the company shares owners with the park: no voucher may pay for it'),
    no: z.string(),
    issuer: z.string(),
    amountFen: z.int(),
    usedFen: z.int(),
    remainingFen: z.int(),
    shareBps: z.int(),
    validFrom: z.string(),
    validTo: z.string(),
    scope: supportScope,
    status: z.enum(voucherStatuses),
    note: z.string(),
    uses: z.array(voucherUseView),
  })
  .meta({ id: 'Voucher' });

export const voucherPage = z
  .object({
    items: z.array(voucherView),
    nextCursor: z.string().nullable(),
    totals: z.object({
      count: z.int(),
      amountFen: z.int(),
      usedFen: z.int(),
      owedFen: z.int().describe('used and not redeemed yet: owed by the issuers'),
      ledgerFen: z.int().describe('the account of vouchers in the ledger, of the company asked for or of all'),
      ledgerOwedFen: z.int().describe('what all uses of the same are owed: the two must be equal'),
    }),
  })
  .meta({ id: 'VoucherPage' });

export const invoiceSupport = z
  .object({
    subsidies: z.array(subsidyShown),
    uses: z.array(voucherUseView.extend({ no: z.string(), issuer: z.string() })),
    suggestions: z
      .array(
        z.object({
          voucherId: z.int(),
          no: z.string(),
          issuer: z.string(),
          shareBps: z.int(),
          remainingFen: z.int(),
          coveredFen: z.int(),
          paysFen: z.int(),
          validTo: z.string(),
        }),
      )
      .describe('vouchers of the company that could pay, the one that ends first before others'),
    mayUse: z.boolean().describe('whether whoever asks may use them'),
    mayReturn: z.boolean(),
    isAffiliated: z.boolean(),
  })
  .meta({ id: 'InvoiceSupport' });

export type VoucherView = z.infer<typeof voucherView>;

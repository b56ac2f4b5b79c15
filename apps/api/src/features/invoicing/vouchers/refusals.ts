import { conflict } from '../../../platform/http/problem.js';
import type { LockedInvoice, LockedVoucher } from './locked.js';

/** Why a voucher may not pay at all, before any reckoning; undefined when it may. */
export function refusalOf(voucher: LockedVoucher, invoice: LockedInvoice, today: string): Error | undefined {
  if (voucher.isAffiliated) return affiliated();
  if (voucher.state !== 'available') return notAvailable(voucher.state);
  if (today > voucher.validTo) return expired(voucher.validTo);
  if (today < voucher.validFrom) return tooEarly(voucher.validFrom);
  return invoice.isOpen ? undefined : notOpen();
}

const affiliated = (): Error =>
  conflict('company_affiliated', {
    zh: '该企业与服务提供方（园区）存在关联关系，不得使用创新券；如登记有误，请在企业信息中更正',
    en: 'This company shares owners with the provider (the park) and may use no vouchers; if that is wrong, correct it with the company',
  });

const notAvailable = (state: string): Error =>
  conflict(
    'voucher_not_available',
    state === 'applied'
      ? { zh: '该券仍在申领中，获批后方可使用', en: 'This voucher is applied for; it can be used once it is granted' }
      : { zh: '该券已退回发放单位，不能使用', en: 'This voucher went back to its issuer' },
  );

const expired = (validTo: string): Error =>
  conflict('voucher_expired', {
    zh: `该券已于 ${validTo} 到期，不能再使用`,
    en: `This voucher ended on ${validTo}`,
  });

const tooEarly = (validFrom: string): Error =>
  conflict('voucher_not_yet_valid', {
    zh: `该券自 ${validFrom} 起有效`,
    en: `This voucher is valid from ${validFrom}`,
  });

const notOpen = (): Error =>
  conflict('invoice_not_open', {
    zh: '账单已结清或已红冲，没有可支付的金额',
    en: 'Nothing is open on this invoice',
  });

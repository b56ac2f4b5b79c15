import { type CreditFault, formatYuan, type Localized } from '@parkbench/domain';
import { conflict, type Problem } from '../../../platform/http/problem.js';

const words: Record<CreditFault['code'], (fault: { line: string; left: string }) => Localized> = {
  unknown_line: ({ line }) => ({ zh: `本账单没有第 ${line} 行`, en: `The invoice has no line ${line}` }),
  line_twice: ({ line }) => ({ zh: `第 ${line} 行重复选择`, en: `Line ${line} is named twice` }),
  nothing_wanted: () => ({ zh: '请至少选择一行并填写冲红金额', en: 'Choose at least one line and an amount' }),
  exceeds_line: ({ line, left }) => ({
    zh: `第 ${line} 行最多还可冲红 ¥${left}，请调低金额`,
    en: `At most ¥${left} is left of line ${line}; lower the amount`,
  }),
  line_is_whole: ({ line, left }) => ({
    zh: `第 ${line} 行是尾差调整，只能整行冲红（¥${left}）`,
    en: `Line ${line} corrects a rounding and can only be credited whole (¥${left})`,
  }),
  exceeds_invoice: ({ left }) => ({
    zh: `本账单最多还可冲红 ¥${left}（已计入负数行）：请同时选择负数行，或调低金额`,
    en: `At most ¥${left} is left of the invoice, its negative lines included: take those lines too, or lower the amount`,
  }),
  not_positive: () => ({
    zh: '冲红合计必须大于 0：只冲红负数行等于加收费用，请改用“其他费用”',
    en: 'A credit note must lower the invoice: crediting only negative lines would charge more; use an adjustment instead',
  }),
  wrong_invoice_is_whole: () => ({
    zh: '“开票有误”须整单冲红：请选择全部剩余明细；只冲一部分请选择其他原因',
    en: 'A wrong invoice is taken back whole: take everything that is left, or choose another reason for a part',
  }),
  not_paid_with_money: ({ left }) => ({
    zh: `目前最多可冲红 ¥${left}：其余由已兑付的创新券支付，请先把兑付款退还发放单位并在创新券处撤回该笔使用`,
    en: `At most ¥${left} can be credited now: the rest was paid by a voucher whose issuer has paid; give that money back to the issuer and return the use of the voucher first`,
  }),
};

/** The refusal of a credit note, in words that say what instead. */
export function creditRefused(fault: CreditFault): Problem {
  const left = formatYuan(fault.leftFen ?? 0);
  return conflict(`credit_${fault.code}`, words[fault.code]({ line: String(fault.lineNo ?? ''), left }), {
    lineNo: fault.lineNo,
    leftFen: fault.leftFen,
  });
}

export const anotherAwaits = (creditNoteId: number): Problem =>
  conflict(
    'credit_awaits_buyer',
    {
      zh: '本账单已有一张红字申请在等待购买方确认：请待其确认，或先撤回',
      en: 'A credit note of this invoice waits for the buyer already: let the buyer decide, or withdraw it first',
    },
    { creditNoteId },
  );

export const settlementChanged = (settlement: object): Problem =>
  conflict(
    'settlement_changed',
    {
      zh: '账单的未付或已付金额刚刚变化，款项去向与预览不同，请重新核对',
      en: 'What is open or paid has just changed, so the money would go elsewhere than previewed; check again',
    },
    { settlement },
  );

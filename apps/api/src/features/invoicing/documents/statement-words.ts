import type { Localized } from '@parkbench/domain';

/** What a movement of an account is, by the kind of its posting. */
export const movementWords: Readonly<Record<string, Localized>> = {
  issue: { zh: '出具结算单', en: 'Invoice' },
  payment: { zh: '收款', en: 'Payment' },
  allocation: { zh: '余额核销', en: 'Balance used' },
  credit_balance: { zh: '贷项转余额', en: 'Credit to balance' },
  credit_allocation: { zh: '贷项核销', en: 'Credit used' },
  deposit_set_off: { zh: '押金抵扣', en: 'Deposit set off' },
  deposit_forfeited: { zh: '押金没收', en: 'Deposit kept' },
  credit_note: { zh: '红字冲销', en: 'Credit note' },
  write_off: { zh: '坏账核销', en: 'Written off' },
  refund: { zh: '退款', en: 'Refund' },
  voucher_paid: { zh: '创新券支付', en: 'Voucher' },
  voucher_returned: { zh: '创新券退回', en: 'Voucher returned' },
  subsidy_paid: { zh: '园区补贴', en: 'Park subsidy' },
  support_returned: { zh: '红字冲回补贴或创新券', en: 'Subsidy or voucher taken back' },
  payment_reversed: { zh: '收款冲回', en: 'Payment reversed' },
};

/** The words of a statement of account. */
export const statementWords = {
  title: { zh: '往来对账单', en: 'Statement of account' },
  small: {
    zh: '本对账单列明期间内全部往来。余额为正表示企业应付园区，为负表示企业在园区的余额。押金为代管款项，不计入往来余额。',
    en: 'Every movement of the period. A balance above zero is owed to the park; below zero it is the company’s credit. Deposits are held apart and are not part of it.',
  },
  period: { zh: '对账期间', en: 'Period' },
  printedOn: { zh: '打印日期', en: 'Printed on' },
  company: { zh: '对账企业', en: 'Company' },
  currency: { zh: '币种', en: 'Currency' },
  day: { zh: '日期', en: 'Date' },
  what: { zh: '业务', en: 'Movement' },
  document: { zh: '单据号', en: 'Document' },
  debit: { zh: '应付增加', en: 'Owed' },
  credit: { zh: '应付减少', en: 'Settled' },
  balance: { zh: '余额', en: 'Balance' },
  opening: { zh: '期初余额', en: 'Opening balance' },
  closing: { zh: '期末余额', en: 'Closing balance' },
  totals: { zh: '本期发生额', en: 'In the period' },
  closingOwed: { zh: '期末应付园区（大写）', en: 'Owed at the end, in capitals' },
  closingCredit: { zh: '期末企业余额（大写）', en: 'Credit at the end, in capitals' },
  aging: { zh: '未结清账单账龄（截至打印日）', en: 'Open invoices by age, on the day of printing' },
  notDue: { zh: '未到期', en: 'Not due' },
  days30: { zh: '逾期 1–30 天', en: '1–30 days' },
  days60: { zh: '31–60 天', en: '31–60 days' },
  days90: { zh: '61–90 天', en: '61–90 days' },
  over90: { zh: '90 天以上', en: 'Over 90 days' },
  total: { zh: '合计', en: 'Total' },
  deposits: { zh: '另：押金（代管，可退）', en: 'Apart from this, deposits held' },
  none: { zh: '本期无往来。', en: 'Nothing moved in this period.' },
  confirm: {
    zh: '以上数据如与贵司账面一致，请盖章确认；如不一致，请注明差异。',
    en: 'If this agrees with your books please confirm it with your stamp; if not, say where it differs.',
  },
  agreed: { zh: '□ 信息一致（盖章）：', en: '□ Agreed (stamp):' },
  differs: { zh: '□ 信息不一致，差异如下：', en: '□ Differs as follows:' },
} satisfies Record<string, Localized>;

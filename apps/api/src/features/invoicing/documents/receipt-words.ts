import type { Localized } from '@parkbench/domain';

/** How money moved, as documents name it. */
export const methodWords: Readonly<Record<string, Localized>> = {
  bank: { zh: '银行转账', en: 'Bank transfer' },
  cash: { zh: '现金', en: 'Cash' },
  wechat: { zh: '微信支付', en: 'WeChat Pay' },
  alipay: { zh: '支付宝', en: 'Alipay' },
  other: { zh: '其他', en: 'Other' },
  credit: { zh: '贷项结转', en: 'Credit carried over' },
  deposit: { zh: '押金抵扣', en: 'Deposit set off' },
  voucher: { zh: '创新券', en: 'Innovation voucher' },
  subsidy: { zh: '园区补贴', en: 'Park subsidy' },
  prepaid: { zh: '预存款', en: 'Prepayment' },
  writeoff: { zh: '坏账核销', en: 'Written off' },
};

/** Why an amount was credited, as the tax authority words it. */
export const reasonWords: Readonly<Record<string, Localized>> = {
  wrong_invoice: { zh: '开票有误', en: 'Invoiced in error' },
  goods_returned: { zh: '销货退回', en: 'Returned' },
  service_ended: { zh: '服务中止', en: 'Service ended early' },
  allowance: { zh: '销售折让', en: 'Allowance' },
};

/** The words of credit notes and receipts. */
export const receiptWords = {
  creditNote: { zh: '红字结算单', en: 'Credit note' },
  creditNoteSmall: {
    zh: '本单冲减下列蓝字结算单的金额，原单不作改动。本单不是税务发票；红字增值税电子发票由园区另行开具。',
    en: 'This note reduces the invoice named below, which itself stays as it is. It is not a tax invoice; the red-letter VAT e-invoice is issued separately.',
  },
  creditNoteNo: { zh: '红字单号', en: 'Credit note no.' },
  original: { zh: '对应蓝字结算单号', en: 'Credited invoice' },
  originalOn: { zh: '原单出具日期', en: 'Issued on' },
  reason: { zh: '冲红原因', en: 'Reason' },
  confirmationNo: { zh: '红字发票信息确认单编号', en: 'Red-letter confirmation no.' },
  note: { zh: '说明', en: 'Note' },
  settlement: { zh: '款项处理', en: 'What becomes of the money' },
  offset: { zh: '抵减原单未付金额', en: 'Set off against what is open of the invoice' },
  credit: { zh: '转入账户余额，可抵扣后续账单', en: 'Kept as balance for later invoices' },
  refund: { zh: '退还付款方', en: 'To be paid back' },
  originalLine: { zh: '原单行号', en: 'Line' },
  depositReceipt: { zh: '押金收据', en: 'Deposit receipt' },
  depositSmall: {
    zh: '押金为代管款项，不属于收入，不开具增值税发票。归还仪器并结清费用后，凭本收据退还。',
    en: 'A deposit is held for the payer; it is no income and no VAT invoice is issued for it. It is given back once the instrument is returned and everything is settled.',
  },
  receiptNo: { zh: '收据编号', en: 'Receipt no.' },
  receivedOn: { zh: '收款日期', en: 'Received on' },
  method: { zh: '收款方式', en: 'Method' },
  reference: { zh: '流水号', en: 'Reference' },
  reservation: { zh: '对应预约', en: 'Reservation' },
  instrument: { zh: '仪器设备', en: 'Instrument' },
  cause: { zh: '收款事由', en: 'For' },
  depositCause: { zh: '仪器设备租赁押金', en: 'Deposit for renting an instrument' },
  amount: { zh: '收款金额（大写）', en: 'Amount in capitals' },
  paymentReceipt: { zh: '收款收据', en: 'Payment receipt' },
  paymentSmall: {
    zh: '本收据确认园区已收到下列款项，不是税务发票。',
    en: 'This receipt confirms that the park has received the amount below. It is not a tax invoice.',
  },
  paid: { zh: '核销账单', en: 'Invoices paid' },
  paidFen: { zh: '核销金额', en: 'Applied' },
  rest: { zh: '转入账户余额', en: 'Kept as balance' },
  stamp: { zh: '收款单位（盖章）', en: 'Received by (stamp)' },
  payee: { zh: '经手人', en: 'Handled by' },
} satisfies Record<string, Localized>;

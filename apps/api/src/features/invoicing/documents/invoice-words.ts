import type { Localized } from '@parkbench/domain';

export type Language = keyof Localized;

/** The words of a statement of charges. The tax invoice (数电票) is issued elsewhere, and the paper says so. */
export const words = {
  title: { zh: '费用结算单', en: 'Statement of charges' },
  creditTitle: { zh: '费用结算单（贷项）', en: 'Statement of charges (credit)' },
  notATaxInvoice: {
    zh: '本结算单为对账与付款依据，不是税务发票；增值税电子发票（数电票）由园区另行开具。',
    en: 'This statement is for checking and payment. It is not a tax invoice; the VAT e-invoice (数电票) is issued separately.',
  },
  number: { zh: '结算单号', en: 'Statement no.' },
  month: { zh: '结算月份', en: 'Month' },
  issuedOn: { zh: '出具日期', en: 'Issued on' },
  dueOn: { zh: '付款截止日', en: 'Due on' },
  buyer: { zh: '付款方', en: 'Billed to' },
  seller: { zh: '收款方', en: 'From' },
  creditCode: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  address: { zh: '地址、电话', en: 'Address, phone' },
  bank: { zh: '开户行及账号', en: 'Bank and account' },
  lineNo: { zh: '序号', en: 'No.' },
  item: { zh: '项目', en: 'Item' },
  reckoning: { zh: '计算说明', en: 'How it was reckoned' },
  net: { zh: '不含税金额', en: 'Net' },
  rate: { zh: '税率', en: 'VAT' },
  tax: { zh: '税额', en: 'Tax' },
  gross: { zh: '含税金额', en: 'Gross' },
  sum: { zh: '合计', en: 'Total' },
  atRate: { zh: '其中税率', en: 'of which at' },
  inCapitals: { zh: '价税合计（大写）', en: 'Total in capitals' },
  inFigures: { zh: '（小写）', en: 'In figures' },
  payTo: { zh: '付款账户', en: 'Pay to' },
  accountName: { zh: '户名', en: 'Account name' },
  quote: { zh: '付款时请在附言中注明结算单号', en: 'Please quote the statement number with your payment:' },
  unit: { zh: '金额单位：元（人民币）', en: 'Amounts in CNY' },
  subsidy: { zh: '园区补贴', en: 'Park subsidy' },
  companyPays: { zh: '企业应付', en: 'To be paid by the company' },
  draft: { zh: '草稿', en: 'DRAFT' },
} satisfies Record<string, Localized>;

export const pageOf = (language: Language, page: number, pages: number): string =>
  language === 'zh' ? `第 ${page} 页 / 共 ${pages} 页` : `Page ${page} of ${pages}`;

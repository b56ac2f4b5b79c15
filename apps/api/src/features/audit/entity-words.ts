import type { EventKind } from '@parkbench/domain';

export interface EntityWords {
  readonly kind: EventKind;
  readonly zh: string;
  readonly en: string;
}

const of = (kind: EventKind, zh: string, en: string): EntityWords => ({ kind, zh, en });

/** What events speak of, by the name in the trail, and under which kind they are looked for. */
export const entityWords: Readonly<Record<string, EntityWords>> = {
  reservation: of('booking', '预约', 'Reservation'),
  bundle: of('booking', '组合预约', 'Bundle'),
  series: of('booking', '周期预约', 'Series'),
  waiting_list_entry: of('booking', '候补', 'Waiting-list entry'),
  freed_alert: of('booking', '空档提醒', 'Alert'),
  instrument: of('instrument', '仪器', 'Instrument'),
  instrument_import: of('instrument', '台账导入', 'Import'),
  category: of('instrument', '仪器分类', 'Category'),
  outage: of('instrument', '停机', 'Outage'),
  rate_plan: of('price', '价格方案', 'Rate plan'),
  company_class: of('price', '企业类别', 'Company class'),
  invoice: of('bill', '账单', 'Invoice'),
  billing_run: of('bill', '月度出账', 'Billing run'),
  charge_dispute: of('bill', '账单异议', 'Dispute'),
  billable_item: of('bill', '其他费用', 'Other charge'),
  credit_note: of('bill', '红字冲销', 'Credit note'),
  recompute_run: of('bill', '账单复核', 'Recomputation'),
  payment: of('payment', '收款', 'Payment'),
  refund: of('payment', '退款', 'Refund'),
  deposit: of('payment', '押金', 'Deposit'),
  bank_statement: of('payment', '银行流水', 'Bank statement'),
  bank_line: of('payment', '流水明细', 'Bank line'),
  voucher: of('payment', '创新券', 'Voucher'),
  subsidy_programme: of('payment', '补贴政策', 'Subsidy programme'),
  tax_batch: of('tax_invoice', '开票批次', 'Tax batch'),
  tax_reading: of('tax_invoice', '发票回填', 'Reading of tax invoices'),
  tax_template: of('tax_invoice', '开票模板', 'Tax template'),
  service_order: of('service', '委托检测', 'Service order'),
  member: of('people', '人员', 'Person'),
  invitation: of('people', '邀请', 'Invitation'),
  company: of('people', '企业', 'Company'),
  qualification: of('people', '上机资质', 'Qualification'),
  conduct_violation: of('people', '违规记录', 'Violation'),
  calendar_feed: of('people', '日历订阅', 'Calendar feed'),
  park: of('park', '园区设置', 'Park'),
  audit_check: of('audit', '审计核验', 'Check of the trail'),
};

/** The entities of a kind. */
export const entitiesOf = (kind: EventKind): string[] =>
  Object.keys(entityWords).filter((entity) => entityWords[entity]?.kind === kind);

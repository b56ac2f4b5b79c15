import type { Localized } from '../../core/localized.js';
import { cellText, normalizeWidth, type Cell } from '../../inventory/spreadsheet/normalize.js';

/** A column of a bank statement that the import understands. `text` may be several columns; the others are one each. */
export type StatementField =
  | 'bookedOn'
  | 'credit'
  | 'debit'
  | 'amount'
  | 'direction'
  | 'balance'
  | 'counterparty'
  | 'counterAccount'
  | 'reference'
  | 'text';

/** A field with its name for people; of `credit`, `debit` and `amount` one at least is needed. */
export interface StatementFieldInfo {
  readonly key: StatementField;
  readonly label: Localized;
  readonly required: boolean;
  readonly synonyms: readonly string[];
}

const field = (key: StatementField, label: Localized, names: string): StatementFieldInfo => ({
  key,
  label,
  required: key === 'bookedOn',
  synonyms: names.split(' '),
});

/** The names under which Chinese banks, payment services and their English pages head the columns, without brackets and signs. */
export const STATEMENT_FIELDS: readonly StatementFieldInfo[] = [
  field(
    'bookedOn',
    { zh: '交易日期', en: 'Date' },
    '交易日期 记账日期 入账日期 交易时间 记账时间 入账时间 交易日 记账日 发生日期 发生时间 到账日期 日期 date transactiondate bookingdate postingdate valuedate transactiontime bookedon',
  ),
  field(
    'credit',
    { zh: '收入金额（贷方）', en: 'Money in' },
    '收入 收入金额 贷方金额 贷方发生额 贷方 转入金额 转入 存入金额 存入 收方金额 credit creditamount moneyin deposits paidin',
  ),
  field(
    'debit',
    { zh: '支出金额（借方）', en: 'Money out' },
    '支出 支出金额 借方金额 借方发生额 借方 转出金额 转出 支取金额 支取 付方金额 debit debitamount moneyout withdrawals paidout',
  ),
  field(
    'amount',
    { zh: '金额（带正负号）', en: 'Amount (signed)' },
    '交易金额 发生额 发生金额 金额 amount transactionamount',
  ),
  field(
    'direction',
    { zh: '借贷标志', en: 'In or out' },
    '借贷标志 借贷标识 借贷方向 借贷 收支类型 收支方向 收支 收付标志 收付方向 交易方向 资金流向 direction drcr debitcredit dc',
  ),
  field(
    'balance',
    { zh: '余额', en: 'Balance' },
    '余额 账户余额 帐户余额 当前余额 本次余额 交易后余额 交易余额 联机余额 balance accountbalance runningbalance',
  ),
  field(
    'counterparty',
    { zh: '对方户名', en: 'Counterparty' },
    '对方户名 对方名称 对方账户名称 对方帐户名称 对方单位名称 对方单位 对方账户名 交易对方 交易对手 交易对方名称 对手户名 收付款人名称 收方名称 付款人名称 付款方名称 付款人 付款方 counterparty counterpartyname payer',
  ),
  field(
    'counterAccount',
    { zh: '对方账号', en: 'Counterparty account' },
    '对方账号 对方帐号 对方账户 对方帐户 对手账号 对方卡号 付款人账号 付款方账号 收方账号 counterpartyaccount counteraccount payeraccount',
  ),
  field(
    'reference',
    { zh: '流水号', en: 'Bank reference' },
    '交易流水号 流水号 银行流水号 核心流水号 业务流水号 交易流水 账户明细编号交易流水号 回单编号 回单号 交易编号 交易序号 reference referenceno transactionid transactionno bankreference',
  ),
  field(
    'text',
    { zh: '摘要／用途／附言', en: 'Text' },
    '摘要 用途 附言 备注 交易摘要 交易附言 客户附言 附加信息 交易说明 交易用途 摘要描述 说明 description memo remark remarks purpose narrative details text',
  ),
];

const EXACT = 1000;

function plainHeader(header: string): string {
  return normalizeWidth(header)
    .toLowerCase()
    .replace(/[([{【〔<《][^)\]}】〕>》]*[)\]}】〕>》]?/g, '')
    .replace(/[\s*:_\-.,#、。·•'"“”/\\|]/g, '');
}

function fitOf(plain: string, synonyms: readonly string[]): number {
  if (plain === '') return 0;
  let best = 0;
  for (const synonym of synonyms) {
    if (plain === synonym) return EXACT;
    const longEnough = /^[a-z]/.test(synonym) ? synonym.length >= 5 : synonym.length >= 2;
    if (longEnough && plain.includes(synonym)) best = Math.max(best, (synonym.length * 100) / plain.length);
  }
  return best;
}

/**
 * Guesses which column of a statement is what by its header, Chinese or English; null where none is recognised. A field
 * goes to the column that fits best, the first of equals; what says what a line is for (摘要, 用途, 附言) may be several.
 */
export function suggestStatementMapping(headers: readonly Cell[]): (StatementField | null)[] {
  const fits = headers.flatMap((header, column) => {
    const plain = plainHeader(cellText(header));
    return STATEMENT_FIELDS.map(({ key, synonyms }) => ({ column, key, fit: fitOf(plain, synonyms) }));
  });
  const mapping = headers.map((): StatementField | null => null);
  for (const { column, key, fit } of fits
    .filter((f) => f.fit > 0)
    .sort((a, b) => b.fit - a.fit || a.column - b.column)) {
    if (mapping[column] !== null) continue;
    if (mapping.includes(key) && !(key === 'text' && fit === EXACT)) continue;
    mapping[column] = key;
  }
  return mapping;
}

/** What a mapping lacks to be read: the day, and an amount in one column or two. Empty when it is complete. */
export function missingStatementFields(mapping: readonly (StatementField | null)[]): StatementField[] {
  const hasAmount = mapping.includes('amount') || mapping.includes('credit') || mapping.includes('debit');
  return [...(mapping.includes('bookedOn') ? [] : ['bookedOn' as const]), ...(hasAmount ? [] : ['amount' as const])];
}

const ROWS_LOOKED_AT = 40;

/**
 * The place of the row of headers, from 0: among the first 40 rows the one with the most recognised columns that has a
 * day and an amount; titles, account and period lines above it are passed over. −1 when there is none.
 */
export function findStatementHeader(rows: readonly (readonly Cell[])[]): number {
  let found = -1;
  let most = 0;
  rows.slice(0, ROWS_LOOKED_AT).forEach((row, index) => {
    const mapping = suggestStatementMapping(row.map((cell) => (cellText(cell).length <= 40 ? cell : null)));
    const recognised = mapping.filter((one) => one !== null).length;
    if (recognised <= most || missingStatementFields(mapping).length > 0) return;
    found = index;
    most = recognised;
  });
  return found;
}

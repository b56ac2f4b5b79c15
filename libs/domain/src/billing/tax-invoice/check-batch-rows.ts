import { isCreditCode } from '../../core/credit-code.js';
import type { Localized } from '../../core/localized.js';
import { isSummaryTaxCode } from '../../pricing/tax-catalogue.js';
import {
  BATCH_LIMITS,
  type BatchColumn,
  type BatchRow,
  DETAIL_COLUMNS,
  INVOICE_COLUMNS,
  TAX_INVOICE_TYPES,
} from './batch-format.js';
import type { BatchProblem, BatchProblemCode, Mend } from './batch-problem.js';

/** The rows of one invoice as they would be written. */
export interface CheckedRows {
  readonly invoice: BatchRow;
  readonly details: readonly { readonly lineNo: number; readonly row: BatchRow }[];
}

type Place = Pick<BatchProblem, 'number' | 'sheet' | 'field' | 'lineNo' | 'mend'>;
type Finding = BatchProblem | null;

const found = (place: Place, code: BatchProblemCode, message: Localized): BatchProblem => ({
  ...place,
  code,
  severity: 'error',
  message,
});

const warned = (problem: BatchProblem): BatchProblem => ({ ...problem, severity: 'warning' });

/** Who can mend a column: the buyer's data, the park's, the price line. */
const MEND: Readonly<Record<string, Mend>> = {
  ...Object.fromEntries(['F', 'G', 'K', 'Q', 'R', 'S', 'T', 'AE'].map((column) => [column, 'company'])),
  ...Object.fromEntries(['AB', 'AC', 'AD'].map((column) => [column, 'park'])),
};

const text = (row: BatchRow, column: string): string => row[column] ?? '';
const header = (columns: readonly BatchColumn[], column: string): string =>
  columns.find((one) => one.column === column)?.header ?? column;

/** Required, length in characters, and one of the listed texts: what can be said of any column. */
function checkColumn(column: BatchColumn, value: string, place: Place): Finding {
  const characters = Array.from(value).length;
  if (column.must && value === '')
    return found(place, 'required', { zh: `${column.header}必须填写`, en: `${column.header} must be filled` });
  if (characters > column.limit)
    return found(place, 'too_long', {
      zh: `${column.header}有 ${characters} 个字符，最多 ${column.limit} 个`,
      en: `${column.header} has ${characters} characters; at most ${column.limit}`,
    });
  if (value !== '' && column.options && !column.options.includes(value))
    return found(place, 'not_an_option', {
      zh: `${column.header}只能是：${column.options.join('、')}`,
      en: `${column.header} takes only: ${column.options.join(', ')}`,
    });
  return null;
}

/** 专票 always needs the buyer's tax number, and 普票 does for a company; one that is no credit code is looked at by a person. */
function checkTaxId(row: BatchRow, place: Place): Finding {
  const id = text(row, 'G');
  if (id === '' && text(row, 'E') !== '是')
    return found(place, 'tax_id_missing', {
      zh: `${text(row, 'B')}必须填写购买方纳税人识别号`,
      en: 'The buyer’s tax number must be filled',
    });
  if (id !== '' && !/^[0-9A-Z]{15,20}$/.test(id))
    return found(place, 'tax_id_malformed', {
      zh: '购买方纳税人识别号应为 15–20 位数字或大写字母',
      en: 'The buyer’s tax number has 15 to 20 digits or capitals',
    });
  if (id !== '' && !isCreditCode(id))
    return warned(
      found(place, 'tax_id_unusual', {
        zh: '不是有效的 18 位统一社会信用代码，请人工核对',
        en: 'Not a valid 18-character credit code; check it by hand',
      }),
    );
  return null;
}

/** Address, telephone or bank filled means that the column which says what is shown must be filled too; and the other way round. */
function checkShown(row: BatchRow, columns: readonly string[], place: Place): Finding {
  const filled = columns.some((column) => text(row, column) !== '');
  const said = text(row, place.field) !== '';
  if (filled === said) return null;
  return found({ ...place, field: header(INVOICE_COLUMNS, place.field) }, 'contacts_not_shown', {
    zh: '填写了地址、电话或开户行时，必须选择展示方式；未填写时不能选择',
    en: 'With address, telephone or bank filled, what is shown must be chosen; without, it must not',
  });
}

function checkInvoiceRow(row: BatchRow): Finding[] {
  const number = text(row, 'A');
  const at = (column: string): Place => ({
    number,
    sheet: 1,
    field: header(INVOICE_COLUMNS, column),
    lineNo: null,
    mend: MEND[column] ?? null,
  });
  const remark = text(row, 'W');
  return [
    ...INVOICE_COLUMNS.map((column) => checkColumn(column, text(row, column.column), at(column.column))),
    checkTaxId(row, at('G')),
    checkShown(row, ['K', 'Q', 'R', 'S'], { ...at('T'), field: 'T' }),
    checkShown(row, ['AB', 'AC'], { ...at('AD'), field: 'AD' }),
    remark.includes(number)
      ? null
      : found(at('W'), 'remark_without_number', {
          zh: '备注中必须含结算单号，否则无法自动匹配回填发票号码',
          en: 'The remark must carry our number, or the issued invoice cannot be matched',
        }),
  ];
}

/** 0.13, at most four decimals, below 1: never 13 %. */
const isRate = (rate: string): boolean => /^0(\.\d{1,4})?$/.test(rate);

function checkCode(code: string, place: Place): Finding {
  if (code === '') return null;
  if (!/^\d{19}$/.test(code))
    return found(place, 'tax_code_malformed', {
      zh: `税收编码“${code}”应为 19 位数字，请在价目中更正`,
      en: `The tax code “${code}” must have 19 digits; correct it in the rates`,
    });
  if (isSummaryTaxCode(code))
    return found(place, 'tax_code_summary', {
      zh: `税收编码 ${code} 是汇总编码，税务平台不受理，请改用末级编码`,
      en: `${code} is a summary code, which the tax platform refuses; use a leaf code`,
    });
  return null;
}

/** An amount of the workbook in fen; null when it is not one with two decimals. */
function fenOf(amount: string): bigint | null {
  return /^\d{1,13}\.\d{2}$/.test(amount) ? BigInt(amount.replace('.', '')) : null;
}

function checkAmounts(row: BatchRow, at: (column: string) => Place): Finding {
  const amount = fenOf(text(row, 'H'));
  const discount = text(row, 'J') === '' ? 0n : fenOf(text(row, 'J'));
  if (amount === null || discount === null)
    return found(at(amount === null ? 'H' : 'J'), 'amount_malformed', {
      zh: '金额应为两位小数的正数',
      en: 'An amount is a positive number with two decimals',
    });
  if (amount === 0n)
    return found(at('H'), 'amount_not_positive', { zh: '金额必须大于零', en: 'An amount must be above zero' });
  if (discount >= amount)
    return found(at('J'), 'discount_too_large', {
      zh: '折扣金额必须小于金额',
      en: 'The discount must be below the amount',
    });
  return null;
}

/** 金额 = 单价 × 数量, rounded to the fen; both with at most 13 decimals. */
function checkPrice(row: BatchRow, place: Place): Finding {
  const [quantity, price] = [text(row, 'F'), text(row, 'G')];
  if (quantity === '' && price === '') return null;
  const amount = fenOf(text(row, 'H'));
  const shape = /^\d+(\.\d{1,13})?$/;
  if (amount === null || !shape.test(quantity) || !shape.test(price)) return notThePrice(place);
  const scaled = (number: string): bigint => {
    const [whole = '', decimals = ''] = number.split('.');
    return BigInt(whole + decimals.padEnd(13, '0'));
  };
  const scale = 10n ** 26n;
  const product = (2n * scaled(quantity) * scaled(price) * 100n + scale) / (2n * scale);
  return product === amount ? null : notThePrice(place);
}

const notThePrice = (place: Place): BatchProblem =>
  found(place, 'price_not_amount', { zh: '金额不等于单价乘以数量', en: 'The amount is not unit price × quantity' });

/** 免税 and 不征税 are for rate 0 only, always said there, and never on a 专票. */
function checkPolicy(row: BatchRow, special: boolean, place: Place): Finding {
  const [uses, policy] = [text(row, 'K'), text(row, 'L')];
  const untaxed = Number(text(row, 'I')) === 0;
  const exempt = policy === '免税' || policy === '不征税';
  if ((uses === '是') !== (policy !== '') || untaxed !== exempt)
    return found(place, 'policy_missing', {
      zh: '税率为 0 的行须选择免税或不征税，其他行不得选择',
      en: 'A line at rate 0 says 免税 or 不征税; no other line does',
    });
  if (special && exempt)
    return found(place, 'policy_on_special', {
      zh: `${policy}项目不能开具增值税专用发票，请将该企业改为普通发票或分开开具`,
      en: `What is ${policy} cannot be on a 专票; set the company to 普通发票`,
    });
  return null;
}

function checkDetailRow(detail: CheckedRows['details'][number], invoice: BatchRow): Finding[] {
  const { row, lineNo } = detail;
  const at = (column: string): Place => ({
    number: text(row, 'A'),
    sheet: 2,
    field: header(DETAIL_COLUMNS, column),
    lineNo,
    mend: column === 'B' || column === 'C' || column === 'I' ? 'rate' : null,
  });
  const rate = text(row, 'I');
  return [
    ...DETAIL_COLUMNS.map((column) => checkColumn(column, text(row, column.column), at(column.column))),
    checkCode(text(row, 'C'), at('C')),
    rate === '' || isRate(rate)
      ? null
      : found(at('I'), 'rate_not_decimal', {
          zh: `税率“${rate}”应写成小数，如 0.13，不带百分号`,
          en: `The rate “${rate}” must be a decimal such as 0.13, without %`,
        }),
    checkAmounts(row, at),
    checkPrice(row, at('G')),
    checkPolicy(row, text(invoice, 'B') === TAX_INVOICE_TYPES.special, { ...at('L'), mend: 'company' }),
  ];
}

/** The serial number joins the two sheets: there is a line for every invoice, and no line without its own. */
function checkJoin({ invoice, details }: CheckedRows): Finding[] {
  const number = text(invoice, 'A');
  const place: Place = { number, sheet: 2, field: '发票流水号', lineNo: null, mend: null };
  const stray = details.find(({ row }) => text(row, 'A') !== number);
  if (details.length === 0 || stray)
    return [
      found({ ...place, lineNo: stray?.lineNo ?? null }, 'serial_alone', {
        zh: '发票流水号必须同时出现在基本信息和明细信息中',
        en: 'The serial number must stand in both sheets',
      }),
    ];
  if (details.length > BATCH_LIMITS.detailsPerInvoice)
    return [found(place, 'too_many_lines', tooMany(details.length, BATCH_LIMITS.detailsPerInvoice))];
  if (details.length > BATCH_LIMITS.detailsPerFile)
    return [warned(found(place, 'many_lines', tooMany(details.length, BATCH_LIMITS.detailsPerFile)))];
  return [];
}

const tooMany = (lines: number, limit: number): Localized => ({
  zh: `明细有 ${lines} 行，超过 ${limit} 行，税务平台可能无法导入`,
  en: `${lines} detail lines; beyond ${limit} the tax platform may refuse the file`,
});

/**
 * Every check of the workbook's own rules, on the rows as they will be written, before a file leaves the house
 * (china.md §2.3). Each finding names the invoice and the field. Nothing is changed or left out silently.
 */
export function checkBatchRows(rows: readonly CheckedRows[]): BatchProblem[] {
  const seen = new Set<string>();
  return rows.flatMap((one) => {
    const number = text(one.invoice, 'A');
    const repeated = seen.has(number);
    seen.add(number);
    return [
      repeated
        ? found({ number, sheet: 1, field: '发票流水号', lineNo: null, mend: null }, 'serial_repeated', {
            zh: `发票流水号 ${number} 在文件中重复`,
            en: `The serial number ${number} stands twice in the file`,
          })
        : null,
      ...checkInvoiceRow(one.invoice),
      ...checkJoin(one),
      ...one.details.flatMap((detail) => checkDetailRow(detail, one.invoice)),
    ].filter((finding) => finding !== null);
  });
}

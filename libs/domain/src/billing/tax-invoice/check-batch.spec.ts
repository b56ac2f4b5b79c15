import { describe, expect, it } from '@jest/globals';
import { BATCH_LIMITS, DETAIL_HEADERS, INVOICE_COLUMNS, INVOICE_HEADERS } from './batch-format.js';
import { batchRowsOf, splitBatch, type TaxableStatement, type TaxedLine } from './batch-rows.js';
import { checkBatchRows, type CheckedRows } from './check-batch-rows.js';
import { checkStatements } from './check-statement.js';
import { splitTax } from '../../money/tax.js';

const aLine = (given: Partial<TaxedLine> = {}): TaxedLine => {
  const amountFen = given.amountFen ?? 450_000;
  const taxRateBps = given.taxRateBps ?? 1300;
  return {
    lineNo: 1,
    sourceKind: 'reservation',
    sourceId: 1,
    taxCode: '3040502019900000000',
    taxRateBps,
    amountFen,
    ...splitTax({ grossFen: amountFen, rateBps: taxRateBps }),
    itemName: '*经营租赁*仪器设备租赁费',
    instrumentZh: '高效液相色谱仪',
    assetNo: 'SH-0001',
    formula: { kind: 'whole_month', monthlyFen: 450_000 },
    ...given,
  };
};

const aStatement = (given: Partial<TaxableStatement> = {}): TaxableStatement => {
  const lines = given.lines ?? [aLine()];
  return {
    number: 'PB2026-000001',
    month: '2026-03',
    kind: 'special',
    grossFen: lines.reduce((sum, line) => sum + line.amountFen, 0),
    buyer: {
      nameZh: '河北某某生物科技有限公司',
      creditCode: '91130101MA0ABC121X',
      address: '',
      phone: '',
      bankName: '',
      bankAccount: '',
      email: '',
    },
    seller: { bankName: '', bankAccount: '' },
    lines,
    ...given,
  };
};

const rowsOf = (statement: TaxableStatement): CheckedRows => batchRowsOf(statement);
/** The rows of a good statement with some cells changed. */
const changed = (sheet: 1 | 2, cells: Record<string, string>): CheckedRows => {
  const { invoice, details } = rowsOf(aStatement());
  if (sheet === 1) return { invoice: { ...invoice, ...cells }, details };
  return { invoice, details: details.map(({ lineNo, row }) => ({ lineNo, row: { ...row, ...cells } })) };
};
const found = (rows: CheckedRows): string[] => checkBatchRows([rows]).map((p) => `${p.code}:${p.field}`);
const codes = (statement: TaxableStatement, more = {}): string[] =>
  checkStatements([{ statement, ...more }])[0]!.problems.map((p) => `${p.severity}:${p.code}`);

describe('the rows of an invoice', () => {
  it('carry type, our number in serial and remark, prices with tax, rate as a decimal', () => {
    const { invoice, details } = rowsOf(aStatement());
    expect(invoice).toMatchObject({ A: 'PB2026-000001', B: '增值税专用发票', D: '是', E: '否', T: '' });
    expect(invoice.W).toContain('PB2026-000001');
    expect(details[0]?.row).toEqual({
      A: 'PB2026-000001',
      B: '仪器设备租赁费',
      C: '3040502019900000000',
      D: '高效液相色谱仪 SH-0001',
      E: '月',
      F: '1',
      G: '4500',
      H: '4500.00',
      I: '0.13',
      J: '',
      K: '否',
      L: '',
    });
    expect(found(rowsOf(aStatement()))).toEqual([]);
  });

  it('say what is shown of the contacts that are filled', () => {
    const buyer = { ...aStatement().buyer, address: '石家庄', bankName: '中国银行' };
    expect(rowsOf(aStatement({ buyer })).invoice.T).toBe('展示地址、电话、开户银行及银行账号');
    expect(rowsOf(aStatement({ seller: { bankName: '中国银行', bankAccount: '1' } })).invoice.AD).toBe(
      '展示开户银行、银行账号',
    );
  });

  it('lay credits onto lines at the same rate as 折扣金额', () => {
    const statement = aStatement({ lines: [aLine(), aLine({ lineNo: 2, amountFen: -87_097, formula: null })] });
    expect(rowsOf(statement).details.map(({ row }) => [row.H, row.J])).toEqual([['4500.00', '870.97']]);
    expect(codes(statement)).toEqual([]);
  });

  it('say that rate 0 is exempt', () => {
    const untaxed = aStatement({ kind: 'ordinary', lines: [aLine({ taxRateBps: 0 })] });
    expect(rowsOf(untaxed).details[0]?.row).toMatchObject({ I: '0', K: '是', L: '免税' });
    expect(codes(untaxed)).toEqual([]);
    expect(codes({ ...untaxed, kind: 'special' })).toEqual(['error:policy_on_special']);
  });

  it('have every column at its place in the official order', () => {
    expect([INVOICE_HEADERS.length, DETAIL_HEADERS.length]).toEqual([39, 14]);
    const letter = (i: number): string => (i < 26 ? '' : 'A') + String.fromCharCode(65 + (i % 26));
    for (const { column, header } of INVOICE_COLUMNS)
      expect(header).toBe(INVOICE_HEADERS[INVOICE_HEADERS.findIndex((_, i) => letter(i) === column)]);
  });
});

describe('each rule of the workbook', () => {
  it.each([
    [1, { A: '' }, 'required:发票流水号'],
    [1, { F: '' }, 'required:购买方名称'],
    [2, { B: '' }, 'required:项目名称'],
    [1, { A: 'PB2026-00000000000001' }, 'too_long:发票流水号'],
    [1, { F: '司'.repeat(101) }, 'too_long:购买方名称'],
    [1, { W: `PB2026-000001${'注'.repeat(230)}` }, 'too_long:备注'],
    [2, { B: '费'.repeat(101) }, 'too_long:项目名称'],
    [1, { B: '专票' }, 'not_an_option:发票类型'],
    [1, { D: '' }, 'required:是否含税'],
    [1, { D: 'Y' }, 'not_an_option:是否含税'],
    [1, { G: '' }, 'tax_id_missing:购买方纳税人识别号'],
    [1, { B: '普通发票', G: '' }, 'tax_id_missing:购买方纳税人识别号'],
    [1, { G: '9113-0101' }, 'tax_id_malformed:购买方纳税人识别号'],
    [1, { G: '91130101MA0ABC121Y' }, 'tax_id_unusual:购买方纳税人识别号'],
    [1, { Q: '0311-1' }, 'contacts_not_shown:是否展示购买方地址电话银行账号'],
    [1, { T: '展示地址、电话' }, 'contacts_not_shown:是否展示购买方地址电话银行账号'],
    [1, { K: '石家庄', T: '是' }, 'not_an_option:是否展示购买方地址电话银行账号'],
    [1, { AB: '中国银行' }, 'contacts_not_shown:是否展示销售方地址电话银行账号'],
    [1, { W: '三月' }, 'remark_without_number:备注'],
    [2, { I: '13%' }, 'rate_not_decimal:税率'],
    [2, { I: '1.3' }, 'rate_not_decimal:税率'],
    [2, { C: '304050201990000000' }, 'tax_code_malformed:商品和服务税收编码'],
    [2, { C: '3040502010000000000' }, 'tax_code_summary:商品和服务税收编码'],
    [2, { C: '3040000000000000000' }, 'tax_code_summary:商品和服务税收编码'],
    [2, { H: '4500' }, 'amount_malformed:金额'],
    [2, { H: '-4500.00' }, 'amount_malformed:金额'],
    [2, { J: '4500.00' }, 'discount_too_large:折扣金额'],
    [2, { J: '1.5' }, 'amount_malformed:折扣金额'],
    [2, { G: '4499' }, 'price_not_amount:单价'],
    [2, { L: '免税', K: '是' }, 'policy_missing:优惠政策类型'],
    [2, { L: '减半' }, 'not_an_option:优惠政策类型'],
    [2, { A: 'PB2026-000002' }, 'serial_alone:发票流水号'],
  ] as const)('sheet %i with %j is %s', (sheet, cells, finding) => {
    expect(found(changed(sheet, cells))).toContain(finding);
  });

  it('finds the same serial number twice', () => {
    const rows = rowsOf(aStatement());
    expect(checkBatchRows([rows, rows]).map((p) => p.code)).toEqual(['serial_repeated']);
  });

  it('names the invoice, the field and the line', () => {
    const [problem] = checkBatchRows([changed(2, { C: '1' })]);
    expect(problem).toMatchObject({ number: 'PB2026-000001', sheet: 2, lineNo: 1, severity: 'error', mend: 'rate' });
  });

  it('knows more lines than the platform takes', () => {
    const many = (count: number): string[] =>
      codes(
        aStatement({ lines: Array.from({ length: count }, (_, i) => aLine({ lineNo: i + 1, amountFen: 452_000 })) }),
      );
    expect(many(2000)).toEqual([]);
    expect(many(2001)).toEqual(['warning:many_lines']);
    expect(many(5001)).toEqual(['error:too_many_lines']);
  });
});

describe('a statement', () => {
  it('of zero or less is not exported, and says so alone', () => {
    expect(codes(aStatement({ lines: [aLine({ amountFen: -100 })] }))).toEqual(['error:nothing_to_issue']);
    expect(codes(aStatement({ lines: [aLine(), aLine({ lineNo: 2, amountFen: -450_000 })] }))).toEqual([
      'error:nothing_to_issue',
    ]);
  });

  it('with a credit that no line at its rate can take needs a red letter', () => {
    const lines = [aLine(), aLine({ lineNo: 2, amountFen: -10_600, taxRateBps: 600 })];
    expect(codes(aStatement({ lines }))).toContain('error:credit_without_line');
  });

  it('allows 6 fen of tax off on a line and 1.27 on the whole', () => {
    const off = (fen: number): TaxedLine => aLine({ netFen: 398_230 - fen, taxFen: 51_770 + fen });
    expect(codes(aStatement({ lines: [off(5)] }))).toEqual([]);
    expect(codes(aStatement({ lines: [off(6)] }))).toEqual(['error:line_tax_off']);
    const many = (count: number): string[] =>
      codes(aStatement({ lines: Array.from({ length: count }, (_, i) => ({ ...off(5), lineNo: i + 1 })) }));
    expect(many(20)).toEqual([]);
    expect(many(30)).toEqual(['error:invoice_tax_off']);
  });

  it('warns when the buyer is registered otherwise now, and when something was credited', () => {
    const printed = { nameZh: '旧名有限公司', creditCode: '91130101MA0ABC121X' };
    expect(codes(aStatement(), { printed })).toEqual(['warning:buyer_changed']);
    expect(codes(aStatement(), { creditedFen: 100 })).toEqual(['warning:credited_already']);
    expect(codes(aStatement({ grossFen: 0, lines: [aLine({ amountFen: 0 })] }), { creditedFen: 450_000 })).toEqual([
      'error:credited_already',
    ]);
  });
});

describe('a batch', () => {
  it('is parted so that no file holds more rows than the platform takes', () => {
    expect(splitBatch([1500, 400, 200, 2500, 1], BATCH_LIMITS)).toEqual([
      { invoices: [0, 1], details: 1900 },
      { invoices: [2], details: 200 },
      { invoices: [3], details: 2500 },
      { invoices: [4], details: 1 },
    ]);
    const files = splitBatch(
      Array.from({ length: 2500 }, () => 1),
      BATCH_LIMITS,
    );
    expect(files.map((file) => file.invoices.length)).toEqual([998, 998, 504]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { findStatementHeader, missingStatementFields, suggestStatementMapping } from './statement-field.js';
import { balanceGaps, statementKeys } from './statement-key.js';
import { parseSignedFen, parseStatementDay, readStatementRow, type StatementRecord } from './statement-row.js';

const bocom = [
  '交易日期',
  '摘要',
  '借方发生额',
  '贷方发生额',
  '账户余额',
  '对方账号',
  '对方户名',
  '附言',
  '核心流水号',
];
const aRecord = (given: Partial<StatementRecord> = {}): StatementRecord => ({
  bookedOn: '2026-03-15',
  amountFen: 450_000,
  counterparty: '甲公司',
  counterAccount: '',
  text: '货款',
  reference: '',
  balanceFen: null,
  ...given,
});

describe('the columns of a statement', () => {
  it('are known as banks head them', () => {
    expect(suggestStatementMapping(bocom)).toEqual([
      'bookedOn',
      'text',
      'debit',
      'credit',
      'balance',
      'counterAccount',
      'counterparty',
      'text',
      'reference',
    ]);
    const icbc = ['凭证号', '交易时间', '借/贷', '金额（元）', '对方单位', '用途', '余额', '交易流水号'];
    expect(suggestStatementMapping(icbc)).toEqual([
      null,
      'bookedOn',
      'direction',
      'amount',
      'counterparty',
      'text',
      'balance',
      'reference',
    ]);
    const alipay = ['账务流水号', '发生时间', '对方账号', '收入（+元）', '支出（-元）', '账户余额（元）', '备注'];
    expect(suggestStatementMapping(alipay)).toEqual([
      'reference',
      'bookedOn',
      'counterAccount',
      'credit',
      'debit',
      'balance',
      'text',
    ]);
    expect(suggestStatementMapping(['Date', 'Description', 'Money in', 'Money out', 'Balance'])).toEqual([
      'bookedOn',
      'text',
      'credit',
      'debit',
      'balance',
    ]);
  });

  it('lie below titles and account lines; without a day and an amount there are none', () => {
    const rows = [['企业账户明细'], ['账号：', '1001', '日期：', '2026-03-01 至 2026-03-31'], bocom];
    expect(findStatementHeader(rows)).toBe(2);
    expect(findStatementHeader([['姓名', '电话']])).toBe(-1);
    expect(missingStatementFields(['bookedOn', 'text'])).toEqual(['amount']);
  });
});

describe('a row', () => {
  const shape = { headers: bocom, mapping: suggestStatementMapping(bocom) };
  const read = (...cells: unknown[]) => readStatementRow(cells as never, shape);

  it('is read with Chinese days, thousands, full width and several texts', () => {
    expect(
      read(
        '2026年3月15日',
        '转账',
        '',
        '１２,３４５.６７',
        '20000.00',
        '6222 0212',
        '诺核生物',
        'PB2026-000001',
        'A 77',
      ),
    ).toEqual({
      kind: 'line',
      record: {
        bookedOn: '2026-03-15',
        amountFen: 1_234_567,
        counterparty: '诺核生物',
        counterAccount: '62220212',
        text: '转账 PB2026-000001',
        reference: 'A77',
        balanceFen: 2_000_000,
      },
    });
    expect(read('20260315 10:22:33', '手续费', 15, null, null, null, null, null, null)).toMatchObject({
      record: { amountFen: -1500, bookedOn: '2026-03-15' },
    });
  });

  it('is passed over when it is a total, the headers again, a footer or nothing', () => {
    expect(read('合计', '', '100.00', '200.00')).toEqual({ kind: 'skipped' });
    expect(read(...bocom)).toEqual({ kind: 'skipped' });
    expect(read('', '打印时间：2026-04-01')).toEqual({ kind: 'skipped' });
    expect(read('2026-03-01', '期初余额', '', '', '100.00')).toEqual({ kind: 'skipped' });
  });

  it('names the cell of everything that is wrong', () => {
    const bad = read('15/03/2026', '', '1.234', '5', 'x');
    expect(bad).toMatchObject({ kind: 'invalid' });
    const columns = bad.kind === 'invalid' ? bad.problems.map((one) => [one.column, one.code]) : [];
    expect(columns).toEqual([
      [0, 'not_a_date'],
      [2, 'not_an_amount'],
      [4, 'not_an_amount'],
    ]);
    expect(read('2026-03-15', '', '1', '5')).toMatchObject({ problems: [{ code: 'both_sides' }] });
    expect(read('2026-03-15', '', '-1', '')).toMatchObject({ problems: [{ code: 'negative_debit' }] });
  });

  it('takes its direction from a sign, a mark, or a head that says money out is negative', () => {
    const one = { headers: ['日期', '借贷标志', '金额'], mapping: ['bookedOn', 'direction', 'amount'] as const };
    const amount = (...cells: unknown[]) => {
      const row = readStatementRow(['2026-03-15', ...cells] as never, one);
      return row.kind === 'line' ? row.record.amountFen : row;
    };
    expect([amount('贷', '5.00'), amount('借', '5.00'), amount('', '-5.00'), amount('支出', '-5')]).toEqual([
      500, -500, -500, -500,
    ]);
    expect(amount('他', '5')).toMatchObject({ problems: [{ code: 'unknown_direction', column: 1 }] });
    expect(amount('收入', '-5')).toMatchObject({ problems: [{ code: 'sign_contradicts' }] });
    const alipay = { headers: ['时间', '支出（-元）'], mapping: ['bookedOn', 'debit'] as const };
    expect(readStatementRow(['2026-03-15', '-8.00'], alipay)).toMatchObject({ record: { amountFen: -800 } });
  });

  it('reads signed amounts and days of all kinds', () => {
    const fen = (cell: string | number) => {
      const read_ = parseSignedFen(cell);
      return read_.ok ? read_.value : read_.code;
    };
    expect([fen('(1,234.50)'), fen('−3'), fen('¥5.5元'), fen(0.1 + 0.2), fen(0.123), fen('1.005')]).toEqual([
      -123_450,
      -300,
      550,
      30,
      'not_an_amount',
      'not_an_amount',
    ]);
    const days = ['2026/3/5', '2026.03.05 08:00', '20260305', '20260305080000', 46086].map((cell) =>
      parseStatementDay(cell),
    );
    expect(days.map((day) => day.ok && day.value)).toEqual(Array(5).fill('2026-03-05'));
    expect(parseStatementDay('2026年3月')).toMatchObject({ code: 'not_a_date' });
  });
});

describe('a line is known again', () => {
  it('by its reference and amount, else by content and how many-eth it is', () => {
    const keys = statementKeys([aRecord(), aRecord(), aRecord({ reference: 'R1' }), aRecord({ text: '押金' })]);
    expect(new Set(keys.map((one) => one.content)).size).toBe(4);
    expect(keys.map((one) => one.reference)).toEqual([null, null, 'R1\u0001450000', null]);
    const overlapping = statementKeys([aRecord(), aRecord()]);
    expect(overlapping.map((one) => one.content)).toEqual(keys.slice(0, 2).map((one) => one.content));
  });

  it('and where balances do not follow, lines are missing; either order of the file is fine', () => {
    const lines = [
      aRecord({ amountFen: 100, balanceFen: 1100 }),
      aRecord({ amountFen: -50, balanceFen: 1050 }),
      aRecord({ amountFen: 200, balanceFen: 1300 }),
    ];
    expect(balanceGaps(lines)).toEqual([{ index: 2, missingFen: 50 }]);
    expect(balanceGaps(lines.slice(0, 2).toReversed())).toEqual([]);
    expect(balanceGaps([aRecord(), aRecord()])).toEqual([]);
  });
});

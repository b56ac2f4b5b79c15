import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { dateOfDayNumber } from '../../time/calendar-date.js';
import { parseDateCell } from './date-cell.js';
import { isBlankCell, normalizeWidth } from './normalize.js';
import { parseIntegerCell, parseMoneyCell, parsePercentCell } from './number-cells.js';
import { parseBooleanCell, parseOpenModes, parseStatus } from './word-cells.js';

const value = (result: { ok: boolean }) => ('value' in result ? result.value : null);
const code = (result: { ok: boolean }) => ('code' in result ? result.code : null);

describe('cells of money', () => {
  it.each([
    ['450,000.00', 'yuan', 45_000_000],
    [45.2, 'wan', 45_200_000],
    ['45.20', 'wan', 45_200_000],
    ['￥４，５００．５０', 'yuan', 450_050],
    ['3.5万', 'yuan', 3_500_000],
    ['3500元/月', 'wan', 350_000],
    ['RMB 1200', 'yuan', 120_000],
    [0, 'yuan', 0],
    [0.1 + 0.2, 'yuan', 30],
    [1e-7, 'wan', 0],
    [1.005, 'yuan', 101],
    [12345678.9, 'yuan', 1_234_567_890],
    ['1.5E3', 'yuan', 150_000],
  ] as const)('%s in %s is %i', (cell, unit, fen) => {
    expect(value(parseMoneyCell(cell, unit))).toBe(fen);
  });

  it.each([
    ['', 'empty'],
    ['/', 'empty'],
    [null, 'empty'],
    ['面议', 'not_an_amount'],
    ['1,23', 'not_an_amount'],
    ['-5', 'negative_amount'],
    ['99999999999999999', 'amount_too_large'],
  ])('%s is refused: %s', (cell, why) => {
    expect(code(parseMoneyCell(cell))).toBe(why);
  });

  it('keep every fen of a number', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (fen) => value(parseMoneyCell(fen / 100)) === fen));
  });
});

describe('cells of dates', () => {
  it.each([
    45272,
    '45272',
    45272.6,
    '2023-12-12',
    '2023/12/12',
    '2023.12.12',
    '2023年12月12日',
    '20231212',
    20231212,
    '２０２３／１２／１２',
    '2023-12-12 08:30:00',
    ' 2023 年 12 月 12 日 ',
    new Date('2023-12-12T00:00:00Z'),
  ])('%s is 2023-12-12', (cell) => {
    expect(value(parseDateCell(cell))).toBe('2023-12-12');
  });

  it('reads a short form and a month alone', () => {
    expect(value(parseDateCell('2023/1/5'))).toBe('2023-01-05');
    expect(value(parseDateCell('2023年12月'))).toBe('2023-12-01');
    expect(value(parseDateCell('2023-12'))).toBe('2023-12-01');
  });

  it.each(['12/12/2023', '2023-02-30', '2023-13-01', 'soon', 2023, 2023.12, '20231332'])('%s is refused', (cell) => {
    expect(code(parseDateCell(cell))).toBe('not_a_date');
  });

  it('reads any day number of a spreadsheet', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20000, max: 80000 }),
        (serial) => value(parseDateCell(serial)) === dateOfDayNumber(serial - 25569),
      ),
    );
    expect(code(parseDateCell('—'))).toBe('empty');
  });
});

describe('other cells', () => {
  it.each([
    ['13%', 1300],
    [0.13, 1300],
    [13, 1300],
    ['13', 1300],
    ['０．０６', 600],
    ['6 %', 600],
    ['0.5%', 50],
    [1, 100],
    [0, 0],
    ['100%', 10000],
  ])('%s is %i basis points', (cell, bps) => {
    expect(value(parsePercentCell(cell))).toBe(bps);
  });

  it.each(['101', '-1', '13.005%', 'abc', '免税'])('%s is no percentage', (cell) => {
    expect(code(parsePercentCell(cell))).toBe('not_a_percentage');
  });

  it.each([
    ['3', 3],
    [3, 3],
    ['3.0', 3],
    ['3个月', 3],
    ['１５ 分钟', 15],
    ['30 min', 30],
    ['1,000', 1000],
  ])('%s is %i', (cell, whole) => {
    expect(value(parseIntegerCell(cell))).toBe(whole);
  });

  it.each(['2.5', '-3', 'three'])('%s is not whole', (cell) => {
    expect(code(parseIntegerCell(cell))).toBe('not_a_whole_number');
  });

  it('say yes or no', () => {
    for (const yes of ['是', '√', 'Y', 'yes', '有', '需要', true, 1, ' TRUE '])
      expect(value(parseBooleanCell(yes))).toBe(true);
    for (const no of ['否', '×', 'N', 'no', '无', '不需要', false, 0]) expect(value(parseBooleanCell(no))).toBe(false);
    expect(code(parseBooleanCell('也许'))).toBe('not_yes_or_no');
    expect(code(parseBooleanCell(undefined))).toBe('empty');
  });

  it.each([
    ['长租;按次;机时', true, true, true],
    ['长租', true, false, false],
    ['机时；按次', false, true, true],
    ['月租、按时', true, true, false],
    ['rental, session', true, true, false],
    ['按小时', false, true, false],
  ])('%s opens', (cell, rental, session, run) => {
    expect(value(parseOpenModes(cell))).toEqual({ rental, session, run });
  });

  it('names a mode that is not known', () => {
    expect(parseOpenModes('长租;飞行')).toMatchObject({
      ok: false,
      code: 'unknown_mode',
      message: { zh: '不认识的开放方式“飞行”' },
    });
  });

  it.each([
    ['在用', 'in_service'],
    ['正常', 'in_service'],
    ['闲置', 'in_service'],
    ['停用', 'out_of_service'],
    ['维修中', 'out_of_service'],
    ['不可用', 'out_of_service'],
    ['已报废', 'retired'],
    ['In use', 'in_service'],
    ['Under repair', 'out_of_service'],
  ])('%s is %s', (cell, status) => {
    expect(value(parseStatus(cell))).toBe(status);
  });

  it('say nothing in many ways, and full-width as half-width', () => {
    for (const blank of ['', ' ', '-', '/', '—', 'N/A', null, undefined, new Date(Number.NaN)])
      expect(isBlankCell(blank)).toBe(true);
    expect(normalizeWidth('１２，０００　元 ')).toBe('12,000 元');
    expect(code(parseStatus('某种'))).toBe('unknown_status');
  });
});

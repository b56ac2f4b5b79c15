import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { dateOfDayNumber } from '../../time/calendar-date.js';
import { parseDateCell } from './date-cell.js';
import { isBlankCell, normalizeWidth } from './normalize.js';
import { parseIntegerCell, parseMoneyCell, parsePercentCell } from './number-cells.js';
import { findHeaderRow, isTotalsRow } from './rows.js';
import { headerUnit, suggestMapping } from './suggest-mapping.js';
import { parseBooleanCell, parseOpenModes, parseStatus } from './word-cells.js';

const PARK =
  '资产编号 仪器名称 英文名称 规格型号 生产厂商 国别 分类 原值（元） 购置日期 启用日期 放置地点 主要技术指标 开放方式 月租（元/月） 机时费（元/小时） 单次费（元/次） 押金（元） 增值税率 最短租期（月） 预约是否需审核 上机是否需培训 检定/校准有效期至 使用前准备（分钟） 使用后清理（分钟） 状态'.split(
    ' ',
  );
const PARK_FIELDS =
  'assetNo nameZh nameEn model manufacturer country category originalValue purchasedOn inUseSince location specifications openModes monthlyPrice hourlyPrice runPrice deposit taxRate minMonths approvalRequired trainingRequired calibrationValidUntil beforeMinutes afterMinutes status'.split(
    ' ',
  );

describe('headers', () => {
  it('of the park are all recognised, in any order', () => {
    expect(suggestMapping(PARK)).toEqual(PARK_FIELDS);
    expect(suggestMapping([...PARK].reverse())).toEqual([...PARK_FIELDS].reverse());
  });

  it('of the national list are recognised', () => {
    const headers = [
      '所在单位仪器编号',
      '所属单位',
      '仪器设备名称',
      '英文名称',
      '仪器分类编码',
      '原值(万元,2位小数)',
      '产地国别',
      '生产制造商',
      '建账日期',
      '规格型号',
      '主要技术指标(<=500字)',
      '主要功能(<=300字)',
      '运行状态',
      '对外开放共享规定(<=500字)',
      '安放地址',
      '联系人',
      '电话',
      '邮政编码',
    ];
    expect(suggestMapping(headers)).toEqual([
      'assetNo',
      null,
      'nameZh',
      'nameEn',
      'category',
      'originalValue',
      'country',
      'manufacturer',
      'purchasedOn',
      'model',
      'specifications',
      'functions',
      'status',
      'sharingRules',
      'location',
      'keeper',
      'keeperPhone',
      null,
    ]);
    expect(headers.map(headerUnit).filter((unit) => unit === 'wan')).toHaveLength(1);
  });

  it('in English are recognised', () => {
    const headers = [
      'Asset No.',
      'Instrument name',
      'English name',
      'Model',
      'Manufacturer',
      'Country of origin',
      'Category',
      'Original value (CNY)',
      'Purchase date',
      'Location',
      'Monthly rent',
      'Hourly rate',
      'Deposit',
      'VAT rate',
      'Approval required',
      'Training required',
      'Calibration due',
      'Status',
      'Foo',
    ];
    expect(suggestMapping(headers)).toEqual([
      'assetNo',
      'nameZh',
      'nameEn',
      'model',
      'manufacturer',
      'country',
      'category',
      'originalValue',
      'purchasedOn',
      'location',
      'monthlyPrice',
      'hourlyPrice',
      'deposit',
      'taxRate',
      'approvalRequired',
      'trainingRequired',
      'calibrationValidUntil',
      'status',
      null,
    ]);
  });

  it('give a field to one column only', () => {
    expect(suggestMapping(['仪器编号', '资产编号*', '', null])).toEqual(['assetNo', null, null, null]);
    expect(suggestMapping(['仪器名称（中文）', '设备状态', '＊月 租'])).toEqual(['nameZh', 'status', 'monthlyPrice']);
  });
});

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

describe('rows', () => {
  it.each([
    [['合计', '', '12,000.00'], true],
    [['', '总 计：', 5], true],
    [['小计（35 台）'], true],
    [['Total', 3], true],
    [['YQ-001', '合计量测定仪'], false],
    [['1', '总有机碳分析仪', 'Total organic carbon analyser'], false],
    [[null, ''], false],
    [['12', '13'], false],
  ])('%j sums up: %s', (row, sums) => {
    expect(isTotalsRow(row)).toBe(sums);
  });

  it('finds the headers under merged titles and notes', () => {
    const title = Array.from({ length: 8 }, () => '园区大型仪器设备名称及资产编号一览表');
    const rows = [title, ['填表说明：原值单位为元，日期为年月日'], [], PARK, ['YQ-001', '在用']];
    expect(findHeaderRow(rows)).toBe(3);
    expect(findHeaderRow([PARK])).toBe(0);
    expect(
      findHeaderRow([
        ['甲', '乙'],
        ['1', '2'],
      ]),
    ).toBe(-1);
    expect(findHeaderRow([])).toBe(-1);
  });
});

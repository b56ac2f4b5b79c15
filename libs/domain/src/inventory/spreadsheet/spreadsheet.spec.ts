import { describe, it, expect } from '@jest/globals';
import { findHeaderRow, isTotalsRow } from './rows.js';
import { headerUnit, suggestMapping } from './suggest-mapping.js';

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

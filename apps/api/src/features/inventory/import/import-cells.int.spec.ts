import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../../test/support/builders.js';
import { ImportDesk } from '../../../../test/support/import-desk.js';
import { startTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { aWorkbook } from '../../../../test/support/workbooks.js';

const headers = ['资产编号', '仪器名称', '分类', '原值（元）', '购置日期', '月租', '开放方式'];
/** A right row of the list, but for what is given instead, by column. */
const row = (n: number, instead: Readonly<Record<number, unknown>> = {}): unknown[] =>
  [`A-${n}`, `高效液相色谱仪${n}`, '色谱', 450_000, '2023-01-05', 4500, '长租'].map((value, i) => instead[i] ?? value);

let t: TestApp;
let keeper: Person;
let desk: ImportDesk;
beforeAll(async () => {
  t = await startTestApp('2026-03-01T02:00:00Z');
  await t.given.aPark();
  keeper = await t.given.aPerson('manager');
  desk = new ImportDesk(t, keeper);
});
afterAll(() => t.close());
beforeEach(() =>
  t.database.owner.query(
    'TRUNCATE instrument, category, rate_plan, instrument_import, import_mapping, outbox RESTART IDENTITY CASCADE',
  ),
);

const rows = async <R>(sql: string, params: unknown[] = []): Promise<R[]> =>
  (await t.database.owner.query(sql, params)).rows as R[];

describe('a sheet with a mistake', () => {
  it('imports nothing and names the cell', async () => {
    const seen = await desk.preview(await aWorkbook([headers, row(1), row(2, { 3: '四十五万' }), row(3)]));
    expect(seen.summary).toMatchObject({ new: 2, invalid: 1, problems: 1 });
    const [bad] = await desk.rows(seen.id, '&verdict=invalid');
    expect(bad?.problems.map((p) => [p.cell, p.code])).toEqual([['D3', 'not_an_amount']]);
    const refused = await t.call<{ code: string; problems: { cell: string }[] }>(
      keeper,
      'POST',
      `/imports/${seen.id}/confirm`,
    );
    expect([refused.status, refused.body.code, refused.body.problems.map((p) => p.cell)]).toEqual([
      409,
      'import_has_problems',
      ['D3'],
    ]);
    expect(await rows('SELECT 1 FROM instrument')).toHaveLength(0);
  });

  it('tells of every cell: a missing number, a repeated one, an impossible date, an unknown mode', async () => {
    const seen = await desk.preview(
      await aWorkbook([headers, row(1), row(1), row(2, { 0: '' }), row(3, { 4: '2023-02-30' }), row(4, { 6: '外借' })]),
    );
    const problems = (await desk.rows(seen.id, '&problems=true')).flatMap((r) =>
      r.problems.map((p) => `${p.cell} ${p.code}`),
    );
    expect(problems).toEqual(['A3 duplicate_asset_no', 'A4 required', 'E5 not_a_date', 'G6 unknown_mode']);
  });
});

describe('a sheet as people have it', () => {
  it('reads merged titles, 万元, text dates, full-width digits, and leaves totals rows out', async () => {
    const file = await aWorkbook(
      [
        ['某某园区共享仪器一览表'],
        ['填报日期：2026年3月1日'],
        [],
        ['序号', '设备编号', '设备名称', '型号规格', '原值（万元）', '启用日期', '运行状态', '分类'],
        [1, 'Ｂ－０１', '冷冻离心机', 'X-15R', '４５．２', '2023年12月12日', '正常', '通用设备'],
        [2, 'B-02', '酶标仪', 'Synergy H1', 38, '2024.1.5', '维修', '分子生物'],
        ['合计', '', '', '', 83.2],
      ],
      '清单',
      (sheet) => sheet.mergeCells('A1:H1'),
    );
    const seen = await desk.preview(file);
    expect(seen.summary).toMatchObject({ new: 2, skipped: 1, problems: 0 });
    await desk.confirm(seen.id);
    expect(
      await rows(
        'SELECT asset_no, original_value_fen::bigint v, in_use_since::text since, status FROM instrument ORDER BY 1',
      ),
    ).toEqual([
      { asset_no: 'B-01', v: 45_200_000, since: '2023-12-12', status: 'in_service' },
      { asset_no: 'B-02', v: 38_000_000, since: '2024-01-05', status: 'out_of_service' },
    ]);
    // No price in the sheet: one percent of the original value a month, since the day of use.
    expect(await rows('SELECT monthly_fen::bigint m, valid_from::text f FROM rate_plan ORDER BY 1')).toEqual([
      { m: 380_000, f: '2024-01-05' },
      { m: 452_000, f: '2023-12-12' },
    ]);
  });

  it('finds the list behind a sheet of instructions', async () => {
    const exceljs = (await import('exceljs')).default;
    const workbook = new exceljs.Workbook();
    workbook.addWorksheet('填写说明').addRows([
      ['字段', '名称', '说明'],
      ['1', '资产编号', '必填'],
    ]);
    workbook.addWorksheet('数据').addRows([headers, row(1)]);
    const seen = await desk.preview(Buffer.from(await workbook.xlsx.writeBuffer()));
    expect(seen.summary).toMatchObject({ new: 1, problems: 0 });
  });

  it('remembers how unknown headers were mapped', async () => {
    const odd = ['卡片号', '东西叫什么', '在哪'];
    const file = await aWorkbook([
      [...odd, '资产编号', '仪器名称'],
      ['K-1', '天平', 'A101', '', ''],
    ]);
    const seen = await desk.preview(file);
    const put = await t.call(keeper, 'PUT', `/imports/${seen.id}/mapping`, {
      body: { mapping: ['assetNo', 'nameZh', 'location', null, null] },
    });
    expect(put.status).toBe(202);
    await desk.work(seen.id);
    expect((await desk.show(seen.id)).summary).toMatchObject({ new: 1, problems: 0 });
    expect((await desk.preview(file)).mapping).toEqual(['assetNo', 'nameZh', 'location', null, null]);
  });

  it('refuses a mapping without asset number, or with a field twice', async () => {
    const seen = await desk.preview(await aWorkbook([headers, row(1)]));
    const put = (mapping: (string | null)[]): Promise<{ body: { code?: unknown } }> =>
      t.call(keeper, 'PUT', `/imports/${seen.id}/mapping`, { body: { mapping } });
    expect((await put([null, 'nameZh', null, null, null, null, null])).body.code).toBe('mapping_incomplete');
    expect((await put(['assetNo', 'nameZh', 'nameZh', null, null, null, null])).body.code).toBe('field_mapped_twice');
    expect((await put(['assetNo'])).body.code).toBe('bad_mapping');
  });
});

describe('a column of equivalents', () => {
  it('says what an instrument can stand in for; what it does not say goes by the name', async () => {
    const file = await aWorkbook([
      ['资产编号', '仪器名称', '同类仪器'],
      ['K-1', '生物分析仪', '核酸片段分析'],
      ['K-2', '核酸片段分析系统', ''],
      ['K-3', '全自动核酸提取仪', ''],
    ]);
    const seen = await desk.preview(file);
    expect([seen.mapping, seen.summary.new]).toEqual([['assetNo', 'nameZh', 'kind'], 3]);
    await desk.confirm(seen.id);
    expect(await rows('SELECT own_kind own, kind FROM instrument ORDER BY asset_no')).toEqual([
      { own: '核酸片段分析', kind: '核酸片段分析' },
      { own: '', kind: '核酸片段分析' },
      { own: '', kind: '核酸提取' },
    ]);
    const [changed] = await desk.rows(
      (
        await desk.preview(
          await aWorkbook([
            ['资产编号', '仪器名称', '同类仪器'],
            ['K-3', '全自动核酸提取仪', '提取'],
          ]),
        )
      ).id,
    );
    expect(changed?.changes).toEqual({ kind: ['', '提取'] });
  });
});

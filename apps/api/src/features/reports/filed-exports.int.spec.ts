import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { aRental, billed } from '../../../test/support/billing-desk.js';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let finance: Person;
let manager: Person;
let tenant: Person;
let companyId: number;

beforeAll(async () => {
  t = await startTestApp('2026-05-01T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
  manager = await t.given.aPerson('manager');
  companyId = await t.given.aCompany({ name_zh: '河北研发有限公司' });
  tenant = await t.given.aPerson('company_admin', companyId, { name: '王工', phone: '0311-1' });
  const instrumentId = await t.given.anInstrument({ name_zh: '甲离心机', asset_no: 'SH-1', model: 'X1' });
  const set = async (id: number, project: string, research: boolean): Promise<void> => {
    await t.database.owner.query(
      'UPDATE reservation SET project = $2, rd_use = $3, purpose = $4, returned_at = ends_at, returned_on = starts_on + make_interval(months => 1) WHERE id = $1',
      [id, project, research, '含量测定'],
    );
  };
  // March for research, the first half of April not: one instrument, 31 and 30 days.
  await set(
    await aRental(t.database.owner, t.given, {
      companyId,
      startsOn: '2026-03-01',
      months: 1,
      monthlyFen: 452_000,
      status: 'completed',
      instrumentId,
    }),
    'RD-2026-01 新药中试',
    true,
  );
  await set(
    await aRental(t.database.owner, t.given, {
      companyId,
      startsOn: '2026-04-01',
      months: 1,
      monthlyFen: 452_000,
      status: 'completed',
      instrumentId,
    }),
    '例行检测',
    false,
  );
  for (const month of ['2026-03', '2026-04']) {
    await t.call(finance, 'POST', `/months/${month}/run`, { key: `bill-${month}` });
    await billed(t);
  }
});
afterAll(() => t.close());

type Cells = unknown[];
async function sheetsOf(who: Person, path: string): Promise<Map<string, Cells[]>> {
  const { status, raw } = await t.call(who, 'GET', path);
  expect([path, status]).toEqual([path, 200]);
  const book = new exceljs.Workbook();
  await book.xlsx.load(raw as never);
  return new Map(
    book.worksheets.map((sheet) => {
      const rows: Cells[] = [];
      sheet.eachRow((row) => rows.push((row.values as Cells).slice(1)));
      return [sheet.name, rows];
    }),
  );
}

describe('the statement of R&D costs', () => {
  const path = '/reports/rd-statement.xlsx?from=2026-03&to=2026-04';

  it('has exactly the columns that accountants know, sums by project, net for a general taxpayer', async () => {
    const sheets = await sheetsOf(tenant, path);
    expect([...sheets.keys()]).toEqual(['明细表', '辅助账(2021版)', '研发机时占比']);
    const [, , header, first, sum] = sheets.get('明细表') ?? [];
    expect(header?.join()).toBe(
      '序号,使用日期,研发项目编号,研发项目名称,是否研发用途,仪器编号,仪器名称,型号,用途/实验内容摘要,开始,结束,实际机时(h),计费单位,数量,单价(含税),价税合计,不含税金额,税额,税率,费用类别,建议归集行次,发票号码,开票日期,结算单号,操作人,企业确认人,确认时间',
    );
    expect(first?.slice(0, 21)).toEqual([
      1,
      '2026-03-01',
      'RD-2026-01',
      '新药中试',
      '是',
      'SH-1',
      '甲离心机',
      'X1',
      '含量测定',
      '2026-03-01 00:00',
      '2026-04-01 00:00',
      744,
      '月',
      '1',
      '4520',
      4520,
      4000,
      520,
      '13%',
      '租赁费',
      'A107012 第15行',
    ]);
    expect([sum?.[0], sum?.[3], sum?.[15], sum?.[16]]).toEqual(['小计', 'RD-2026-01 新药中试', 4520, 4000]);
  });

  it('shares the rent out by research time: 31 of 61 days', async () => {
    const sheets = await sheetsOf(finance, `${path}&companyId=${companyId}`);
    const shares = sheets.get('研发机时占比')?.at(-1);
    expect(shares?.slice(0, 5)).toEqual(['SH-1', '甲离心机', '长租', 1464, 744]);
    expect(shares?.slice(6)).toEqual([8000, 4065.58]);
    const ledger = sheets.get('辅助账(2021版)')?.at(-1);
    expect([ledger?.[0], ledger?.[8], ledger?.[9], ledger?.[11]]).toEqual(['合计', 8000, 4065.58, 4065.58]);
  });

  it('counts gross for a small-scale taxpayer', async () => {
    await t.call(tenant, 'PUT', `/companies/${companyId}/tax-terms`, {
      body: { taxInvoiceKind: 'ordinary', taxpayer: 'small' },
    });
    const sheets = await sheetsOf(tenant, path);
    expect(sheets.get('研发机时占比')?.at(-1)?.slice(6)).toEqual([9040, 4594.1]);
  });

  it('is a tenant’s own, or finance’s to choose', async () => {
    const other = await t.given.aPerson('company_admin', await t.given.aCompany());
    expect((await t.call(other, 'GET', `${path}&companyId=${companyId}`)).status).toBe(404);
    expect((await t.call(finance, 'GET', path)).body.code).toBe('which_company');
    expect((await t.call(manager, 'GET', path)).status).toBe(403);
    expect((await t.call(tenant, 'GET', '/reports/rd-statement.xlsx?from=2026-04&to=2026-03')).status).toBe(400);
  });
});

describe('service records', () => {
  it('list every use in a period with hours and income, under both sets of headers', async () => {
    const sheets = await sheetsOf(manager, '/reports/service-records.xlsx?from=2026-03-01&to=2026-04-01');
    const [header, row, ...more] = sheets.get('服务记录(国家平台)') ?? [];
    expect(header?.[2]).toBe('服务收入(元)(amounts)');
    expect(row?.slice(0, 8)).toEqual(['SH-1', '甲离心机', 4520, 744, '含量测定', '租赁', 31, 'RD-2026-01 新药中试']);
    expect(more).toEqual([]);
    const province = sheets.get('服务记录(浙江)');
    expect(province?.[0]?.join()).toBe(
      'orderCode,assetCode,gs1Code,serviceDate,serviceCost,serviceContent,servicingTime,serviceUser,servicingRole,serviceEnterprise,servicingSource,servicingEnterpriseProperty,servicingEnterpriseType,servicePerson',
    );
    expect(province?.[1]?.[6]).toBe('2026-03-01');
    expect((await t.call(tenant, 'GET', '/reports/service-records.xlsx?from=2026-03-01&to=2026-04-01')).status).toBe(
      403,
    );
  });

  it('say what credit notes left of the income, and what is billed anew once', async () => {
    const income = async (): Promise<unknown> =>
      (await sheetsOf(manager, '/reports/service-records.xlsx?from=2026-03-01&to=2026-04-01'))
        .get('服务记录(国家平台)')
        ?.map((row) => row[2])
        .slice(1);
    const { body } = await t.call<{ items: { id: number; month: string }[] }>(finance, 'GET', '/invoices');
    const march = body.items.find(({ month }) => month === '2026-03');
    const credit = (key: string, wish: object) =>
      t.call(finance, 'POST', `/invoices/${march?.id}/credit-notes`, { key, body: { kind: 'offset', ...wish } });
    const part = { reason: 'allowance', lines: [{ lineNo: 1, amountFen: 52_000 }] };
    expect((await credit('a-part-of-it', part)).status).toBe(200);
    expect(await income()).toEqual([4000]);
    expect((await credit('all-was-wrong', { reason: 'wrong_invoice' })).status).toBe(200);
    expect(await income()).toEqual([0]);
    t.setClock('2026-06-01T02:00:00Z');
    await t.call(finance, 'POST', '/months/2026-05/run', { key: 'bill-2026-05' });
    await billed(t);
    expect(await income()).toEqual([4000]);
  });
});

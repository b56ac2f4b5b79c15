import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';

interface Page {
  readonly items: { id: number; assetNo: string; version: number }[];
  readonly nextCursor: string | null;
  readonly total: number;
}

let t: TestApp;
let keeper: Person;
let categoryId: number;
beforeAll(async () => {
  t = await startTestApp();
  await t.given.aPark();
  keeper = await t.given.aPerson('manager');
  categoryId = await t.given.aCategory();
});
afterAll(() => t.close());

const input = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  assetNo: 'N-1',
  nameZh: '高效液相色谱仪',
  categoryId,
  originalValueFen: 45_000_000,
  ...more,
});
const find = async (q: string): Promise<string[]> => {
  const { body } = await t.call<Page>(keeper, 'GET', `/inventory?q=${encodeURIComponent(q)}`);
  return body.items.map((item) => item.assetNo);
};

describe('an instrument', () => {
  it('is registered, read with its category and hours, and changed against the version that was read', async () => {
    const made = await t.call<{ id: number }>(keeper, 'POST', '/instruments', {
      body: input({ nameZh: '高效液相　色谱仪（２号）' }),
    });
    expect(made.status).toBe(201);
    const path = `/instruments/${made.body.id}`;
    const read = await t.call<Record<string, unknown>>(keeper, 'GET', path);
    expect(read.body).toMatchObject({
      nameZh: '高效液相 色谱仪(2号)',
      version: 1,
      ratePlan: null,
      category: { nameZh: '色谱质谱' },
    });
    expect(read.body.openingHoursEffective).toHaveProperty('1');
    const change = {
      body: input({ location: 'A101', openingHours: { 1: [{ fromMinute: 540, toMinute: 1080 }] } }),
      ifMatch: 1,
    };
    expect((await t.call(keeper, 'PUT', path, change)).body).toMatchObject({ version: 2 });
    const stale = await t.call<{ current: Record<string, unknown> }>(keeper, 'PUT', path, change);
    expect([stale.status, stale.body.current.location]).toEqual([412, 'A101']);
    expect((await t.call(keeper, 'PUT', path, { ...change, ifMatch: 2 })).body).toMatchObject({ version: 2 });
    expect((await t.call(keeper, 'PUT', path, { body: input() })).status).toBe(428);
    const { rows } = await t.database.owner.query(
      `SELECT data -> 'changes' -> 'location' l FROM audit_event WHERE action = 'instrument.changed'`,
    );
    expect(rows).toEqual([{ l: ['', 'A101'] }]);
  });

  it('has an asset number of its own and a category that exists', async () => {
    expect((await t.call(keeper, 'POST', '/instruments', { body: input() })).body.code).toBe('asset_no_taken');
    const unknown = await t.call(keeper, 'POST', '/instruments', {
      body: input({ assetNo: 'N-9', categoryId: 999_999 }),
    });
    expect([unknown.status, unknown.body.code]).toEqual([400, 'unknown_category']);
  });

  it('goes out of service with a note, and others hear of it', async () => {
    const id = await t.given.anInstrument();
    const body = { status: 'out_of_service', statusNote: '更换灯源，预计三天' };
    expect((await t.call(keeper, 'PATCH', `/instruments/${id}/status`, { body })).body).toMatchObject({ version: 2 });
    expect((await t.call(keeper, 'PATCH', `/instruments/${id}/status`, { body })).body).toMatchObject({ version: 2 });
    const { rows } = await t.database.owner.query(
      `SELECT payload FROM outbox WHERE event = 'instrument.status_changed'`,
    );
    expect(rows.map((r) => r.payload)).toEqual([
      { id, actorId: keeper.id, from: 'in_service', to: 'out_of_service', statusNote: body.statusNote },
    ]);
  });

  it('is changed by keepers only', async () => {
    const member = await t.given.aPerson('company_admin', await t.given.aCompany());
    const finance = await t.given.aPerson('finance');
    expect((await t.call(member, 'POST', '/instruments', { body: input() })).status).toBe(403);
    expect((await t.call(finance, 'POST', '/instruments', { body: input() })).status).toBe(403);
    expect((await t.call(member, 'GET', '/inventory')).status).toBe(403);
    expect((await t.call(member, 'GET', '/categories')).status).toBe(200);
  });
});

describe('search', () => {
  beforeAll(async () => {
    const given = [
      ['S-1', '三重四极杆液质联用仪', 'Triple quadrupole', 'Triple Quad 6500+', 'SCIEX'],
      ['S-2', '气相色谱-质谱联用仪', 'GC-MS', '8890-5977B', 'Agilent'],
      ['S-3', '100%纯水机_甲', 'Water', 'Milli-Q', 'Merck'],
    ];
    for (const [assetNo, nameZh, nameEn, model, manufacturer] of given) {
      await t.call(keeper, 'POST', '/instruments', { body: input({ assetNo, nameZh, nameEn, model, manufacturer }) });
    }
  });

  it.each([
    ['液质', ['S-1']],
    ['联用', ['S-1', 'S-2']],
    ['质谱 安捷伦', []],
    ['质谱 agilent', ['S-2']],
    ['６５００＋', ['S-1']],
    ['scs', ['S-1']],
    ['zplyy', ['S-2']],
    ['qx', ['S-2']],
    ['s-3', ['S-3']],
    ['100%', ['S-3']],
    ['水机_', ['S-3']],
    ['水机_乙', []],
    ["'; DROP TABLE instrument; --", []],
  ])('%s', async (q, found) => {
    expect(await find(q)).toEqual(found);
  });

  it('pages by cursor with the number of all', async () => {
    const first = await t.call<Page>(keeper, 'GET', '/inventory?limit=2');
    expect(first.body.items).toHaveLength(2);
    const second = await t.call<Page>(keeper, 'GET', `/inventory?limit=100&cursor=${first.body.nextCursor}`);
    expect(first.body.items.length + second.body.items.length).toBe(first.body.total);
    expect(second.body.nextCursor).toBeNull();
    expect((await t.call(keeper, 'GET', '/inventory?cursor=nonsense')).body.code).toBe('bad_cursor');
  });
});

describe('categories', () => {
  const add = async (nameZh: string, parentId: number | null = null): Promise<number> =>
    (await t.call<{ id: number }>(keeper, 'POST', '/categories', { body: { nameZh, parentId } })).body.id;

  it('form a tree without circles, and a search in one finds what is below', async () => {
    const top = await add('分析仪器');
    const below = await add('光谱', top);
    await t.given.anInstrument({ asset_no: 'C-1', category: '光谱' }).catch(() => undefined);
    await t.call(keeper, 'POST', '/instruments', { body: input({ assetNo: 'C-2', categoryId: below }) });
    const { body } = await t.call<Page>(keeper, 'GET', `/inventory?categoryId=${top}`);
    expect(body.items.map((item) => item.assetNo)).toEqual(['C-2']);
    const circle = await t.call(keeper, 'PUT', `/categories/${top}`, { body: { nameZh: '分析仪器', parentId: below } });
    expect([circle.status, circle.body.code]).toEqual([400, 'category_circle']);
    expect((await t.call(keeper, 'POST', '/categories', { body: { nameZh: '光谱', parentId: top } })).body.code).toBe(
      'category_exists',
    );
    expect((await t.call(keeper, 'DELETE', `/categories/${below}`)).body.code).toBe('category_in_use');
    expect((await t.call(keeper, 'DELETE', `/categories/${await add('空')}`)).status).toBe(204);
  });
});

describe('the export', () => {
  it('has the national headers, values in 万元, and no cell that could be a formula', async () => {
    const evil = ['=1+1', '+1', '-1', '@x', '＝1', '\t=1', '－85 ℃'];
    for (const [i, text] of evil.entries()) {
      await t.call(keeper, 'POST', '/instruments', {
        body: input({ assetNo: `E-${i}`, specifications: text, keeper: text }),
      });
    }
    const { raw, status, headers } = await t.call(keeper, 'GET', '/instruments/export.xlsx');
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')]);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(raw as never);
    const [sheet] = workbook.worksheets;
    const titles = ((sheet?.getRow(1).values ?? []) as string[]).slice(1);
    expect([titles.length, titles[1], titles[10]]).toEqual([47, '所在单位仪器编号', '原值(万元,2位小数)']);
    let formulas = 0;
    const texts: string[] = [];
    sheet?.eachRow((row) => {
      row.eachCell((cell) => {
        if (cell.type === exceljs.ValueType.Formula) formulas++;
        if (typeof cell.value === 'string') texts.push(cell.value);
      });
    });
    expect(formulas).toBe(0);
    expect(texts.filter((text) => /^[=+\-@\r\n＝＋－＠]/.test(text))).toEqual([]);
    expect(sheet?.getRow(2).getCell(11).value).toBe(45);
  });
});

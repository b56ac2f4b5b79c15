import { readFileSync } from 'node:fs';
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

const fingerprint = (): Promise<unknown> =>
  rows(`SELECT md5(string_agg(x::text, '|' ORDER BY x::text))
        FROM (SELECT i::text x FROM instrument i UNION ALL SELECT p::text FROM rate_plan p UNION ALL SELECT c::text FROM category c) s`);
const realWorkbook = readFileSync(new URL('../../../../assets/instruments.xlsx', import.meta.url));

describe('the real list of eighty instruments', () => {
  it('is understood without a question and registered with its values', async () => {
    const seen = await desk.preview(realWorkbook);
    expect(seen.mapping).not.toContain(null);
    expect([seen.status, seen.summary.new, seen.summary.problems]).toEqual(['preview', 80, 0]);
    expect(seen.summary.newCategories).toContain('色谱质谱');
    expect(await rows('SELECT 1 FROM instrument')).toHaveLength(0);
    expect((await desk.confirm(seen.id)).status).toBe('imported');
    const [first] = await rows(
      `SELECT i.name_zh, i.name_en, i.model, i.manufacturer, c.name_zh category, i.original_value_fen::bigint, i.purchased_on::text, i.in_use_since::text,
              i.location, i.specifications, i.opens_rental, i.opens_session, i.opens_run, i.approval_required, i.training_required, i.calibration_valid_until::text,
              i.before_minutes, i.after_minutes, i.status, i.pinyin, p.monthly_fen::bigint, p.run_fen::bigint, p.deposit_fen::bigint, p.hourly, p.rental_tax ->> 'rateBps' tax, p.valid_from::text
       FROM instrument i JOIN category c ON c.id = i.category_id JOIN rate_plan p ON p.instrument_id = i.id WHERE asset_no = 'SJZ-GX-0001'`,
    );
    expect(first).toEqual({
      name_zh: '三重四极杆液质联用仪',
      name_en: 'Triple quadrupole LC-MS/MS',
      model: 'Triple Quad 6500+',
      manufacturer: 'SCIEX',
      category: '色谱质谱',
      original_value_fen: 328_000_000,
      purchased_on: '2023-12-12',
      in_use_since: '2024-02-14',
      location: 'A103 色谱室',
      specifications: 'Q1/Q3 5-2000 Da；ESI/APCI',
      opens_rental: true,
      opens_session: false,
      opens_run: true,
      approval_required: true,
      training_required: true,
      calibration_valid_until: '2027-12-03',
      before_minutes: 15,
      after_minutes: 15,
      status: 'in_service',
      pinyin: 'scsjgyzlyy',
      monthly_fen: 3_280_000,
      run_fen: 80_000,
      deposit_fen: 3_280_000,
      hourly: [],
      tax: '1300',
      valid_from: '2024-02-14',
    });
    const [sums] = await rows<Record<string, string>>(
      `SELECT count(*)::int n, sum(original_value_fen)::bigint v, (SELECT sum(monthly_fen)::bigint FROM rate_plan) m, (SELECT count(*)::int FROM rate_plan) plans FROM instrument`,
    );
    expect(sums).toEqual({ n: 80, v: 6_495_800_000, m: 65_010_000, plans: 80 });
    const [session] = await rows<{ hourly: unknown }>(
      `SELECT hourly FROM rate_plan p JOIN instrument i ON i.id = p.instrument_id WHERE asset_no = 'SJZ-GX-0004'`,
    );
    expect(session?.hourly).toEqual(
      ['weekday', 'evening', 'weekend', 'holiday'].map((band) => ({ band, hourlyFen: 18_000 })),
    );
  });

  it('changes nothing when it comes again', async () => {
    await desk.confirm((await desk.preview(realWorkbook)).id);
    const before = await fingerprint();
    const again = await desk.preview(realWorkbook);
    expect(again.summary).toMatchObject({ new: 0, changed: 0, same: 80, newCategories: [] });
    expect((await desk.confirm(again.id)).status).toBe('imported');
    expect(await fingerprint()).toEqual(before);
    expect(await rows(`SELECT DISTINCT version FROM instrument`)).toEqual([{ version: 1 }]);
  });

  it('keeps its own export in the national headers the same, values in 万元', async () => {
    await desk.confirm((await desk.preview(realWorkbook)).id);
    const exported = await t.call(keeper, 'GET', '/instruments/export.xlsx');
    const seen = await desk.preview(exported.raw);
    expect(seen.headers.slice(0, 4)).toEqual(['仪器编号(新增留空)', '所在单位仪器编号', '所属单位', '仪器设备名称']);
    expect(seen.headers).toHaveLength(47);
    expect((await desk.rows(seen.id)).flatMap((r) => r.problems)).toEqual([]);
    expect(seen.summary).toMatchObject({ new: 0, problems: 0 });
    const changed = (await desk.rows(seen.id))
      .flatMap((r) => Object.keys(r.changes))
      .filter((key) => key === 'originalValueFen' || key === 'nameZh');
    expect(changed).toEqual([]);
  });
});

describe('a second import', () => {
  it('changes only what the sheet says otherwise; a new price begins today', async () => {
    const [{ before } = { before: 0 }] = await rows<{ before: number }>(
      'SELECT coalesce(max(id), 0)::int before FROM audit_event',
    );
    await desk.confirm((await desk.preview(await aWorkbook([headers, row(1), row(2)]))).id);
    t.setClock('2026-03-10T02:00:00Z');
    const seen = await desk.preview(
      await aWorkbook([
        ['资产编号', '仪器名称', '月租', '放置地点'],
        ['A-1', '高效液相色谱仪1', 5200, ''],
        ['A-2', '高效液相色谱仪2', '', 'B202'],
      ]),
    );
    expect(seen.summary).toMatchObject({ new: 0, changed: 2, same: 0 });
    const changes = Object.fromEntries((await desk.rows(seen.id)).map((r) => [r.rowNo, r.changes]));
    expect(changes).toEqual({ 2: { monthlyFen: [450_000, 520_000] }, 3: { location: ['', 'B202'] } });
    await desk.confirm(seen.id);
    expect(await rows('SELECT asset_no, location, version FROM instrument ORDER BY 1')).toEqual([
      { asset_no: 'A-1', location: '', version: 1 },
      { asset_no: 'A-2', location: 'B202', version: 2 },
    ]);
    const plans = await rows(
      `SELECT monthly_fen::bigint m, valid_from::text f, valid_until::text u FROM rate_plan p JOIN instrument i ON i.id = p.instrument_id
       WHERE asset_no = 'A-1' ORDER BY 2`,
    );
    expect(plans).toEqual([
      { m: 450_000, f: '2026-03-01', u: '2026-03-10' },
      { m: 520_000, f: '2026-03-10', u: null },
    ]);
    const audit = await rows<{ action: string }>(
      `SELECT action FROM audit_event WHERE entity = 'instrument' AND id > $1 ORDER BY id`,
      [before],
    );
    expect(audit.map((a) => a.action)).toEqual([
      'instrument.added',
      'instrument.added',
      'instrument.changed',
      'instrument.changed',
    ]);
  });

  it('is judged again when it is confirmed: what changed since the preview counts', async () => {
    const file = await aWorkbook([headers, row(1)]);
    const early = await desk.preview(file);
    await desk.confirm((await desk.preview(file)).id);
    const before = await fingerprint();
    expect((await desk.confirm(early.id)).summary).toMatchObject({ new: 0, same: 1 });
    expect(await fingerprint()).toEqual(before);
  });

  it('confirmed twice and delivered twice is carried out once', async () => {
    const seen = await desk.preview(await aWorkbook([headers, row(1), row(2)]));
    await t.call(keeper, 'POST', `/imports/${seen.id}/confirm`);
    await t.call(keeper, 'POST', `/imports/${seen.id}/confirm`);
    await Promise.all([desk.work(seen.id), desk.work(seen.id), desk.work(seen.id)]);
    expect(await rows('SELECT 1 FROM instrument')).toHaveLength(2);
    expect(await rows(`SELECT 1 FROM outbox WHERE event = 'instrument.imported'`)).toHaveLength(1);
  });

  it('is carried on after its worker was killed, in reading as in importing', async () => {
    const { body } = await desk.upload(await aWorkbook([headers, row(1), row(2)]));
    const id = body.id as number;
    // Half read: the lease has run out, the file is still there.
    await rows(
      `UPDATE instrument_import SET status = 'parsing', claimed_until = now() - interval '1 min' WHERE id = $1`,
      [id],
    );
    await rows(
      `INSERT INTO instrument_import_row (import_id, row_no, cells) VALUES ($1, 2, '["A-9", "half read"]'), ($1, 99, '[]')`,
      [id],
    );
    await desk.work(id);
    expect((await desk.show(id)).summary).toMatchObject({ new: 2, skipped: 0 });
    await rows(
      `UPDATE instrument_import SET status = 'importing', confirmed_by = $2, claimed_until = now() + interval '1 min' WHERE id = $1`,
      [id, keeper.id],
    );
    await desk.work(id);
    expect(await rows('SELECT 1 FROM instrument')).toHaveLength(0);
    await rows(`UPDATE instrument_import SET claimed_until = now() - interval '1 s' WHERE id = $1`, [id]);
    await desk.work(id);
    expect(
      (await rows<{ asset_no: string }>('SELECT asset_no FROM instrument ORDER BY 1')).map((r) => r.asset_no),
    ).toEqual(['A-1', 'A-2']);
  });

  it('is closed to tenants', async () => {
    const member = await t.given.aPerson('member', await t.given.aCompany());
    expect((await t.call(member, 'GET', '/imports')).status).toBe(403);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';

interface View {
  readonly token: string;
  readonly counts: Record<'new' | 'changed' | 'same' | 'invalid', number>;
  readonly rows: {
    rowNo: number;
    verdict: string;
    changes: { header: string; from: string; to: string }[];
    problems: { cell: string; message: { zh: string } }[];
  }[];
  readonly code?: string;
}

let t: TestApp;
let keeper: Person;
let first: number;
let assetNo: string;
beforeAll(async () => {
  t = await startTestApp('2026-03-01T02:00:00Z');
  await t.given.aPark();
  keeper = await t.given.aPerson('finance');
});
afterAll(() => t.close());

const service = { rateBps: 600, code: '3040105000000000000', itemName: '*研发和技术服务*仪器使用服务费' };
const everything = {
  validFrom: '2026-05-01',
  monthlyFen: 123_456,
  hourly: [
    { band: 'weekday', hourlyFen: 6001 },
    { band: 'evening', hourlyFen: 4000 },
  ],
  bandWindows: [{ band: 'evening', weekdays: [1, 2, 3, 4, 5], fromMinute: 1080, toMinute: 1440 }],
  dayFen: 30_000,
  minimumChargeFen: 1000,
  termTiers: [{ months: 3, bps: 325 }],
  runFen: 20_000,
  runTax: service,
  sampleFen: 5,
  countsInsteadOfHours: true,
  extras: [
    {
      code: 'op',
      component: 'assistance',
      nameZh: '技术员操作',
      nameEn: 'Technician',
      unit: 'hour',
      unitFen: 20_000,
      tax: service,
    },
  ],
  note: '=HYPERLINK("http://x")',
};
beforeEach(async () => {
  await t.database.owner.query('DELETE FROM rate_plan');
  first = await t.given.anInstrument();
  assetNo = String(
    (await t.database.owner.query('SELECT asset_no FROM instrument WHERE id = $1', [first])).rows[0].asset_no,
  );
  const made = await t.call(keeper, 'POST', `/instruments/${first}/rate-plans`, { body: everything });
  expect(made.status).toBe(201);
  const top = await t.given.insert('category', { name_zh: `上级${first}` });
  const below = await t.given.insert('category', { name_zh: '下级', parent_id: top });
  await t.call(keeper, 'POST', `/categories/${below}/rate-plans`, { body: { validFrom: '2026-01-01', monthlyFen: 7 } });
});

async function send(path: string, file: Buffer): Promise<{ status: number; body: View & { plans?: number } }> {
  const boundary = '----parkbench';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="价格.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const answer = await t.app.inject({
    method: 'POST',
    url: `/api/v1/rate-plans/${path}`,
    payload: Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: {
      cookie: `sid=${keeper.token}`,
      'x-parkbench': '1',
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
  });
  return { status: answer.statusCode, body: answer.json<View>() };
}
const exported = async (): Promise<Buffer> => (await t.call(keeper, 'GET', '/rate-plans/export.xlsx')).raw;
const stored = async (): Promise<unknown[]> =>
  (await t.database.owner.query('SELECT * FROM rate_plan ORDER BY id')).rows.map((row: Record<string, unknown>) => ({
    ...row,
  }));

/** The exported sheet with cells changed by hand: header, row (the first below the headers is 2), value. */
async function edited(change: (sheet: exceljs.Worksheet, column: (header: string) => number) => void): Promise<Buffer> {
  const book = new exceljs.Workbook();
  await book.xlsx.load((await exported()) as unknown as exceljs.Buffer);
  const sheet = book.worksheets[0]!;
  const headers = Array.from(sheet.getRow(1).values as unknown[], String);
  change(sheet, (header) => headers.findIndex((one) => one.startsWith(header)));
  return Buffer.from(await book.xlsx.writeBuffer());
}
async function rowOf(day: string): Promise<number> {
  const book = new exceljs.Workbook();
  await book.xlsx.load((await exported()) as unknown as exceljs.Buffer);
  let found = 0;
  book.worksheets[0]!.eachRow((row, no) => {
    if (row.getCell(1).text === assetNo && row.getCell(4).text === day) found = no;
  });
  return found;
}

describe('the sheet of prices', () => {
  it('holds texts only, and imports back unchanged', async () => {
    const file = await exported();
    const book = new exceljs.Workbook();
    await book.xlsx.load(file as unknown as exceljs.Buffer);
    let cells = 0;
    book.worksheets[0]!.eachRow((row) =>
      row.eachCell((cell) => {
        cells++;
        expect([exceljs.ValueType.String, exceljs.ValueType.Null]).toContain(cell.type);
        expect(cell.text).not.toMatch(/^[=+@-]/);
      }),
    );
    expect(cells).toBeGreaterThan(60);
    const before = await stored();
    const preview = await send('import/preview', file);
    expect(preview.body).toMatchObject({ counts: { new: 0, changed: 0, same: 3, invalid: 0 }, rows: [] });
    expect((await send(`import?token=${preview.body.token}`, file)).body).toEqual({ plans: 0 });
    expect(await stored()).toEqual(before);
  });

  it('changes what is to come, adds what is new, and says so cell by cell before', async () => {
    const no = await rowOf('2026-05-01');
    const file = await edited((sheet, at) => {
      sheet.getRow(no).getCell(at('月租')).value = 2000;
      const added = sheet.addRow(sheet.getRow(no).values as unknown[]);
      added.getCell(at('生效日期')).value = '2026-08-01';
      added.getCell(at('日价')).value = '';
    });
    const { body } = await send('import/preview', file);
    expect(body.counts).toEqual({ new: 1, changed: 1, same: 2, invalid: 0 });
    expect(body.rows[0]).toMatchObject({ rowNo: no, changes: [{ from: '1234.56', to: '2000.00' }] });
    expect((await send(`import?token=${body.token}`, file)).body).toEqual({ plans: 2 });
    const { rows } = await t.database.owner.query(
      'SELECT valid_from::text f, valid_until::text u, monthly_fen::int m, day_fen::int d FROM rate_plan WHERE instrument_id = $1 ORDER BY 1',
      [first],
    );
    expect(rows).toEqual([
      { f: '2020-01-01', u: '2026-05-01', m: 450_000, d: null },
      { f: '2026-05-01', u: '2026-08-01', m: 200_000, d: 30_000 },
      { f: '2026-08-01', u: null, m: 200_000, d: null },
    ]);
    expect((await send('import/preview', await exported())).body.counts).toMatchObject({
      same: 4,
      changed: 0,
      invalid: 0,
    });
  });

  it('is refused as a whole while a cell is wrong, or once prices have changed', async () => {
    const no = await rowOf('2026-05-01');
    const past = await rowOf('2020-01-01');
    const file = await edited((sheet, at) => {
      sheet.getRow(no).getCell(at('租期优惠')).value = '三个月便宜点';
      sheet.getRow(no).getCell(at('长租税收分类编码')).value = '304';
      sheet.getRow(past).getCell(at('月租')).value = '1';
      sheet.addRow(['没有这台', '', '', '2026-09-01']);
    });
    const { body } = await send('import/preview', file);
    expect(body.counts).toMatchObject({ invalid: 3 });
    const words = body.rows.flatMap((row) => row.problems.map((one) => one.message.zh)).join('|');
    expect(words).toMatch(/三个月便宜点/);
    expect(words).toMatch(/已生效，不能修改/);
    expect(words).toMatch(/没有这台仪器/);
    expect((await send(`import?token=${body.token}`, file)).body.code).toBe('not_all_possible');
    const good = await edited((sheet, at) => (sheet.getRow(no).getCell(at('月租')).value = '9.99'));
    const shown = await send('import/preview', good);
    await t.call(keeper, 'POST', `/instruments/${first}/rate-plans`, {
      body: { validFrom: '2026-04-01', monthlyFen: 1 },
    });
    expect((await send(`import?token=${'0'.repeat(64)}`, good)).body.code).toBe('prices_changed');
    expect(shown.body.counts.changed).toBe(1);
    expect((await send('import/preview', Buffer.from('no workbook'))).status).toBe(422);
  });
});

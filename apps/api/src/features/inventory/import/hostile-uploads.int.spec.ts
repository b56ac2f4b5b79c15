import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { watchChildMemory } from '../../../../test/support/child-memory.js';
import { ImportDesk } from '../../../../test/support/import-desk.js';
import { startTestApp, type TestApp } from '../../../../test/support/test-app.js';
import {
  aWorkbook,
  inlineRow,
  rawParts,
  sheetXml,
  zipOf,
  zipOfEmptyFiles,
} from '../../../../test/support/workbooks.js';

const megabyte = 1024 * 1024;
const header = inlineRow(1, ['资产编号', '仪器名称', '原值']);

let t: TestApp;
let desk: ImportDesk;
beforeAll(async () => {
  t = await startTestApp();
  await t.given.aPark();
  desk = new ImportDesk(t, await t.given.aPerson('manager'));
});
afterAll(() => t.close());

/** The code of the refusal, at once or after reading; with the time and memory that it took. */
async function refusal(file: Buffer, name?: string): Promise<string> {
  const memory = watchChildMemory();
  const start = performance.now();
  const { status, body } = await desk.upload(file, name);
  let code = String(body.code);
  if (status === 201) {
    await desk.work(body.id as number);
    const seen = await desk.show(body.id as number);
    code = seen.error?.code ?? `${seen.status}: ${seen.totalRows} rows`;
    if (seen.error) expect(seen.error.message.zh).toMatch(/\p{Script=Han}/u);
  }
  const seconds = (performance.now() - start) / 1000;
  const megabytes = memory();
  console.log(
    `${expect.getState().currentTestName}: ${code}, ${(file.length / 1024).toFixed(0)} kB, ${seconds.toFixed(1)} s, child ${megabytes} MB`,
  );
  expect(seconds).toBeLessThan(20);
  expect(megabytes).toBeLessThan(512);
  expect((await t.call(null, 'GET', '/health/live')).status).toBe(200);
  const left = await t.database.owner.query(`SELECT 1 FROM instrument_import_file UNION ALL SELECT 1 FROM instrument`);
  expect(left.rowCount).toBe(0);
  return code;
}

const rowsXml = (count: number): string => {
  const parts = [header];
  for (let n = 2; n <= count; n++) parts.push(`<row r="${n}"><c r="A${n}"><v>${n}</v></c></row>`);
  return parts.join('');
};

describe('an upload that means harm', () => {
  it('with a cell of 300 MB', async () => {
    const file = await zipOf(rawParts(sheetXml(header), { 'xl/sharedStrings.xml': Buffer.alloc(300 * megabyte, 'a') }));
    expect(await refusal(file)).toBe('too_large_inside');
  });

  it('with a cell of 100 MB', async () => {
    const sheet = Buffer.concat([
      Buffer.from('<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>'),
      Buffer.alloc(100 * megabyte, 'a'),
    ]);
    expect(await refusal(await zipOf(rawParts(sheet)))).toBe('cell_too_long');
  });

  it('with a million rows', async () => {
    expect(await refusal(await zipOf(rawParts(sheetXml(rowsXml(1_000_000)))))).toBe('too_many_rows');
  });

  it('with a million empty rows', async () => {
    const empty = Array.from({ length: 1_000_000 }, (_, n) => `<row r="${n + 1}"/>`).join('');
    expect(['no_header', 'too_slow']).toContain(await refusal(await zipOf(rawParts(sheetXml(empty)))));
  });

  it('with merged cells over everything', async () => {
    const merges = `<mergeCells>${'<mergeCell ref="A1:XFD4000"/>'.repeat(100_000)}</mergeCells>`;
    expect(await refusal(await zipOf(rawParts(sheetXml(header + inlineRow(2, ['A-1', '天平', '1']), merges))))).toBe(
      'preview: 1 rows',
    );
  });

  it('with two thousand million columns', async () => {
    const sheet = sheetXml(header).replace(
      '<sheetData>',
      '<cols><col min="2000000000" max="2000000001"/></cols><sheetData>',
    );
    expect(await refusal(await zipOf(rawParts(sheet)))).toBe('no_rows');
  });

  it('with five million shared strings', async () => {
    const strings = `<sst>${'<si><t>a</t></si>'.repeat(5_000_000)}</sst>`;
    const code = await refusal(await zipOf(rawParts(sheetXml(header), { 'xl/sharedStrings.xml': strings })));
    expect(['too_heavy', 'no_rows', 'too_slow']).toContain(code);
  });

  it('with entities in entities', async () => {
    const dtd = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>`;
    const sheet = `${dtd}<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>${'&b;'.repeat(1000)}</v></c></row></sheetData></worksheet>`;
    expect(await refusal(await zipOf(rawParts(sheet)))).toBe('damaged');
  });

  it('cut off in the middle', async () => {
    const file = await aWorkbook([
      ['资产编号', '仪器名称'],
      ['A-1', '天平'],
    ]);
    expect(await refusal(file.subarray(0, Math.floor(file.length / 2)))).toBe('damaged');
  });

  it('whose directory lies about sizes', async () => {
    const file = await zipOf(rawParts(sheetXml(rowsXml(50_000))));
    const name = Buffer.from('xl/worksheets/sheet1.xml');
    // The entry in the central directory: the uncompressed size stands 22 bytes before the name.
    const at = file.lastIndexOf(name);
    file.writeUInt32LE(2_000, at - 22);
    expect(await refusal(file)).toBe('damaged');
  });

  it('with a hundred thousand entries', async () => {
    expect(await refusal(zipOfEmptyFiles(100_000))).toBe('too_many_entries');
  });

  it('whose directory lies about the number of entries', async () => {
    expect(await refusal(zipOfEmptyFiles(100_000, 3))).toBe('no_workbook');
  });

  it('with a name that climbs out', async () => {
    const file = await zipOf(rawParts(sheetXml(header), { 'xl/evil0/evil.xml': '' }));
    for (let at = file.indexOf('xl/evil0'); at >= 0; at = file.indexOf('xl/evil0', at + 1)) file.write('../evil0', at);
    expect(await refusal(file)).toBe('damaged');
  });

  it('that is a zip in a zip, a text, an old workbook or a document', async () => {
    expect(await refusal(await zipOf({ 'inner.xlsx': await aWorkbook([['资产编号', '仪器名称']]) }))).toBe(
      'no_workbook',
    );
    expect(await refusal(Buffer.from('资产编号,仪器名称\nA-1,天平\n'), '清单.csv')).toBe('not_xlsx');
    expect(await refusal(Buffer.from('资产编号,仪器名称\nA-1,天平\n'))).toBe('not_xlsx');
    expect(await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex'), '清单.xls')).toBe('old_or_encrypted');
    expect(await refusal(await zipOf({ 'word/document.xml': '<w/>' }))).toBe('no_workbook');
  });

  it('that is larger than ten megabytes', async () => {
    const { status, body } = await desk.upload(Buffer.alloc(10 * megabyte + 1, 'P'));
    expect([status, body.code]).toEqual([413, 'file_too_large']);
  });

  it('with nothing in it, or nothing that is a list', async () => {
    expect(await refusal(await aWorkbook([]))).toBe('no_header');
    expect(
      await refusal(
        await aWorkbook([
          ['你好', '世界'],
          ['一', '二'],
        ]),
      ),
    ).toBe('no_header');
    expect(await refusal(await aWorkbook([['资产编号', '仪器名称']]))).toBe('no_rows');
    expect(
      await refusal(
        await aWorkbook([
          ['资产编号', '仪器名称', ...Array<string>(300).fill('列')],
          ['A-1', '天平'],
        ]),
      ),
    ).toBe('too_many_columns');
  });
});

import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { watchChildMemory } from '../../../../test/support/child-memory.js';
import { ImportDesk } from '../../../../test/support/import-desk.js';
import { startTestApp, type TestApp } from '../../../../test/support/test-app.js';

const rowCount = 20_000;
let t: TestApp;
let desk: ImportDesk;
beforeAll(async () => {
  t = await startTestApp('2026-03-01T02:00:00Z');
  await t.given.aPark();
  desk = new ImportDesk(t, await t.given.aPerson('manager'));
});
afterAll(() => t.close());

/** The real list, again and again under other numbers, as a spreadsheet program would write it. */
async function aLargeList(): Promise<Buffer> {
  const real = new exceljs.Workbook();
  await real.xlsx.load(readFileSync(new URL('../../../../assets/instruments.xlsx', import.meta.url)).buffer as never);
  const [sheet] = real.worksheets;
  if (!sheet) throw new Error('the list has a sheet');
  const out = new PassThrough();
  const bytes = buffer(out);
  const writer = new exceljs.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: true, useStyles: true });
  const target = writer.addWorksheet('仪器');
  const valuesOf = (row: number): unknown[] => (sheet.getRow(row).values as unknown[]).slice(1);
  target.addRow(valuesOf(1)).commit();
  for (let n = 0; n < rowCount; n++) {
    const values = valuesOf(2 + (n % 80));
    target.addRow([`L-${String(n).padStart(6, '0')}`, `${String(values[1])}${n}`, ...values.slice(2)]).commit();
  }
  target.commit();
  await writer.commit();
  return bytes;
}

it('takes 20,000 rows in forty seconds, the reading process in 256 MB', async () => {
  const file = await aLargeList();
  const memory = watchChildMemory();
  const start = performance.now();
  const seen = await desk.preview(file);
  const read = (performance.now() - start) / 1000;
  const megabytes = memory();
  expect(seen.summary).toMatchObject({ new: rowCount, problems: 0 });
  const confirmedAt = performance.now();
  expect((await desk.confirm(seen.id)).status).toBe('imported');
  const taken = (performance.now() - confirmedAt) / 1000;
  console.log(
    `20,000 rows, ${(file.length / 1_048_576).toFixed(1)} MB: read and judged ${read.toFixed(1)} s, taken over ${taken.toFixed(1)} s, child ${megabytes} MB`,
  );
  // The promise is for a machine that does nothing else; with others at work the time says nothing.
  if (loadavg()[0]! < 2 * availableParallelism()) expect(read + taken).toBeLessThan(40);
  expect(megabytes).toBeLessThanOrEqual(256);
  const { rows } = await t.database.owner.query(
    'SELECT (SELECT count(*)::int FROM instrument) i, (SELECT count(*)::int FROM rate_plan) p',
  );
  expect(rows[0]).toEqual({ i: rowCount, p: rowCount });
  const again = await desk.preview(file);
  expect(again.summary).toMatchObject({ new: 0, changed: 0, same: rowCount });
}, 300_000);

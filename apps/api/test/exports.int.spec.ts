import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { declaredRoutes } from '../src/platform/http/route-policies.js';
import { aRental, billed } from './support/billing-desk.js';
import type { Person } from './support/builders.js';
import { aTaxTemplate, uploadTo } from './support/tax-desk.js';
import { startTestApp, type TestApp } from './support/test-app.js';

/** Every workbook that the application gives away, with hostile texts in all that people type, opened by two programs. */

const payloads = [
  '=1+1',
  '+1',
  '-1+2',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1+1',
  '=HYPERLINK("http://x","y")',
  "=cmd|' /C calc'!A0",
];
const liveStart = /^[=+\-@\r\n\0＝＋－＠]/u;
const queries: Readonly<Record<string, string>> = { '/reports/rd-statement.xlsx': 'from=2026-03&to=2026-04' };

let t: TestApp;
let staff: Person;
const files = new Map<string, Buffer>();

async function hostilePark(): Promise<number[]> {
  await t.given.aPark('Asia/Shanghai', { seller: JSON.stringify({ nameZh: '=1+1', address: '@x', bankName: '-1' }) });
  staff = await t.given.aPerson('admin', null, { name: '=1' });
  await t.given.aPerson('finance');
  const codes = ['91130101MA0ABC121X', '91370306MA3TBJ0T8E', '91430100563544319E'];
  const companies: number[] = [];
  for (const [i, payload] of payloads.slice(0, 3).entries()) {
    const company = {
      name_zh: `${payload}有限公司${i}`,
      name_en: payload,
      credit_code: codes[i],
      address: payload,
      phone: payload,
    };
    const companyId = await t.given.aCompany(company);
    companies.push(companyId);
    await t.given.aPerson('company_admin', companyId, { name: payload, phone: payload });
    const instrumentId = await t.given.anInstrument({
      name_zh: payload,
      name_en: payload,
      model: payload,
      manufacturer: payloads[i + 3],
      country: payloads[i + 4],
      specifications: payloads[i + 5],
      functions: payloads[i + 6],
      sharing_rules: payload,
      keeper: payload,
      location: payload,
      custom_fields: JSON.stringify({ 服务内容: payload, 合同号: payload }),
    });
    const id = await aRental(t.database.owner, t.given, { companyId, startsOn: '2026-03-15', months: 2, instrumentId });
    await t.database.owner.query('UPDATE reservation SET purpose = $2, project = $3 WHERE id = $1', [
      id,
      payload,
      payload,
    ]);
  }
  return companies;
}

beforeAll(async () => {
  t = await startTestApp('2026-04-01T02:00:00Z');
  const [companyId] = await hostilePark();
  await t.call(staff, 'POST', '/months/2026-03/run', { key: 'bill-march' });
  await billed(t);
  const list = await t.call<{ items: { invoiceId: number }[] }>(staff, 'GET', '/tax-invoices');
  const ids = list.body.items.map((one) => one.invoiceId);
  await uploadTo(t, staff, '/tax-invoices/templates', { name: 't.xlsx', content: await aTaxTemplate() });
  const one = await t.call(staff, 'POST', '/tax-invoices/batches', {
    key: 'with-template',
    body: { invoiceIds: ids.slice(0, 1) },
  });
  const rest = { invoiceIds: ids.slice(1), withoutTemplate: true };
  const two = await t.call(staff, 'POST', '/tax-invoices/batches', { key: 'without-one', body: rest });
  const routes = declaredRoutes(t.app.get(DiscoveryService), t.app.get(Reflector));
  const asked = routes
    .filter(({ method, path }) => method === 'GET' && path.endsWith('.xlsx'))
    .map(({ path }) => {
      const query = queries[path] ?? 'from=2026-03-01&to=2026-05-01&month=2026-03';
      return `${path.replace(':month', '2026-03').replace(/:[a-zA-Z]+/, String(companyId))}?${query}&companyId=${companyId}`;
    });
  asked.push(...[one, two].map(({ body }) => `/tax-invoices/batches/${String(body.id)}/files/1`));
  for (const path of asked) {
    const { status, raw } = await t.call(staff, 'GET', path);
    // A new export is asked for here by itself; one that needs more than this says so in `queries`.
    expect([path, status]).toEqual([path, 200]);
    files.set(path.replace(/[^a-z0-9]+/gi, '_'), raw);
  }
}, 120_000);
afterAll(() => t.close());

describe('every exported workbook', () => {
  it('has no formula, and no text that becomes one', async () => {
    expect(files.size).toBeGreaterThanOrEqual(6);
    const live: string[] = [];
    let texts = 0;
    for (const [name, file] of files) {
      const book = new exceljs.Workbook();
      await book.xlsx.load(file as never);
      book.eachSheet((sheet) =>
        sheet.eachRow((row) =>
          row.eachCell((cell) => {
            if (cell.type === exceljs.ValueType.Formula || cell.formula) live.push(`${name} ${cell.address}: formula`);
            if (typeof cell.value !== 'string') return;
            texts++;
            if (liveStart.test(cell.value)) live.push(`${name} ${cell.address}: ${cell.value}`);
          }),
        ),
      );
    }
    expect(live).toEqual([]);
    expect(texts).toBeGreaterThan(200);
  });

  it('opens in LibreOffice without a formula cell, as a sheet, as CSV and as PDF', async () => {
    if (!hasOffice()) {
      console.warn('LibreOffice (soffice) is not installed: the workbooks were opened by exceljs only');
      return;
    }
    const dir = mkdtempSync(join(tmpdir(), 'pb-office-'));
    try {
      for (const [name, file] of files) writeFileSync(join(dir, `${name}.xlsx`), file);
      await converted(dir, 'fods');
      await converted(dir, 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1');
      await converted(dir, 'pdf');
      const made = readdirSync(dir);
      const read = (ending: string): string[] =>
        made.filter((name) => name.endsWith(ending)).map((name) => readFileSync(join(dir, name), 'utf8'));
      expect(read('.fods').length).toBe(files.size);
      expect(read('.pdf').length).toBe(files.size);
      expect(read('.csv').length).toBeGreaterThanOrEqual(files.size);
      const cells = read('.fods').map((text) => (text.match(/<table:table-cell/g) ?? []).length);
      expect(cells.every((count) => count > 3)).toBe(true);
      expect(read('.fods').flatMap((text) => text.match(/table:formula="[^"]*"/g) ?? [])).toEqual([]);
      const inCsv = read('.csv').flatMap((text) =>
        parse(text, { relax_column_count: true })
          .flat()
          .filter((cell) => liveStart.test(cell)),
      );
      expect(inCsv).toEqual([]);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }, 300_000);
});

function hasOffice(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function converted(dir: string, to: string): Promise<void> {
  const sheets = readdirSync(dir).filter((name) => name.endsWith('.xlsx'));
  const profile = `-env:UserInstallation=file://${dir}/profile`;
  await promisify(execFile)('soffice', [profile, '--headless', '--convert-to', to, '--outdir', dir, ...sheets], {
    cwd: dir,
    timeout: 240_000,
  });
}

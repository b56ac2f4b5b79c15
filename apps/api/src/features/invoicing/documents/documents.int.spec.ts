import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { fromBuffer, type ZipFile } from 'yauzl';
import { aRental, billed } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import { textOfPdf } from '../../../../test/support/pdf-text.js';
import { startTestApp, type TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let finance: Person;
let invoiceId: number;

beforeAll(async () => {
  t = await startTestApp('2026-04-01T02:00:00Z');
  const seller = { nameZh: '石家庄测试园区运营有限公司', bankName: '中国银行石家庄分行', bankAccount: '100123456789' };
  await t.given.aPark('Asia/Shanghai', { seller: JSON.stringify(seller) });
  finance = await t.given.aPerson('finance');
  for (const nameZh of ['河北某某生物科技有限公司', '=HYPERLINK("http://x")有限公司']) {
    const companyId = await t.given.aCompany({ name_zh: nameZh });
    await t.given.aPerson('company_admin', companyId);
    await aRental(t.database.owner, t.given, { companyId, startsOn: '2026-03-15', months: 2 });
  }
  await t.call(finance, 'POST', '/months/2026-03/run', { key: 'bill-march' });
  await billed(t);
  const list = await t.call<{ items: { id: number; companyZh: string }[] }>(
    finance,
    'GET',
    '/invoices?q=%E7%94%9F%E7%89%A9',
  );
  invoiceId = list.body.items[0]?.id ?? 0;
});
afterAll(() => t.close());

const pdf = async (query = ''): Promise<Buffer> =>
  (await t.call(finance, 'GET', `/invoices/${invoiceId}/pdf${query}`)).raw;

function namesIn(zip: Buffer): Promise<string[]> {
  return new Promise((done, failed) => {
    fromBuffer(zip, { lazyEntries: false }, (error, file: ZipFile | undefined) => {
      if (error || !file) return failed(error ?? new Error('no zip'));
      const names: string[] = [];
      file.on('entry', (entry: { fileName: string }) => names.push(entry.fileName));
      file.on('end', () => done(names));
      file.on('error', failed);
    });
  });
}

describe('a statement as PDF', () => {
  it('holds its Chinese text, amounts, capitals, tax and bank as text', async () => {
    const text = textOfPdf(await pdf()).replace(/\s+/g, '');
    for (const part of [
      '费用结算单',
      '不是税务发票',
      'PB2026-000001',
      '河北某某生物科技有限公司',
      '2,467.74',
      '283.90',
      '2,183.84',
      '13%',
      '贰仟肆佰陆拾柒元柒角肆分',
      '100123456789',
      '第1页/共1页',
      '2026-04-16',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('speaks English when asked to', async () => {
    const text = textOfPdf(await pdf('?lang=en')).replace(/\s+/g, ' ');
    for (const part of ['Statement of charges', 'It is not a tax invoice', 'Page 1 of 1', '17/31 days'])
      expect(text).toContain(part);
  });

  it('has the same bytes every time, also after it was paid', async () => {
    const before = await pdf();
    await t.call(finance, 'POST', '/payments', {
      key: 'pay-the-first',
      body: { companyId: 1, amountFen: 246_774, receivedOn: '2026-04-01', method: 'bank' },
    });
    t.setClock('2026-09-01T02:00:00Z');
    expect((await pdf()).equals(before)).toBe(true);
    expect(before.includes('FontFile2')).toBe(true);
  });
});

describe('a month', () => {
  it('comes as one ZIP with a PDF for each statement', async () => {
    const zip = await t.call(finance, 'GET', '/months/2026-03/invoices.zip');
    expect(zip.status).toBe(200);
    expect(await namesIn(zip.raw)).toEqual([
      'PB2026-000001_河北某某生物科技有限公司.pdf',
      'PB2026-000002_=HYPERLINK(_http___x_)有限公司.pdf',
    ]);
  });

  it('comes as a spreadsheet: amounts are numbers, no text is a formula', async () => {
    const answer = await t.call(finance, 'GET', '/months/2026-04/ledger.xlsx');
    const book = new exceljs.Workbook();
    await book.xlsx.load(answer.raw as never);
    const entries = book.getWorksheet('分录');
    const amounts = [7, 8].map((column) => entries?.getColumn(column).values.slice(2) ?? []);
    const sum = (values: readonly unknown[]): number =>
      values.reduce((total: number, v) => total + Math.round(Number(v || 0) * 100), 0);
    expect(sum(amounts[0] ?? [])).toBe(sum(amounts[1] ?? []));
    expect(sum(amounts[0] ?? [])).toBe(246_774 * 3);
    const names = entries?.getColumn(5).values as unknown[];
    expect(names).toContain(`\t=HYPERLINK("http://x")有限公司`);
    const march = new exceljs.Workbook();
    await march.xlsx.load((await t.call(finance, 'GET', '/months/2026-03/ledger.xlsx')).raw as never);
    expect(march.getWorksheet('结算明细')?.getRow(2).getCell(13).value).toBe(2467.74);
  });
});

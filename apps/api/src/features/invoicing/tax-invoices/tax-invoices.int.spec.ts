import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { aRental, billed } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import { aBureauList, aTaxTemplate, partsOf, uploadTo } from '../../../../test/support/tax-desk.js';
import { type Answer, startTestApp, type TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let finance: Person;
let member: Person;
const codes = [
  '91130101MA0ABC121X',
  '91370306MA3TBJ0T8E',
  '91430100563544319E',
  '91350100M000100Y43',
  '92130101MA0ABC121T',
];
const companies: number[] = [];

interface Row {
  invoiceId: number;
  number: string;
  companyId: number;
  state: string;
  taxNumber: string | null;
  redFen: number;
  problems: { code: string; severity: string; field: string }[];
}
const list = async (state: string): Promise<Row[]> =>
  (await t.call<{ items: Row[] }>(finance, 'GET', `/tax-invoices?state=${state}`)).body.items;
const invoiceOf = async (company: number): Promise<Row> => {
  const all = [...(await list('open')), ...(await list('exported')), ...(await list('issued'))];
  const row = all.find((one) => one.companyId === companies[company]);
  if (!row) throw new Error('no statement');
  return row;
};
const exportOf = (invoiceIds: number[], more: object = {}): Promise<Answer> =>
  t.call(finance, 'POST', '/tax-invoices/batches', { key: `batch-${Math.random()}`, body: { invoiceIds, ...more } });
const bureauNumber = (n: number): string => `26${String(n).padStart(18, '0')}`;

beforeAll(async () => {
  t = await startTestApp('2026-04-01T02:00:00Z');
  const seller = { nameZh: '石家庄测试园区运营有限公司', bankName: '中国银行石家庄分行', bankAccount: '100123456789' };
  await t.given.aPark('Asia/Shanghai', { seller: JSON.stringify(seller) });
  finance = await t.given.aPerson('finance');
  for (const [i, code] of codes.entries()) {
    const companyId = await t.given.aCompany({
      credit_code: code,
      name_zh: `河北${i}号生物科技有限公司`,
      address: '石家庄',
    });
    companies.push(companyId);
    const person = await t.given.aPerson('company_admin', companyId);
    if (i === 0) member = person;
    await aRental(t.database.owner, t.given, { companyId, startsOn: '2026-03-15', months: 2 });
  }
  await t.call(finance, 'POST', '/months/2026-03/run', { key: 'bill-march' });
  await billed(t);
});
afterAll(() => t.close());

describe('before the export', () => {
  it('lists what is to be issued, checked', async () => {
    const open = await list('open');
    expect(open.map((row) => [row.state, row.problems])).toEqual(codes.map(() => ['none', []]));
    await t.database.owner.query(`UPDATE company SET credit_code = 'TEST00000000000001' WHERE id = $1`, [companies[3]]);
    const [bad] = (await list('open')).filter((row) => row.companyId === companies[3]);
    expect(new Set(bad?.problems.map((one) => one.code))).toEqual(new Set(['buyer_changed', 'tax_id_unusual']));
    await t.database.owner.query('UPDATE company SET credit_code = $2 WHERE id = $1', [companies[3], codes[3]]);
  });

  it('wants a template, and takes no other workbook for one', async () => {
    const { invoiceId } = await invoiceOf(0);
    expect((await exportOf([invoiceId])).body.code).toBe('no_template');
    const upload = (content: Buffer): Promise<Answer> =>
      uploadTo(t, finance, '/tax-invoices/templates', { name: '模板.xlsx', content });
    expect((await upload(await aBureauList([]))).body.code).toBe('template_no_sheets');
    expect((await upload(await aTaxTemplate({ header: '购方' }))).body).toMatchObject({
      code: 'template_headers_differ',
      headers: ['F 购买方名称'],
    });
    expect((await upload(Buffer.from('PK no'))).body.code).toBe('template_damaged');
    expect((await upload(await aTaxTemplate({ version: 'pt:20990101' }))).body).toMatchObject({ isKnown: false });
    expect((await upload(await aTaxTemplate())).body).toMatchObject({ version: 'pt:20260401', isKnown: true });
  });

  it('exports nothing when a check fails, and names invoice and field', async () => {
    await t.database.owner.query(`UPDATE company SET name_zh = repeat('长', 101) WHERE id = $1`, [companies[1]]);
    const ids = [(await invoiceOf(0)).invoiceId, (await invoiceOf(1)).invoiceId];
    const refused = await exportOf(ids);
    expect([refused.status, refused.body.code]).toEqual([422, 'tax_checks_failed']);
    expect(refused.body.problems).toMatchObject([{ code: 'too_long', field: '购买方名称', mend: 'company' }]);
    expect(await list('exported')).toEqual([]);
    await t.database.owner.query(`UPDATE company SET name_zh = '河北1号生物科技有限公司' WHERE id = $1`, [
      companies[1],
    ]);
  });
});

describe('the file', () => {
  it('is the template with rows in two sheets, every other part byte for byte as it was', async () => {
    const rows = [await invoiceOf(0), await invoiceOf(1)];
    const made = await exportOf(rows.map((row) => row.invoiceId));
    expect([made.status, made.body]).toMatchObject([201, { files: 1, invoices: 2, details: 2 }]);
    const { raw } = await t.call(finance, 'GET', `/tax-invoices/batches/${String(made.body.id)}/files/1`);
    const [before, after] = [await partsOf(await aTaxTemplate()), await partsOf(raw)];
    expect([...after.keys()]).toEqual([...before.keys()]);
    const changed = [...before].filter(([name, part]) => !after.get(name)?.equals(part)).map(([name]) => name);
    // exceljs writes the time of making into docProps; the template of the test is made twice.
    expect(changed.filter((name) => !name.startsWith('docProps'))).toEqual([
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
    ]);
    const book = new exceljs.Workbook();
    await book.xlsx.load(raw as never);
    const cell = (sheet: string, at: string): unknown => book.getWorksheet(sheet)?.getCell(at).value;
    expect(cell('1-发票基本信息', 'A4')).toBe(rows[0]?.number);
    expect(cell('1-发票基本信息', 'B4')).toBe('增值税专用发票');
    expect(cell('1-发票基本信息', 'G5')).toBe(codes[1]);
    expect(cell('1-发票基本信息', 'T4')).toBe('展示地址、电话');
    expect([cell('2-发票明细信息', 'C4'), cell('2-发票明细信息', 'I4'), cell('2-发票明细信息', 'H4')]).toEqual([
      '3040502019900000000',
      '0.13',
      '2467.74',
    ]);
    expect(cell('2-发票明细信息', 'F4')).toBe('17');
  });

  it('holds a statement once, unless it was released', async () => {
    const { invoiceId } = await invoiceOf(0);
    expect((await exportOf([invoiceId])).body.code).toBe('already_exported');
    const release = await t.call(finance, 'POST', `/invoices/${invoiceId}/tax-invoice/release`, {
      body: { reason: '文件未上传' },
    });
    expect(release.status).toBe(204);
    expect((await invoiceOf(0)).state).toBe('none');
    expect((await exportOf([invoiceId], { withoutTemplate: true })).status).toBe(201);
    const { body } = await t.call<{ items: { version: string | null; released: number }[] }>(
      finance,
      'GET',
      '/tax-invoices/batches',
    );
    expect(body.items.map((one) => [one.version, one.released])).toEqual([
      [null, 0],
      ['pt:20260401', 1],
    ]);
  });

  it('is exported once by two at the same moment, and twice asked is once done', async () => {
    const { invoiceId } = await invoiceOf(2);
    const both = await Promise.all([exportOf([invoiceId]), exportOf([invoiceId])]);
    expect(both.map((one) => one.status).sort((a, b) => a - b)).toEqual([201, 409]);
    const key = { key: 'the-same-key', body: { invoiceIds: [(await invoiceOf(3)).invoiceId] } };
    const first = await t.call(finance, 'POST', '/tax-invoices/batches', key);
    const again = await t.call(finance, 'POST', '/tax-invoices/batches', key);
    expect([first.status, again.body]).toEqual([201, first.body]);
  });
});

describe('what the bureau gives back', () => {
  const read = async (content: Buffer, name = '全量发票查询导出.xlsx'): Promise<Record<string, unknown>> => {
    const { body, status } = await uploadTo(t, finance, '/tax-invoices/readings', { name, content });
    if (status !== 201) return body;
    return (await t.call(finance, 'GET', `/tax-invoices/readings/${String(body.id)}`)).body;
  };

  it('is matched where number, buyer and gross agree; the rest waits for a person', async () => {
    const [a, b] = [await invoiceOf(0), await invoiceOf(1)];
    const gross = 246_774;
    const body = await read(
      await aBureauList([
        { number: bureauNumber(1), buyerTaxId: codes[0]!, grossFen: gross, remark: `结算单号：${a.number}` },
        { number: bureauNumber(2), buyerTaxId: codes[1]!, grossFen: gross, remark: '三月' },
        { number: '26132000000012345000', buyerTaxId: 'X', grossFen: 100, remark: '' },
        { number: '2.6132E+19', buyerTaxId: codes[1]!, grossFen: gross, remark: '' },
      ]),
    );
    expect(body.counts).toEqual({ matched: 1, ambiguous: 1, unknown: 1, unreadable: 1 });
    expect(await invoiceOf(0)).toMatchObject({ state: 'issued', taxNumber: bureauNumber(1) });
    const { rowNo, candidates } = (body.rows as { outcome: string; rowNo: number; candidates: object[] }[])[0]!;
    expect(candidates).toMatchObject([{ invoiceId: b.invoiceId }]);
    const path = `/tax-invoices/readings/${String(body.id)}/rows/${rowNo}/confirm`;
    const confirm = (): Promise<Answer> => t.call(finance, 'POST', path, { body: { invoiceId: b.invoiceId } });
    expect((await confirm()).status).toBe(204);
    expect((await confirm()).body.code).toBe('decided_already');
    expect(await invoiceOf(1)).toMatchObject({ state: 'issued', taxNumber: bureauNumber(2) });
    expect(
      (await read(await aBureauList([{ number: bureauNumber(1), buyerTaxId: codes[0]!, grossFen: gross }]))).counts,
    ).toEqual({ already: 1 });
  });

  it('marks red letters by the blue number in their remark, each once', async () => {
    const red = (number: number, grossFen: number): Parameters<typeof aBureauList>[0][number] => ({
      number: bureauNumber(number),
      buyerTaxId: codes[0]!,
      grossFen,
      red: true,
      remark: `被红冲蓝字发票号码：${bureauNumber(1)} 红字发票信息确认单编号：13010126040000001`,
    });
    expect((await read(await aBureauList([red(11, 100_000)]))).counts).toEqual({ red: 1 });
    expect(await invoiceOf(0)).toMatchObject({ state: 'partly_red', redFen: 100_000 });
    const again = await read(await aBureauList([red(11, 100_000), red(12, 146_774)]));
    expect(again.counts).toEqual({ already: 1, red: 1 });
    expect(await invoiceOf(0)).toMatchObject({ state: 'red', redFen: 246_774 });
    const { invoiceId } = await invoiceOf(0);
    const seen = await t.call(member, 'GET', `/invoices/${invoiceId}/tax-invoice`);
    expect(seen.body).toMatchObject({
      state: 'red',
      taxNumber: bureauNumber(1),
      reds: [{ number: bureauNumber(11) }, {}],
    });
  });

  it('is refused when it is no list of the bureau’s', async () => {
    expect((await read(await aTaxTemplate())).code).toBe('not_a_bureau_list');
    expect((await read(Buffer.from('x'))).code).toBe('not_xlsx');
  });

  it('reads one e-invoice as XML, and no document type in it', async () => {
    const { number } = await invoiceOf(2);
    const xml = (rate: string, gross = '2467.74', head = ''): Buffer =>
      Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${head}<EInvoice><Header/><EInvoiceData>
        <BuyerInformation><BuyerName>A&amp;B</BuyerName><BuyerIdNum>${codes[2]}</BuyerIdNum></BuyerInformation>
        <BasicInformation><TotalAmWithoutTax>2183.84</TotalAmWithoutTax><TotalTax-includedAmount>${gross}</TotalTax-includedAmount></BasicInformation>
        <IssuItemInformation><Amount>2183.84</Amount><TaxRate>${rate}</TaxRate><ComTaxAm>283.90</ComTaxAm><TotaltaxIncludedAmount>2467.74</TotaltaxIncludedAmount></IssuItemInformation>
        <AdditionalInformation><Remark>结算单号：${number}</Remark></AdditionalInformation></EInvoiceData>
        <TaxSupervisionInfo><InvoiceNumber>${bureauNumber(3)}</InvoiceNumber><IssueTime>2026-04-02 09:00:00</IssueTime></TaxSupervisionInfo></EInvoice>`);
    expect((await read(xml('13%', '9999.99'), 'a.xml')).code).toBe('e_invoice_refused');
    expect(
      (await read(xml('13%', '2467.74', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), 'a.xml')).code,
    ).toBe('e_invoice_refused');
    expect((await read(xml('0.13'), 'a.xml')).counts).toEqual({ matched: 1 });
  });
});

describe('credit notes', () => {
  const credit = async (invoiceId: number, amountFen: number, redConfirmNo = ''): Promise<number> => {
    const body = { reason: 'allowance', kind: 'offset', lines: [{ lineNo: 1, amountFen }], redConfirmNo };
    const { status } = await t.call(finance, 'POST', `/invoices/${invoiceId}/credit-notes`, {
      key: `cn-${amountFen}-x`,
      body,
    });
    expect(status).toBe(200);
    const { rows } = await t.database.owner.query('SELECT max(id)::int id FROM credit_note');
    return (rows[0] as { id: number }).id;
  };

  it('given before the export lower the tax invoice; a red letter answers the one given after', async () => {
    const { invoiceId, number } = await invoiceOf(4);
    await credit(invoiceId, 46_774);
    expect((await invoiceOf(4)).problems.map((one) => [one.severity, one.code])).toEqual([
      ['warning', 'credited_already'],
    ]);
    expect((await exportOf([invoiceId], { withoutTemplate: true })).status).toBe(201);
    const blue = { number: bureauNumber(5), buyerTaxId: codes[4]!, grossFen: 200_000, remark: number };
    await uploadTo(t, finance, '/tax-invoices/readings', { name: 'a.xlsx', content: await aBureauList([blue]) });
    expect(await invoiceOf(4)).toMatchObject({ state: 'issued', taxNumber: bureauNumber(5) });
    const noteId = await credit(invoiceId, 200_000);
    const remark = `被红冲蓝字发票号码：${bureauNumber(5)} 红字发票信息确认单编号：13010126040000005`;
    const red = { ...blue, number: bureauNumber(15), red: true, remark };
    await uploadTo(t, finance, '/tax-invoices/readings', { name: 'b.xlsx', content: await aBureauList([red]) });
    expect((await invoiceOf(4)).state).toBe('red');
    const { rows } = await t.database.owner.query(
      `SELECT r.credit_note_id::int id, n.red_confirm_no confirmation FROM tax_red_letter r JOIN credit_note n ON n.id = r.credit_note_id WHERE r.number = $1`,
      [bureauNumber(15)],
    );
    expect(rows).toEqual([{ id: noteId, confirmation: '13010126040000005' }]);
  });
});

describe('a number typed by hand', () => {
  it('has twenty digits, of its year, and belongs to one statement', async () => {
    const { invoiceId } = await invoiceOf(3);
    const put = (number: string, issuedOn = '2026-04-01'): Promise<Answer> =>
      t.call(finance, 'PUT', `/invoices/${invoiceId}/tax-invoice`, { body: { number, issuedOn } });
    expect((await put('123')).status).toBe(400);
    expect((await put(bureauNumber(1))).body.code).toBe('number_taken');
    expect((await put(bureauNumber(11))).body.code).toBe('number_taken');
    expect((await put(`25${'1'.repeat(18)}`)).body.code).toBe('number_of_other_year');
    expect((await put(bureauNumber(4), '2026-05-01')).body.code).toBe('issued_in_future');
    expect((await put(bureauNumber(4))).status).toBe(204);
    expect(await invoiceOf(3)).toMatchObject({ state: 'issued', taxNumber: bureauNumber(4) });
    const release = await t.call(finance, 'POST', `/invoices/${invoiceId}/tax-invoice/release`, {
      body: { reason: 'x' },
    });
    expect(release.body.code).toBe('issued_already');
  });
});

describe('a company', () => {
  it('says which invoice it gets', async () => {
    const own = `/companies/${companies[0]}/tax-terms`;
    const body = { taxInvoiceKind: 'ordinary', taxpayer: 'small' };
    expect((await t.call(member, 'PUT', own, { body })).status).toBe(204);
    expect((await t.call(member, 'GET', own)).body).toEqual(body);
    expect((await t.call(member, 'GET', `/companies/${companies[1]}/tax-terms`)).status).toBe(404);
  });
});

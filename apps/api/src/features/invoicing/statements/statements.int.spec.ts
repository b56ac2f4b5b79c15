import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRental, billed } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import { textOfPdf } from '../../../../test/support/pdf-text.js';
import { startTestApp, type TestApp } from '../../../../test/support/test-app.js';

interface Statement {
  readonly openingFen: number;
  readonly closingFen: number;
  readonly movements: { on: string; kind: string; document: string; amountFen: number; balanceFen: number }[];
  readonly aging: object;
}

let t: TestApp;
let finance: Person;
let tenant: Person;
let foreign: Person;
let payment: number;
let path: string;

/** March and April billed; 3,000.00 paid in April; 1,000.00 of April's invoice credited in May. */
beforeAll(async () => {
  t = await startTestApp('2026-04-01T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
  tenant = await t.given.aPerson('company_admin', await t.given.aCompany({ name_zh: '河北某某生物科技有限公司' }));
  foreign = await t.given.aPerson('company_admin', await t.given.aCompany());
  const companyId = tenant.companyId ?? 0;
  path = `/companies/${companyId}/statement`;
  await aRental(t.database.owner, t.given, { companyId, startsOn: '2026-03-01', months: 2 });
  await t.call(finance, 'POST', '/months/2026-03/run', { key: 'bill-march-now' });
  await billed(t);
  t.setClock('2026-04-10T02:00:00Z');
  const paid = await t.call<{ id: number }>(finance, 'POST', '/payments', {
    key: 'pay-in-april',
    body: { companyId, amountFen: 300_000, receivedOn: '2026-04-09', method: 'bank', reference: 'BOC-77' },
  });
  payment = paid.body.id;
  t.setClock('2026-05-02T02:00:00Z');
  await t.call(finance, 'POST', '/months/2026-04/run', { key: 'bill-april-now' });
  await billed(t);
  const list = await t.call<{ items: { id: number }[] }>(finance, 'GET', '/invoices?month=2026-04');
  await t.call(finance, 'POST', `/invoices/${list.body.items[0]?.id}/credit-notes`, {
    key: 'credit-in-may',
    body: { reason: 'allowance', kind: 'offset', lines: [{ lineNo: 1, amountFen: 100_000 }] },
  });
  await t.work();
});
afterAll(() => t.close());

const read = async (from: string, to: string, who = tenant): Promise<Statement> =>
  (await t.call<Statement>(who, 'GET', `${path}?from=${from}&to=${to}`)).body;

describe('a statement of account', () => {
  it('opens where the period before closed and lists every movement between', async () => {
    const april = await read('2026-04-01', '2026-05-01');
    expect(april.openingFen).toBe(0);
    expect(april.movements).toEqual([
      { on: '2026-04-01', kind: 'issue', document: 'PB2026-000001', amountFen: 450_000, balanceFen: 450_000 },
      { on: '2026-04-10', kind: 'payment', document: 'BOC-77', amountFen: -300_000, balanceFen: 150_000 },
    ]);
    const may = await read('2026-05-01', '2026-06-01');
    expect([may.openingFen, may.closingFen]).toEqual([april.closingFen, 500_000]);
    expect(may.movements.map(({ kind, document }) => [kind, document])).toEqual([
      ['issue', 'PB2026-000002'],
      ['credit_note', 'PBC2026-000001'],
    ]);
    expect(may.aging).toEqual({ notDueFen: 350_000, days30Fen: 150_000, days60Fen: 0, days90Fen: 0, over90Fen: 0 });
  });

  it('names a voucher by its number and the invoice that it paid, and not by somebody’s payment', async () => {
    const voucher = await t.call<{ id: number }>(finance, 'POST', '/vouchers', {
      key: 'voucher-in-june',
      body: {
        companyId: tenant.companyId,
        no: 'HB-9',
        issuer: '河北省科学技术厅',
        amountFen: 50_000,
        shareBps: 5000,
        validFrom: '2026-01-01',
        validTo: '2026-12-31',
        scope: {},
      },
    });
    t.setClock('2026-06-02T02:00:00Z');
    const { rows } = await t.database.owner.query<{ id: string }>(
      `SELECT id FROM invoice WHERE number = 'PB2026-000002'`,
    );
    const used = await t.call(finance, 'POST', `/vouchers/${voucher.body.id}/uses`, {
      key: 'voucher-used-in-june',
      body: { invoiceId: Number(rows[0]?.id) },
    });
    expect(used.status).toBe(200);
    const june = await read('2026-06-01', '2026-07-01');
    expect(june.movements.map(({ kind, document, amountFen }) => [kind, document, amountFen])).toEqual([
      ['voucher_paid', 'HB-9/PB2026-000002', -50_000],
    ]);
  });

  it('prints in both languages, with the amount in capitals', async () => {
    const zh = await t.call(tenant, 'GET', `${path}.pdf?from=2026-05-01&to=2026-06-01`);
    expect(zh.headers['content-type']).toBe('application/pdf');
    const text = textOfPdf(zh.raw).replace(/\s+/g, '');
    for (const part of [
      '往来对账单',
      '河北某某生物科技有限公司',
      '期初余额',
      'PBC2026-000001',
      '人民币伍仟元整',
      '账龄',
    ])
      expect(text).toContain(part);
    const en = await t.call(tenant, 'GET', `${path}.pdf?from=2026-05-01&to=2026-06-01&lang=en`);
    expect(textOfPdf(en.raw)).toContain('Statement of account');
  });

  it('is for the company itself and the staff; another company’s is not there', async () => {
    expect((await t.call(foreign, 'GET', `${path}?from=2026-05-01&to=2026-06-01`)).status).toBe(404);
    expect((await t.call(finance, 'GET', `/companies/99999/statement?from=2026-05-01&to=2026-06-01`)).status).toBe(404);
    expect((await t.call(tenant, 'GET', `${path}?from=2026-05-01&to=2026-05-01`)).status).toBe(400);
  });
});

describe('a receipt', () => {
  it('is numbered once and stays as it was', async () => {
    expect((await t.call(tenant, 'GET', `/payments/${payment}/receipt.pdf`)).status).toBe(409);
    const give = (key: string): Promise<{ body: { number?: string } }> =>
      t.call(finance, 'POST', `/payments/${payment}/receipt`, { key, body: {} });
    const [one, two] = await Promise.all([give('receipt-one-key'), give('receipt-two-key')]);
    expect([one.body.number, two.body.number]).toEqual(['PBR2026-000001', 'PBR2026-000001']);
    const paper = await t.call(tenant, 'GET', `/payments/${payment}/receipt.pdf`);
    const text = textOfPdf(paper.raw).replace(/\s+/g, '');
    for (const part of ['收款收据', 'PBR2026-000001', '人民币叁仟元整', 'PB2026-000001', 'BOC-77', '2026-04-09'])
      expect(text).toContain(part);
    expect((await t.call(foreign, 'GET', `/payments/${payment}/receipt.pdf`)).status).toBe(404);
    const { body } = await t.call<{ items: { id: number; receiptNumber: string | null }[] }>(
      tenant,
      'GET',
      '/payments',
    );
    expect(body.items.find((one) => one.id === payment)?.receiptNumber).toBe('PBR2026-000001');
  });

  it('is not given for a payment that was taken back, and takes no number', async () => {
    const wrong = { companyId: tenant.companyId, amountFen: 100, receivedOn: '2026-04-10', method: 'cash' };
    const made = await t.call<{ id: number }>(finance, 'POST', '/payments', { key: 'a-wrong-payment', body: wrong });
    const path = `/payments/${made.body.id}`;
    await t.call(finance, 'POST', `${path}/reverse`, { key: 'take-it-back', body: { reason: '登记错误' } });
    const given = await t.call<{ code: string }>(finance, 'POST', `${path}/receipt`, {
      key: 'no-receipt-key',
      body: {},
    });
    expect([given.status, given.body.code]).toEqual([409, 'already_reversed']);
  });
});

describe('a credit note', () => {
  it('goes by mail with its PDF enclosed, in the language of the reader', async () => {
    const { rows } = await t.database.owner.query<{ documents: object[] }>(
      `SELECT documents FROM mail WHERE subject LIKE '%PBC2026-000001%'`,
    );
    expect(rows).toEqual([{ documents: [{ kind: 'credit-note', id: expect.any(Number), language: 'zh' }] }]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { billed } from '../../../../test/support/billing-desk.js';
import { type CreditDesk, openCreditDesk, part } from '../../../../test/support/credit-desk.js';
import { type Answer, startTestApp, type TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let desk: CreditDesk;
let programme: number;

/** Invoices of 4,500.00, of which the park's programme pays a fifth from here on. */
beforeAll(async () => {
  t = await startTestApp('2026-04-02T02:00:00Z');
  desk = await openCreditDesk(t);
  const body = { nameZh: '共享补贴', shareBps: 2000, firstMonth: '2026-03', scope: {}, budgetFen: 10_000_000 };
  programme = (await t.call<{ id: number }>(desk.finance, 'POST', '/subsidies', { key: 'share-subsidy', body })).body
    .id;
});
afterAll(() => t.close());

const usedFen = async (): Promise<number> => {
  const { body } = await t.call<{ items: { id: number; usedFen: number }[] }>(desk.finance, 'GET', '/subsidies');
  return body.items.find((one) => one.id === programme)?.usedFen ?? -1;
};
interface VoucherSeen {
  readonly usedFen: number;
  readonly status: string;
  readonly uses: readonly { readonly id: number; readonly amountFen: number; readonly state: string }[];
}
const post = <T = Record<string, unknown>>(path: string, body: object): Promise<Answer<T>> =>
  t.call<T>(desk.finance, 'POST', path, { key: desk.key(), body });
/** A voucher that pays half of the invoice: 2,250.00. */
const payByVoucher = async (of: { id: number; companyId: number }): Promise<{ id: number; useId: number }> => {
  const terms = { amountFen: 900_000, shareBps: 5000, validFrom: '2026-01-01', validTo: '2026-12-31', scope: {} };
  const voucher = { companyId: of.companyId, no: `V-${of.id}`, issuer: '科技局', ...terms };
  const { id } = (await post<{ id: number }>('/vouchers', voucher)).body;
  const { useId } = (await post<{ useId: number }>(`/vouchers/${id}/uses`, { invoiceId: of.id })).body;
  return { id, useId };
};
const voucherSeen = async (id: number): Promise<VoucherSeen> =>
  (await t.call<VoucherSeen>(desk.finance, 'GET', `/vouchers/${id}`)).body;

describe('an invoice that the park subsidises', () => {
  it('is taken back whole: the subsidy to the programme, the money to the company, and both come again', async () => {
    const before = await usedFen();
    const { id, companyId } = await desk.anInvoice();
    expect([await usedFen(), (await desk.seen(id)).openFen]).toEqual([before + 90_000, 360_000]);
    await desk.pay(companyId, 360_000);
    const taken = await desk.credit(id, { reason: 'wrong_invoice' });
    expect(taken.status).toBe(200);
    expect(await desk.seen(id)).toMatchObject({ status: 'void', openFen: 0 });
    expect(await desk.ledgerOf(companyId)).toEqual({ bank: 360_000, unallocated: -360_000 });
    expect(await usedFen()).toBe(before);
  });

  it('gives the park its share of what is credited, and the company the rest', async () => {
    const { id, companyId } = await desk.anInvoice();
    await desk.pay(companyId, 360_000);
    const wish = { reason: 'allowance', kind: 'refund', ...part(100_000) };
    const preview = await post<object>(`/invoices/${id}/credit-notes/preview`, wish);
    expect(preview.body).toMatchObject({
      settlement: { offsetFen: 20_000, creditFen: 0, refundFen: 80_000 },
      returned: [{ by: 'subsidy', amountFen: 20_000 }],
      openFen: { before: 0, after: 0 },
    });
    expect((await desk.credit(id, wish)).status).toBe(200);
    expect(await desk.seen(id)).toMatchObject({ status: 'paid', openFen: 0, paidFen: 430_000 });
    expect(await desk.ledgerOf(companyId)).toMatchObject({ subsidies: 70_000, refunds_payable: -80_000 });
    expect((await desk.ledgerOf(companyId)).receivable).toBeUndefined();
    const support = await t.call<{ subsidies: object[] }>(desk.finance, 'GET', `/invoices/${id}/support`);
    expect(support.body.subsidies).toMatchObject([{ amountFen: 70_000 }]);
    const printed = await t.call<{ subsidies: object[] }>(desk.finance, 'GET', `/invoices/${id}`);
    expect(printed.body.subsidies).toMatchObject([{ amountFen: 90_000 }]);
  });

  it('is credited many times at once, and the programme still pays a fifth of what is left', async () => {
    const { id, companyId } = await desk.anInvoice();
    await desk.pay(companyId, 360_000);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => desk.credit(id, { ...part(70_000), kind: 'credit' })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(6);
    const ledger = await desk.ledgerOf(companyId);
    expect(ledger).toMatchObject({ subsidies: 6_000, unallocated: -336_000, bank: 360_000 });
    expect(Object.values(ledger).reduce((sum, fen) => sum + fen, 0)).toBe(0);
  });
});

describe('an invoice that a voucher pays in part', () => {
  it('is taken back whole: the voucher can be used again', async () => {
    const invoice = await desk.anInvoice();
    const { id } = await payByVoucher(invoice);
    await post(`/vouchers/${id}/submit`, { reference: 'DF-1' });
    await desk.pay(invoice.companyId, 135_000);
    expect((await desk.seen(invoice.id)).status).toBe('paid');
    expect((await desk.credit(invoice.id, { reason: 'wrong_invoice', kind: 'refund' })).status).toBe(200);
    expect(await voucherSeen(id)).toMatchObject({
      usedFen: 0,
      status: 'available',
      uses: [{ state: 'returned', amountFen: 225_000 }],
    });
    expect(await desk.ledgerOf(invoice.companyId)).toEqual({ bank: 135_000, refunds_payable: -135_000 });
  });

  it('is credited in part: the voucher pays its share of what is left, and is handed in anew', async () => {
    const invoice = await desk.anInvoice();
    const { id } = await payByVoucher(invoice);
    await post(`/vouchers/${id}/submit`, { reference: 'DF-2' });
    expect((await desk.credit(invoice.id, part(100_000))).status).toBe(200);
    expect(await voucherSeen(id)).toMatchObject({ usedFen: 175_000, uses: [{ state: 'used', amountFen: 175_000 }] });
    expect(await desk.seen(invoice.id)).toMatchObject({ status: 'part_paid', paidFen: 245_000, openFen: 105_000 });
    expect(await desk.ledgerOf(invoice.companyId)).toMatchObject({
      vouchers: 175_000,
      subsidies: 70_000,
      receivable: 105_000,
    });
  });

  it('whose issuer has paid: its money goes back to the issuer first', async () => {
    const invoice = await desk.anInvoice();
    const { id, useId } = await payByVoucher(invoice);
    await post(`/vouchers/${id}/submit`, { reference: 'DF-3' });
    await post(`/voucher-uses/${useId}/redeem`, { redeemedOn: '2026-04-02', reference: 'B-3' });
    const refused = await desk.credit(invoice.id, { reason: 'wrong_invoice' });
    expect(refused.body).toMatchObject({ code: 'credit_not_paid_with_money', leftFen: 225_000 });
    expect((await post(`/voucher-uses/${useId}/return`, { reason: '账单有误' })).status).toBe(200);
    expect((await desk.credit(invoice.id, { reason: 'wrong_invoice' })).status).toBe(200);
    expect(await desk.ledgerOf(invoice.companyId)).toEqual({});
    expect(await voucherSeen(id)).toMatchObject({ usedFen: 0 });
  });

  it('is credited while its issuer pays: one of both waits, and the books agree', async () => {
    const invoice = await desk.anInvoice();
    const { id, useId } = await payByVoucher(invoice);
    await post(`/vouchers/${id}/submit`, { reference: 'DF-4' });
    const [redeemed, credited] = await Promise.all([
      post(`/voucher-uses/${useId}/redeem`, { redeemedOn: '2026-04-02', reference: 'B-4' }),
      desk.credit(invoice.id, { reason: 'wrong_invoice' }),
    ]);
    expect([redeemed.status, credited.status].sort((a, b) => a - b)).toEqual([200, 409]);
    const ledger = await desk.ledgerOf(invoice.companyId);
    expect(ledger.vouchers ?? 0).toBe(0);
    expect(Object.values(ledger).reduce((sum, fen) => sum + fen, 0)).toBe(0);
  });

  it('covers what credit notes left, wherever their money went', async () => {
    const { id, companyId } = await desk.anInvoice();
    await desk.pay(companyId, 100_000);
    expect((await desk.credit(id, { ...part(100_000), kind: 'refund' })).status).toBe(200);
    const terms = { amountFen: 900_000, shareBps: 6000, validFrom: '2026-01-01', validTo: '2026-12-31', scope: {} };
    const voucher = { companyId, no: 'V-LEFT', issuer: '科技局', ...terms };
    const made = await post<{ id: number }>('/vouchers', voucher);
    const used = await post(`/vouchers/${made.body.id}/uses`, { invoiceId: id });
    expect(used.body).toMatchObject({ paidFen: 210_000 });
  });
});

describe('an invoice of which a part was written off', () => {
  it('is credited: the loss is less, and the company has no money for what it did not pay', async () => {
    const { id, companyId } = await desk.anInvoice();
    await desk.pay(companyId, 60_000);
    await post(`/invoices/${id}/write-off`, { reason: '企业注销' });
    expect((await desk.ledgerOf(companyId)).bad_debt).toBe(300_000);
    expect((await desk.credit(id, { ...part(100_000), kind: 'refund' })).status).toBe(200);
    expect(await desk.ledgerOf(companyId)).toMatchObject({ bad_debt: 220_000, subsidies: 70_000, bank: 60_000 });
    expect((await desk.credit(id, { reason: 'wrong_invoice', kind: 'refund' })).status).toBe(200);
    expect(await desk.ledgerOf(companyId)).toEqual({ bank: 60_000, refunds_payable: -60_000 });
    expect(await desk.seen(id)).toMatchObject({ status: 'void', writtenOffFen: 0 });
  });
});

describe('what is billed anew', () => {
  it('is subsidised again, and the limits count what stayed', async () => {
    t.setClock('2026-05-02T02:00:00Z');
    await t.call(desk.finance, 'POST', '/months/2026-04/run', { key: 'bill-april-now' });
    await billed(t);
    const { rows } = await t.database.owner.query(
      `SELECT (SELECT used_fen FROM subsidy_programme WHERE id = $1)::int used, (SELECT sum(amount_fen) FROM ledger_entry WHERE account = 'subsidies')::int ledger,
         (SELECT count(*) FROM subsidy_grant g JOIN invoice i ON i.id = g.invoice_id WHERE i.month = '2026-04-01' AND g.amount_fen = 90000)::int again`,
      [programme],
    );
    expect(rows[0]).toMatchObject({ used: rows[0].ledger });
    expect(rows[0].again).toBeGreaterThanOrEqual(3);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CreditDesk, type CreditMade, openCreditDesk, part } from '../../../../test/support/credit-desk.js';
import { type Answer, startTestApp, type TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let desk: CreditDesk;

beforeAll(async () => {
  t = await startTestApp('2026-04-02T02:00:00Z');
  desk = await openCreditDesk(t);
});
afterAll(() => t.close());

describe('at once', () => {
  it('credits one line no more than once in sixteen', async () => {
    const { id, companyId } = await desk.anInvoice();
    const answers = await Promise.all(Array.from({ length: 16 }, () => desk.credit(id, part(300_000))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(15);
    expect(await desk.seen(id)).toMatchObject({ openFen: 150_000, creditedFen: 300_000 });
    expect((await desk.ledgerOf(companyId)).receivable).toBe(150_000);
  });

  it('credits and takes payments without ever giving back more than was paid', async () => {
    const { id, companyId } = await desk.anInvoice();
    const mixed = Array.from({ length: 12 }, (_, i) => i).flatMap((i) => [
      desk.credit(id, { ...part(70_000), kind: (['offset', 'credit', 'refund'] as const)[i % 3] }),
      ...(i % 2 ? [desk.pay(companyId, 40_000)] : []),
    ]);
    const answers = await Promise.all(mixed);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const after = await desk.seen(id);
    expect(after.creditedFen).toBe(420_000);
    const ledger = await desk.ledgerOf(companyId);
    expect(ledger.receivable ?? 0).toBe(after.openFen);
    const back = -(ledger.refunds_payable ?? 0);
    expect(back).toBeLessThanOrEqual(240_000);
    const sum = Object.values(ledger).reduce((total, fen) => total + fen, 0);
    expect(sum).toBe(0);
  });

  it('answers a repeated key with the first note and credits once', async () => {
    const { id } = await desk.anInvoice();
    const body = { reason: 'allowance', kind: 'offset', ...part(10_000) };
    const send = (): Promise<Answer<CreditMade>> =>
      t.call<CreditMade>(desk.finance, 'POST', `/invoices/${id}/credit-notes`, { key: 'the-same-credit', body });
    const [a, b] = await Promise.all([send(), send()]);
    expect(a?.body).toEqual(b?.body);
    expect((await desk.seen(id)).creditedFen).toBe(10_000);
  });
});

describe('a write-off', () => {
  it('gives up what is open as a loss; revenue and tax stay, and a credit afterwards lessens the loss first', async () => {
    const { id, companyId } = await desk.anInvoice();
    await desk.pay(companyId, 100_000);
    const write = (body: object): Promise<Answer> =>
      t.call(desk.finance, 'POST', `/invoices/${id}/write-off`, {
        key: desk.key(),
        body: { reason: '企业注销', ...body },
      });
    expect((await write({ amountFen: 350_001 })).body.code).toBe('exceeds_open');
    expect((await write({ amountFen: 50_000 })).body).toMatchObject({ amountFen: 50_000, openFen: 300_000 });
    expect((await write({})).body).toMatchObject({ amountFen: 300_000, openFen: 0 });
    expect(await desk.seen(id)).toMatchObject({ status: 'paid', paidFen: 100_000, writtenOffFen: 350_000, openFen: 0 });
    expect(await desk.ledgerOf(companyId)).toEqual({
      bank: 100_000,
      bad_debt: 350_000,
      revenue_rental: -398_230,
      vat_payable: -51_770,
    });
    expect((await write({})).body.code).toBe('nothing_open');
    expect((await desk.credit(id, { ...part(100_001), kind: 'refund' })).status).toBe(200);
    expect(await desk.ledgerOf(companyId)).toMatchObject({ bank: 100_000, bad_debt: 249_999 });
  });
});

describe('a payment', () => {
  it('is not taken back once a credit note has given its money back', async () => {
    const { id, companyId } = await desk.anInvoice();
    const paid = await desk.pay(companyId, 450_000);
    const reverse = (): Promise<Answer> =>
      t.call(desk.finance, 'POST', `/payments/${String(paid.body.id)}/reverse`, {
        key: desk.key(),
        body: { reason: '登记错误' },
      });
    expect((await desk.credit(id, { ...part(1), kind: 'refund' })).status).toBe(200);
    expect((await reverse()).body.code).toBe('payment_credited');
    expect(await desk.seen(id)).toMatchObject({ status: 'paid', paidFen: 450_000 });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BankDesk } from '../../../../test/support/bank-desk.js';
import {
  aBankWorld,
  allReturned,
  inLine,
  invoicesOf,
  moneyHolds,
  standingOf,
  statementOf,
  statuses,
} from '../../../../test/support/bank-world.js';
import { aRental, billed } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import type { TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let finance: Person;
let desk: BankDesk;
let other: BankDesk;
let own: Person;
let foreign: Person;
let names: Readonly<Record<number, string>>;

/** The other company prepaid 7.00 by a bank line. */
beforeAll(async () => {
  ({ t, finance, desk, other, own, foreign, names } = await aBankWorld());
  await desk.imported(statementOf(inLine(700, '路人', '往来')));
  const line = await desk.line('往来');
  await desk.post(`/bank-lines/${line.id}/confirm`, { as: 'prepaid', companyId: foreign.companyId });
});
afterAll(() => t.close());

describe('a refund', () => {
  const refund = (clerk: BankDesk, amountFen: number, reference = '') =>
    clerk.post<{ id: number; leftFen: number; code?: string; refundableFen?: number }>('/refunds', {
      companyId: foreign.companyId,
      amountFen,
      paidOn: '2026-06-02',
      method: 'bank',
      reference,
    });

  it('is never more than the balance, also when two come at once', async () => {
    const both = await Promise.all([refund(desk, 400), refund(other, 400)]);
    expect(statuses(both)).toEqual([200, 409]);
    expect(both.find((one) => one.status === 409)?.body).toMatchObject({
      code: 'refund_exceeds_balance',
      refundableFen: 300,
    });
    expect((await standingOf(t, foreign)).balanceFen).toBe(300);
    expect(
      (
        await desk.post<{ code: string }>(`/bank-lines/${(await desk.lines('?status=confirmed'))[0]?.id}/undo`, {
          reason: '已退',
        })
      ).body.code,
    ).toBe('payment_refunded');
    await moneyHolds(t);
  });

  it('pays first what credit notes owe back', async () => {
    await t.database.owner.query(
      `WITH t AS (INSERT INTO ledger_transaction (kind, ref_id) VALUES ('write_off', 1) RETURNING id)
       INSERT INTO ledger_entry SELECT t.id, v.n, v.account, $1, v.fen FROM t, (VALUES (1, 'refunds_payable', -50), (2, 'bad_debt', 50)) v (n, account, fen)`,
      [foreign.companyId],
    );
    const paid = await refund(desk, 60, 'OUT-1');
    expect(paid.body).toMatchObject({ payableFen: 50, balanceFen: 10, leftFen: 290 });
    expect((await refund(desk, 1, 'OUT-1')).body.code).toBe('reference_taken');
    await moneyHolds(t);
  });

  it('is matched with the line that went out, or made from it', async () => {
    const out = (fen: number, text: string, reference: string): unknown[] => [
      '2026-06-02',
      (fen / 100).toFixed(2),
      '',
      '',
      names[foreign.companyId ?? 0],
      '',
      '退款',
      text,
      reference,
    ];
    await desk.imported(statementOf(out(60, '退一', 'OUT-1'), out(200, '退二', 'OUT-2')));
    const [known, fresh] = [await desk.line('退一'), await desk.line('退二')];
    expect([known.match?.state, fresh.match?.state]).toEqual(['sure', 'likely']);
    const done = await desk.post<{ confirmed: number[] }>('/bank-lines/confirm-sure', {
      lineIds: [known.id, fresh.id],
    });
    expect(done.body.confirmed).toEqual([known.id]);
    expect(
      (await desk.post(`/bank-lines/${fresh.id}/confirm`, { as: 'refund', companyId: foreign.companyId })).status,
    ).toBe(200);
    expect((await standingOf(t, foreign)).balanceFen).toBe(90);
    await moneyHolds(t);
    expect((await desk.post(`/bank-lines/${fresh.id}/undo`, { reason: '不是退款' })).status).toBe(200);
    expect((await standingOf(t, foreign)).balanceFen).toBe(290);
    await moneyHolds(t);
  });
});

describe('a balance', () => {
  it('shows its company every movement, and nobody else any', async () => {
    const { body } = await t.call<{
      balanceFen: number;
      items: { kind: string; amountFen: number; afterFen: number }[];
    }>(foreign, 'GET', '/balance');
    expect(body.balanceFen).toBe(290);
    expect(body.items.map((one) => [one.kind, one.amountFen, one.afterFen])).toEqual([
      ['refund', 200, 290],
      ['refund', -200, 90],
      ['refund', -10, 290],
      ['refund', -400, 300],
      ['payment', 700, 700],
    ]);
    const asked = await t.call<{ balanceFen: number }>(own, 'GET', `/balance?companyId=${foreign.companyId}`);
    expect(asked.body.balanceFen).toBe(0);
  });

  it('is used when an invoice is issued, those due first first, where the company wants it so', async () => {
    await aRental(t.database.owner, t.given, { companyId: foreign.companyId ?? 0, startsOn: '2026-06-01', months: 1 });
    await t.call(finance, 'PUT', '/balance/automatic', {
      body: { companyId: foreign.companyId, useAutomatically: true },
    });
    t.setClock('2026-07-02T02:00:00Z');
    await allReturned(t);
    await t.call(finance, 'POST', '/months/2026-06/run', { key: 'bill-2026-06-key' });
    await billed(t);
    await t.work();
    expect((await standingOf(t, foreign)).balanceFen).toBe(0);
    expect((await invoicesOf(t, foreign)).map((one) => one.paidFen)).toEqual([290, 0]);
    await t.work();
    await moneyHolds(t);
  });
});

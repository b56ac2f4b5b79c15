import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BankDesk, LineBody } from '../../../../test/support/bank-desk.js';
import {
  aBankWorld,
  inLine,
  invoicesOf,
  moneyHolds,
  statementOf,
  statuses,
} from '../../../../test/support/bank-world.js';
import type { Person } from '../../../../test/support/builders.js';
import { countedRetries } from '../../../../test/support/counted-retries.js';
import type { Answer, TestApp } from '../../../../test/support/test-app.js';
import { waitingForLock } from '../../../../test/support/waiting-for-lock.js';
import { Database } from '../../../platform/database/database.js';

let t: TestApp;
let desk: BankDesk;
let other: BankDesk;
let own: Person;
let foreign: Person;

beforeAll(async () => {
  ({ t, desk, other, own, foreign } = await aBankWorld());
});
afterAll(() => t.close());

const confirm = (line: LineBody, body: object) => desk.post<{ code?: string }>(`/bank-lines/${line.id}/confirm`, body);
const aLine = async (fen: number, words: string): Promise<LineBody> => {
  await desk.imported(statementOf(inLine(fen, '某某', words)));
  return desk.line(words);
};

/** Both while somebody holds a row that the first needs; how often either had to be tried again. */
async function meet(
  held: { readonly sql: string; readonly id: unknown },
  first: () => Promise<Answer>,
  second: () => Promise<Answer>,
): Promise<{ codes: number[]; tries: number }> {
  const { tries } = countedRetries(t.app.get(Database));
  const holder = await t.database.owner.connect();
  await holder.query('BEGIN');
  await holder.query(held.sql, [held.id]);
  const one = first();
  await waitingForLock(t.database.owner, 1);
  const two = second();
  await waitingForLock(t.database.owner, 2);
  await holder.query('ROLLBACK');
  holder.release();
  return { codes: statuses(await Promise.all([one, two])), tries: tries() };
}

describe('a line that is undone', () => {
  it('while its payment is taken back: whoever is second is told so, and neither waits for the other in a circle', async () => {
    const line = await aLine(100_000, '部分付款');
    const [first] = await invoicesOf(t, own);
    const allocations = [{ invoiceId: first?.id, amountFen: 100_000 }];
    expect((await confirm(line, { as: 'payment', companyId: own.companyId, allocations })).status).toBe(200);
    const [shown] = await desk.lines('?status=confirmed');
    const paymentId = shown?.decision?.parts[0]?.paymentId;
    const met = await meet(
      { sql: 'SELECT FROM payment WHERE id = $1 FOR UPDATE', id: paymentId },
      () => desk.post(`/payments/${paymentId}/reverse`, { reason: '登记错误' }),
      () => other.post(`/bank-lines/${line.id}/undo`, { reason: '核销错企业' }),
    );
    expect(met).toEqual({ codes: [200, 409], tries: 0 });
    expect((await desk.line('部分付款')).undone).toBe(1);
    await moneyHolds(t);
  });
});

describe('a line of money', () => {
  it('is not what brought no money: a write-off is no receipt', async () => {
    const [theirs] = await invoicesOf(t, foreign);
    const { body } = await desk.post(`/invoices/${theirs?.id}/write-off`, { reason: '企业注销', amountFen: 70_000 });
    const line = await aLine(70_000, '到账');
    const linked = await confirm(line, { as: 'recorded', paymentId: body.id });
    expect([linked.status, linked.body.code]).toEqual([409, 'no_money_received']);
  });

  it('that goes out is not a refund that was taken back, nor the row that took it back', async () => {
    const money = { companyId: own.companyId, amountFen: 20_000, reference: '', note: '' };
    await desk.post('/payments', { ...money, method: 'prepaid', receivedOn: '2026-06-01' });
    const refund = await desk.post<{ id: number }>('/refunds', { ...money, method: 'bank', paidOn: '2026-06-01' });
    expect((await desk.post(`/refunds/${refund.body.id}/reverse`, { reason: '未付出' })).status).toBe(200);
    await desk.imported(statementOf(['2026/06/01', '200.00', '', '', '某某', '', '转账', '付出', 'OUT-9']));
    const line = await desk.line('付出');
    const { rows } = await t.database.owner.query<{ id: string }>('SELECT id FROM refund ORDER BY id');
    expect(rows).toHaveLength(2);
    for (const { id } of rows) {
      const linked = await confirm(line, { as: 'refund', companyId: own.companyId, refundId: Number(id) });
      expect(linked.status).toBe(404);
    }
  });
});

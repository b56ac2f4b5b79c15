import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CreditDesk, openCreditDesk } from '../../../../test/support/credit-desk.js';
import { aRental } from '../../../../test/support/billing-desk.js';
import { type Answer, startTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { Database } from '../../../platform/database/database.js';
import { takeDeposit } from '../invoicing.api.js';
import type { DepositView } from './deposits.dto.js';

let t: TestApp;
let desk: CreditDesk;

beforeAll(async () => {
  t = await startTestApp('2026-04-02T02:00:00Z');
  desk = await openCreditDesk(t);
});
afterAll(() => t.close());

/** A company with two open invoices of 4,500.00, March's and April's, and a deposit of 3,000.00. */
async function debtor(): Promise<{ old: number; young: number; companyId: number; deposit: DepositView }> {
  const { id: old, companyId } = await desk.anInvoice();
  const { rows } = await t.database.owner.query<{ id: string }>(
    `INSERT INTO invoice (company_id, month, status, series, year, sequence, number, issued_at, due_on, net_fen, tax_fen, gross_fen, buyer, seller, content_hash)
     SELECT company_id, '2026-04-01', 'issued', 'X', 2026, id, 'X2026-' || id, issued_at, due_on + 30, net_fen, tax_fen, gross_fen, buyer, seller, content_hash
     FROM invoice WHERE id = $1 RETURNING id`,
    [old],
  );
  const reservationId = await aRental(t.database.owner, t.given, {
    companyId,
    startsOn: '2026-01-01',
    months: 1,
    status: 'completed',
  });
  const at = new Date('2026-03-01T02:00:00Z');
  const given = { companyId, reservationId, amountFen: 300_000, at, actorId: desk.finance.id };
  await t.app.get(Database).transaction('all', (tx) => takeDeposit(tx, given));
  const list = await t.call<{ items: DepositView[] }>(desk.finance, 'GET', `/deposits?reservationId=${reservationId}`);
  return { old, young: Number(rows[0]?.id), companyId, deposit: list.body.items[0]! };
}
const setOff = (deposit: DepositView, invoiceIds?: number[]): Promise<Answer> =>
  t.call(desk.finance, 'POST', `/deposits/${deposit.id}/release`, {
    key: desk.key(),
    body: { version: deposit.version, parts: [{ kind: 'set_off', amountFen: 300_000, invoiceIds }] },
  });
const openOf = async (...ids: number[]): Promise<number[]> =>
  Promise.all(ids.map(async (id) => (await desk.seen(id)).openFen));

describe('a deposit that is set off', () => {
  it('pays what is due first where nothing is chosen', async () => {
    const { old, young, deposit } = await debtor();
    expect((await setOff(deposit)).status).toBe(200);
    expect(await openOf(old, young)).toEqual([150_000, 450_000]);
  });

  it('pays what was chosen, and nothing else', async () => {
    const { old, young, deposit } = await debtor();
    expect((await setOff(deposit, [young])).status).toBe(200);
    expect(await openOf(old, young)).toEqual([450_000, 150_000]);
  });

  it('pays no invoice of another company, nor one that is paid', async () => {
    const { old, companyId, deposit } = await debtor();
    const other = await desk.anInvoice();
    for (const id of [other.id, 987_654_321]) {
      const { status, body } = await setOff(deposit, [id]);
      expect([status, body.code]).toEqual([409, 'invoice_not_open']);
    }
    await desk.pay(companyId, 450_000);
    expect((await setOff(deposit, [old])).body.code).toBe('invoice_not_open');
  });
});

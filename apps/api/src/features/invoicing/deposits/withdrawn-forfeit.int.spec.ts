import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRental } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import { countedRetries } from '../../../../test/support/counted-retries.js';
import { startTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { waitingForLock } from '../../../../test/support/waiting-for-lock.js';
import { Database } from '../../../platform/database/database.js';
import { takeDeposit } from '../invoicing.api.js';
import type { DepositView } from './deposits.dto.js';
import { settleForfeits } from './settle-forfeits.js';

const anInvoice = (companyId: number): Record<string, unknown> => ({
  company_id: companyId,
  month: '2026-03-01',
  status: 'issued',
  series: 'X',
  year: 2026,
  sequence: 1,
  number: 'X2026-1',
  issued_at: '2026-04-01',
  due_on: '2026-04-16',
  net_fen: 450_000,
  tax_fen: 0,
  gross_fen: 450_000,
  buyer: '{}',
  seller: '{}',
  content_hash: Buffer.alloc(32),
});

let t: TestApp;
let finance: Person;
let deposit: DepositView;

/** A finished rental with a deposit of 4,500.00. */
beforeAll(async () => {
  t = await startTestApp('2026-04-02T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
  const companyId = await t.given.aCompany();
  await t.given.aPerson('company_admin', companyId);
  const reservationId = await aRental(t.database.owner, t.given, {
    companyId,
    startsOn: '2026-03-01',
    months: 1,
    status: 'completed',
  });
  await t.database.owner.query(`UPDATE reservation SET returned_on = '2026-04-01' WHERE id = $1`, [reservationId]);
  const taken = { companyId, reservationId, amountFen: 450_000, at: new Date('2026-03-01T02:00:00Z') };
  await t.app.get(Database).transaction('all', (tx) => takeDeposit(tx, { ...taken, actorId: finance.id }));
  const { body } = await t.call<{ items: DepositView[] }>(finance, 'GET', '/deposits');
  deposit = body.items[0]!;
});
afterAll(() => t.close());

describe('the item of a kept deposit', () => {
  it('is withdrawn with the deposit alone, which would else be decided on and never settled', async () => {
    const kept = await t.call(finance, 'POST', `/deposits/${deposit.id}/release`, {
      key: 'keep-all-of-it',
      body: { version: deposit.version, parts: [{ kind: 'forfeit', amountFen: 450_000, reason: '损坏' }] },
    });
    expect(kept.status).toBe(200);
    const { rows } = await t.database.owner.query<{ id: string }>(
      `SELECT id FROM billable_item WHERE kind = 'forfeit'`,
    );
    const refused = await t.call(finance, 'POST', `/adjustments/${rows[0]?.id}/withdraw`, {
      key: 'withdraw-the-item',
      body: { reason: '误操作' },
    });
    expect([refused.status, refused.body.code]).toEqual([409, 'withdraw_at_deposit']);
  });

  it('is taken back while its invoice is issued: one waits for the other, neither is thrown out', async () => {
    const seen = (await t.call<DepositView>(finance, 'GET', `/deposits/${deposit.id}`)).body;
    const ids = [await t.given.insert('invoice', anInvoice(deposit.companyId))];
    await t.database.owner.query(
      `INSERT INTO charge (company_id, source_kind, source_id, component, month, posted_month, revision, amount_fen, net_fen, tax_fen, tax_rate_bps,
         tax_code, item_name, explanation, invoice_id, line_no)
       SELECT company_id, 'item', id, 'forfeit', month, month, 1, amount_fen, amount_fen, 0, 0, tax_code, item_name, '{}', $1, 1 FROM billable_item WHERE kind = 'forfeit'`,
      ids,
    );
    const { database, tries } = countedRetries(t.app.get(Database));
    const holder = await t.database.owner.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM deposit WHERE id = $1 FOR UPDATE', [deposit.id]);
    const withdrawn = t.call(finance, 'POST', `/deposits/${deposit.id}/withdraw-forfeit`, {
      key: 'withdraw-while-issued',
      body: { partId: seen.parts[0]?.id, reason: '误操作' },
    });
    await waitingForLock(t.database.owner, 1);
    const at = new Date('2026-04-02T02:00:00Z');
    const settled = database.transaction('all', (tx) =>
      settleForfeits(tx, { ids, at, receivedOn: '2026-04-02', actorId: finance.id }),
    );
    await waitingForLock(t.database.owner, 2);
    await holder.query('COMMIT');
    holder.release();
    expect((await withdrawn).status).toBe(200);
    await settled;
    expect(tries()).toBe(0);
    const after = (await t.call<DepositView>(finance, 'GET', `/deposits/${deposit.id}`)).body;
    expect(after).toMatchObject({ status: 'held', undecidedFen: 450_000, heldFen: 450_000 });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRental } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { Database } from '../../../platform/database/database.js';
import { takeDeposit } from '../invoicing.api.js';
import type { DepositView } from './deposits.dto.js';

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
});

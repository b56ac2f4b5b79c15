import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRental, billed } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let finance: Person;

/** A run of March with a review of three days; on its second day finance adds something owed for March. */
beforeAll(async () => {
  t = await startTestApp('2026-04-01T01:00:00Z');
  await t.given.aPark('Asia/Shanghai', { review_days: 3 });
  finance = await t.given.aPerson('finance');
  const companyId = await t.given.aCompany();
  await t.given.aPerson('company_admin', companyId);
  await aRental(t.database.owner, t.given, { companyId, startsOn: '2026-03-01', months: 1, status: 'completed' });
  await t.database.owner.query(`UPDATE reservation SET updated_at = '2026-03-01'`);
  await t.call(finance, 'POST', '/months/2026-03/run', { key: 'run-with-review' });
  await billed(t);
  await t.database.owner.query(
    `INSERT INTO billable_item (company_id, kind, month, amount_fen, tax_rate_bps, tax_code, item_name, subject, reason, created_by, created_at)
     VALUES ($1, 'damage', '2026-03-01', 5000, 1300, '3040502019900000000', '赔偿', '{"nameZh":"","nameEn":"","assetNo":""}', '划伤', (SELECT min(id) FROM member), '2026-04-02T01:00:00Z')`,
    [companyId],
  );
  t.setClock('2026-04-04T19:00:00Z');
  await t.work();
  await billed(t);
});
afterAll(() => t.close());

describe('an invoice that was reviewed, reckoned again', () => {
  it('takes what came up during the review for the next bill and not for a fault', async () => {
    const { rows } = await t.database.owner.query(`SELECT status FROM billing_run`);
    expect(rows).toEqual([{ status: 'done' }]);
    const { body } = await t.call<{ report: object }>(finance, 'POST', '/recompute');
    expect(body.report).toMatchObject({ month: '2026-03', pending: 1, alarms: 0 });
  });
});

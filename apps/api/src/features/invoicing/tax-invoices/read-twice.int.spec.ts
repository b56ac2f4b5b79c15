import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aRental, billed } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import { aBureauList, uploadTo } from '../../../../test/support/tax-desk.js';
import { startTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { waitingForLock } from '../../../../test/support/waiting-for-lock.js';

let t: TestApp;
let finance: Person;

beforeAll(async () => {
  t = await startTestApp('2026-04-01T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
  const companyId = await t.given.aCompany({ credit_code: '91130101MA0ABC121X' });
  await t.given.aPerson('company_admin', companyId);
  await aRental(t.database.owner, t.given, { companyId, startsOn: '2026-03-01', months: 1 });
  await t.call(finance, 'POST', '/months/2026-03/run', { key: 'bill-march' });
  await billed(t);
});
afterAll(() => t.close());

it('of two lists that are read at once and give one statement two numbers, the second waits for a person', async () => {
  const listed = async (state: string): Promise<{ number: string; taxNumber: string | null }[]> =>
    (
      await t.call<{ items: { number: string; taxNumber: string | null }[] }>(
        finance,
        'GET',
        `/tax-invoices?state=${state}`,
      )
    ).body.items;
  const [statement] = await listed('open');
  const [one, two] = ['26000000000000000001', '26000000000000000002'];
  const read = async (number: string) => {
    const remark = `结算单号：${statement?.number}`;
    const content = await aBureauList([{ number, buyerTaxId: '91130101MA0ABC121X', grossFen: 450_000, remark }]);
    return uploadTo(t, finance, '/tax-invoices/readings', { name: `${number}.xlsx`, content });
  };
  const holder = await t.database.owner.connect();
  await holder.query('BEGIN; LOCK TABLE audit_event IN SHARE MODE');
  const first = read(one);
  await waitingForLock(t.database.owner, 1);
  const second = read(two);
  await waitingForLock(t.database.owner, 2);
  await holder.query('ROLLBACK');
  holder.release();
  expect((await Promise.all([first, second])).map(({ status }) => status)).toEqual([201, 201]);
  expect((await listed('issued'))[0]?.taxNumber).toBe(one);
  const { body } = await t.call<{ counts: object }>(
    finance,
    'GET',
    `/tax-invoices/readings/${String((await second).body.id)}`,
  );
  expect(body.counts).not.toHaveProperty('matched');
});

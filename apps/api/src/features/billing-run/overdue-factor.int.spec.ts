import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aRental, billed } from '../../../test/support/billing-desk.js';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';
import { ParkSettings } from '../../platform/park-settings.js';

let t: TestApp;
let finance: Person;

beforeAll(async () => {
  t = await startTestApp('2026-04-02T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
});
afterAll(() => t.close());

it('re-reckons no late day that was billed when the park changes what a late day costs', async () => {
  const companyId = await t.given.aCompany();
  await t.given.aPerson('company_admin', companyId);
  const given = { companyId, startsOn: '2026-02-15', months: 1, status: 'overdue' };
  const id = await aRental(t.database.owner, t.given, given);
  // As the commands leave it: the factor of the day on which it was agreed.
  await t.database.owner.query(
    'UPDATE reservation_segment SET overdue_factor_bps = (SELECT overdue_factor_bps FROM park) WHERE reservation_id = $1',
    [id],
  );
  await t.call(finance, 'POST', '/months/2026-03/run', { key: 'overdue-factor-1' });
  await billed(t);
  const late = async (): Promise<unknown> => {
    const { body } = await t.call<{ lines: { component: string; month: string }[] }>(
      finance,
      'GET',
      `/months/2026-04/preview/${companyId}`,
    );
    return body.lines.filter(({ component, month }) => component === 'overdue' && month === '2026-03');
  };
  expect(await late()).toEqual([]);
  await t.database.owner.query('UPDATE park SET overdue_factor_bps = 20000, version = version + 1');
  t.app.get(ParkSettings).forget();
  expect(await late()).toEqual([]);
  // What keeps none has today's: so the comparison can fail.
  await t.database.owner.query('UPDATE reservation_segment SET overdue_factor_bps = NULL WHERE reservation_id = $1', [
    id,
  ]);
  expect(await late()).toMatchObject([{ component: 'overdue' }]);
});

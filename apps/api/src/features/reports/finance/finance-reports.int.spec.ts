import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRental, billed } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let finance: Person;
let early: number;
let late: number;
let instrumentId: number;

beforeAll(async () => {
  t = await startTestApp('2026-04-02T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
  [early, late] = [await t.given.aCompany(), await t.given.aCompany()];
  for (const companyId of [early, late]) await t.given.aPerson('company_admin', companyId);
  instrumentId = await t.given.anInstrument({ original_value_fen: 45_000_000, in_use_since: '2024-03-10' });
  await aRental(t.database.owner, t.given, { companyId: early, startsOn: '2026-03-01', months: 1, instrumentId });
  await aRental(t.database.owner, t.given, { companyId: late, startsOn: '2026-03-16', months: 2, monthlyFen: 310_000 });
  await t.call(finance, 'POST', '/months/2026-03/run', { key: 'finance-reports-1' });
  await billed(t);
});
afterAll(() => t.close());

const get = async <T>(path: string): Promise<T> => {
  const { status, body } = await t.call<T>(finance, 'GET', path);
  expect(status).toBe(200);
  return body;
};

describe('what companies owe by its age', () => {
  it('moves from bucket to bucket with the days, and leaves with the payment', async () => {
    expect(await get('/reports/aging')).toMatchObject({
      total: { notDueFen: 610_000, openFen: 610_000, over90Fen: 0 },
      items: [
        { companyId: early, openFen: 450_000, oldestDays: 0, invoices: 1 },
        { companyId: late, openFen: 160_000 },
      ],
    });
    t.setClock('2026-06-20T02:00:00Z');
    const { total } = await get<{ total: Record<string, number> }>('/reports/aging');
    expect(total.notDueFen).toBe(0);
    expect(total.openFen).toBe(610_000);
    const amountFen = 460_000;
    const payment = {
      companyId: early,
      amountFen,
      receivedOn: '2026-06-19',
      method: 'bank',
      reference: 'B-1',
      note: '',
    };
    await t.call(finance, 'POST', '/payments', { key: 'finance-reports-2', body: payment });
    expect(await get('/reports/aging')).toMatchObject({
      total: { openFen: 160_000, balanceFen: 10_000 },
      items: [
        { companyId: late, openFen: 160_000 },
        { companyId: early, openFen: 0, balanceFen: 10_000 },
      ],
    });
  });
});

interface Account {
  readonly account: string;
  readonly openingFen: number;
  readonly debitFen: number;
  readonly creditFen: number;
  readonly closingFen: number;
}

describe('the trial balance', () => {
  it('has both sides equal, and ends with what the next begins with', async () => {
    const spring = await get<{ accounts: Account[]; total: object }>(
      '/reports/trial-balance?from=2026-04-01&to=2026-04-30',
    );
    expect(spring.total).toEqual({ debitFen: 610_000, creditFen: 610_000, closingFen: 0 });
    const june = await get<{ accounts: Account[]; total: object }>(
      '/reports/trial-balance?from=2026-05-01&to=2026-06-30',
    );
    const opening = new Map(june.accounts.map((one) => [one.account, one.openingFen]));
    for (const { account, closingFen } of spring.accounts) expect(opening.get(account)).toBe(closingFen);
    expect(june.accounts.find(({ account }) => account === 'bank')).toMatchObject({
      debitFen: 460_000,
      closingFen: 460_000,
    });
    expect((await t.call(finance, 'GET', '/reports/trial-balance?from=2026-05-01&to=2026-04-30')).status).toBe(400);
  });
});

describe('revenue', () => {
  it.each(['instrument', 'category', 'company', 'component'])('by %s sums to what the ledger says', async (by) => {
    const { rows } = await t.database.owner.query(
      `SELECT -sum(amount_fen)::int net FROM ledger_entry WHERE account LIKE 'revenue%'`,
    );
    const revenue = await get<{ totalFen: number; byMonthFen: number[]; items: { totalFen: number }[] }>(
      `/reports/revenue?from=2026-02&to=2026-04&by=${by}`,
    );
    expect(revenue.totalFen).toBe((rows[0] as { net: number }).net);
    expect(revenue.byMonthFen).toEqual([0, revenue.totalFen, 0]);
    expect(revenue.items.reduce((sum, item) => sum + item.totalFen, 0)).toBe(revenue.totalFen);
  });

  it('is by month of the invoice, and says what the ledger has by day of issue', async () => {
    const of = async (from: string, to: string): Promise<[number, number]> => {
      const { totalFen, postedFen } = await get<{ totalFen: number; postedFen: number }>(
        `/reports/revenue?from=${from}&to=${to}&by=company`,
      );
      return [totalFen, postedFen];
    };
    const [march] = await of('2026-03', '2026-03');
    expect(march).toBeGreaterThan(0);
    expect(await of('2026-03', '2026-03')).toEqual([march, 0]);
    expect(await of('2026-04', '2026-04')).toEqual([0, march]);
    expect(await of('2026-03', '2026-04')).toEqual([march, march]);
  });

  it('of an instrument that is retired by now still shows, and its value is lost until then', async () => {
    const gone = await t.given.anInstrument({ original_value_fen: 45_000_000, in_use_since: '2024-03-10' });
    const companyId = await t.given.aCompany();
    await t.given.aPerson('company_admin', companyId);
    await aRental(t.database.owner, t.given, { companyId, startsOn: '2026-06-01', months: 1, instrumentId: gone });
    t.setClock('2026-07-01T02:00:00Z');
    await t.call(finance, 'POST', '/months/2026-06/run', { key: 'finance-reports-3' });
    await billed(t);
    await t.database.owner.query(`UPDATE instrument SET status = 'retired' WHERE id = $1`, [gone]);
    await t.database.owner.query(
      `INSERT INTO audit_event (at, action, entity, entity_id, data) VALUES ('2026-07-15T02:00:00Z', 'instrument.status_changed', 'instrument', $1, '{"to":"retired"}')`,
      [gone],
    );
    type Item = { instrumentId: number; revenueFen: number; depreciationFen: number; retiredIn: string | null };
    const shown = async (from: string, to: string): Promise<Item | undefined> => {
      const path = `/reports/rent-and-depreciation?from=${from}&to=${to}&lifeYears=10&residualBps=500`;
      return (await get<{ items: Item[] }>(path)).items.find((item) => item.instrumentId === gone);
    };
    expect(await shown('2026-06', '2026-12')).toMatchObject({
      revenueFen: 398_230,
      depreciationFen: 2 * 356_250,
      retiredIn: '2026-07',
    });
    expect(await shown('2026-08', '2026-12')).toBeUndefined();
  });

  it('stands beside what the instrument lost in value', async () => {
    const { items } = await get<{ items: { instrumentId: number }[] }>(
      '/reports/rent-and-depreciation?from=2026-03&to=2026-03&lifeYears=10&residualBps=500',
    );
    expect(items.find((item) => item.instrumentId === instrumentId)).toMatchObject({
      revenueFen: 398_230,
      depreciationFen: 356_250,
      coverBps: 11_178,
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRental, billed, issuedInvoices } from '../../../../test/support/billing-desk.js';
import { Bookings } from '../../../../test/support/bookings.js';
import type { Person } from '../../../../test/support/builders.js';
import { type Answer, startTestApp, type TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let finance: Person;
let manager: Person;
let tenant: Person;
let companyId: number;

beforeAll(async () => {
  t = await startTestApp('2026-03-20T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
  manager = await t.given.aPerson('manager');
  companyId = await t.given.aCompany();
  tenant = await t.given.aPerson('company_admin', companyId);
});
afterAll(() => t.close());

const tax = { taxRateBps: 1300, taxCode: '3040502019900000000', itemName: '*经营租赁*设备损坏赔偿' };
const add = <T = { id: number; code: string }>(who: Person, body: object, key = Bookings.key()): Promise<Answer<T>> =>
  t.call<T>(who, 'POST', '/adjustments', { body: { companyId, reason: '检测器窗口破裂', ...tax, ...body }, key });
const withdraw = (who: Person, id: number): Promise<Answer<{ code: string }>> =>
  t.call(who, 'POST', `/adjustments/${id}/withdraw`, { body: { reason: '保险已赔付' }, key: Bookings.key() });
interface Row {
  readonly id: number;
  readonly state: string;
  readonly assetNo: string;
  readonly invoices: { number: string }[];
}
const list = async (query = ''): Promise<{ items: Row[]; totals: { count: number; amountFen: number } }> =>
  (await t.call<{ items: Row[]; totals: { count: number; amountFen: number } }>(finance, 'GET', `/adjustments${query}`))
    .body;
const bill = async (month: string, now: string): Promise<void> => {
  t.setClock(now);
  await t.call(finance, 'POST', `/months/${month}/run`, { key: Bookings.key() });
  await billed(t);
};

describe('what is stated by hand', () => {
  let damage: number;

  it('is a damage of a reservation, with its instrument, by whoever takes it back', async () => {
    const reservationId = await aRental(t.database.owner, t.given, {
      companyId,
      startsOn: '2026-03-01',
      months: 1,
      status: 'completed',
    });
    const made = await add(manager, {
      kind: 'damage',
      reservationId,
      amountFen: 113_000,
      evidenceUrl: 'https://example.com/p.jpg',
    });
    expect(made.status).toBe(201);
    damage = made.body.id;
    expect(await list()).toMatchObject({
      items: [
        {
          id: damage,
          state: 'open',
          kind: 'damage',
          month: '2026-03',
          assetNo: 'T-0005',
          reservationId,
          evidenceUrl: 'https://example.com/p.jpg',
        },
      ],
      totals: { count: 1, amountFen: 113_000 },
    });
  });

  it('is told to the company at once', async () => {
    await t.work();
    const { rows } = await t.database.owner.query<{ title: string; body: string }>(
      'SELECT title_zh title, body_zh body FROM notification WHERE member_id = $1',
      [tenant.id],
    );
    expect(rows).toEqual([
      { title: '损坏赔偿', body: expect.stringContaining('¥1,130.00（含税），原因：检测器窗口破裂') },
    ]);
  });

  it('is an adjustment by finance only, and only that may be below zero', async () => {
    expect((await add(manager, { kind: 'adjustment', amountFen: -5000 })).status).toBe(403);
    expect((await add(finance, { kind: 'damage', amountFen: -5000 })).status).toBe(400);
    expect((await add(finance, { kind: 'adjustment', amountFen: 0 })).status).toBe(400);
    expect(
      (await add(finance, { kind: 'adjustment', amountFen: -5000, evidenceUrl: 'javascript:alert(1)' })).status,
    ).toBe(400);
    expect((await add(finance, { kind: 'adjustment', amountFen: -5000, reason: '  ' })).status).toBe(400);
    expect((await add(tenant, { kind: 'damage', amountFen: 1 })).status).toBe(403);
    expect((await add(finance, { kind: 'adjustment', amountFen: -5000, reason: '服务补偿' })).status).toBe(201);
  });

  it('is of the company: a reservation of another is not there', async () => {
    const other = await t.given.aCompany();
    await t.given.aPerson('company_admin', other);
    const reservationId = await aRental(t.database.owner, t.given, {
      companyId: other,
      startsOn: '2026-09-01',
      months: 1,
      status: 'requested',
    }).catch(() => 999_999);
    expect((await add(finance, { kind: 'damage', amountFen: 1, reservationId })).status).toBe(404);
    expect((await add(finance, { kind: 'damage', amountFen: 1, instrumentId: 999_999 })).status).toBe(404);
    expect((await add(finance, { kind: 'damage', amountFen: 1, companyId: 999_999 })).status).toBe(404);
  });

  it('is stated once for one key', async () => {
    const key = Bookings.key();
    const [one, two] = [
      await add(finance, { kind: 'damage', amountFen: 100 }, key),
      await add(finance, { kind: 'damage', amountFen: 100 }, key),
    ];
    expect(two.body).toEqual(one.body);
    expect((await withdraw(finance, one.body.id)).status).toBe(200);
  });

  it('is seen coming by the tenant, billed with its reason, and comes back when it is withdrawn', async () => {
    const upcoming = await t.call<{ totals: { grossFen: number } }>(tenant, 'GET', '/charges/upcoming');
    expect(upcoming.body.totals.grossFen).toBe(450_000 + 113_000 - 5000);
    await bill('2026-03', '2026-04-01T01:00:00Z');
    const [invoice] = await issuedInvoices(t.database.owner);
    expect(invoice).toMatchObject({ grossFen: 558_000 });
    const { rows } = await t.database.owner.query(
      `SELECT explanation->'text'->>'zh' zh, tax_fen::int tax FROM charge WHERE component = 'damage'`,
    );
    expect(rows).toEqual([{ zh: '检测器窗口破裂：¥1,130.00', tax: 13_000 }]);
    expect(await list('?state=invoiced&kind=damage')).toMatchObject({
      items: [{ id: damage, invoices: [{ number: 'PB2026-000001' }] }],
    });
    expect((await withdraw(manager, damage)).status).toBe(200);
    expect((await withdraw(manager, damage)).body.code).toBe('already_withdrawn');
    expect((await withdraw(manager, 999_999)).status).toBe(404);
    await bill('2026-04', '2026-05-01T01:00:00Z');
    expect((await issuedInvoices(t.database.owner)).map((i) => [i.grossFen, i.taxFen])).toEqual([
      [558_000, expect.any(Number)],
      [-113_000, -13_000],
    ]);
    expect(await list('?state=withdrawn')).toMatchObject({ totals: { count: 2, amountFen: 0 } });
    expect(await list('?state=open')).toMatchObject({ totals: { count: 0 } });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { billed, issuedInvoices } from '../../../test/support/billing-desk.js';
import { Bookings } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { type Answer, startTestApp, type TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let finance: Person;
let manager: Person;
let tenant: Person;
let rival: Person;
let instrument: number;

beforeAll(async () => {
  t = await startTestApp('2026-03-10T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
  manager = await t.given.aPerson('manager');
  tenant = await t.given.aPerson('member', await t.given.aCompany());
  rival = await t.given.aPerson('company_admin', await t.given.aCompany());
  instrument = await t.given.anInstrument();
  await t.database.owner.query('UPDATE rate_plan SET sample_fen = 8000 WHERE instrument_id = $1', [instrument]);
});
afterAll(() => t.close());

interface Order {
  readonly id: number;
  readonly orderNo: string;
  readonly status: string;
  readonly version: number;
  readonly allowed: string[];
  readonly billed: boolean;
  readonly billedFen: number | null;
  readonly suggested: { unitFen: number; taxRateBps: number; taxCode: string }[];
  readonly invoices: { number: string }[];
}
interface Outcome {
  readonly id: number;
  readonly status: string;
  readonly version: number;
  readonly code: string;
}
const ask = (who: Person, body: object = {}): Promise<Answer<Outcome>> =>
  t.call(who, 'POST', '/service-orders', {
    body: { instrumentId: instrument, samples: 96, description: 'HPLC 纯度', ...body },
    key: Bookings.key(),
  });
const act = (who: Person, id: number, action: string, body: object): Promise<Answer<Outcome>> =>
  t.call(who, 'POST', `/service-orders/${id}/${action}`, { body, key: Bookings.key() });
const see = async (who: Person, id: number): Promise<Order> =>
  (await t.call<Order>(who, 'GET', `/service-orders/${id}`)).body;
const line = {
  text: '纯度检测',
  count: 96,
  unit: 'sample',
  unitFen: 8000,
  taxRateBps: 600,
  taxCode: '3040105000000000000',
  itemName: '*研发和技术服务*检测服务费',
};
const notices = async (who: Person): Promise<string[]> => {
  await t.work();
  const { rows } = await t.database.owner.query<{ kind: string }>(
    'SELECT kind FROM notification WHERE member_id = $1 ORDER BY id',
    [who.id],
  );
  return rows.map((row) => row.kind);
};

describe('an order, from the samples to the invoice', () => {
  let id: number;

  it('is asked for by the tenant, and seen by nobody else but the staff', async () => {
    const asked = await ask(tenant);
    expect([asked.status, asked.body.status]).toEqual([201, 'requested']);
    id = asked.body.id;
    expect((await see(tenant, id)).allowed).toEqual(['cancel']);
    expect((await t.call(rival, 'GET', `/service-orders/${id}`)).status).toBe(404);
    expect((await t.call<{ items: Order[] }>(rival, 'GET', '/service-orders')).body.items).toEqual([]);
    expect((await act(rival, id, 'cancel', { version: 1, reason: 'x' })).status).toBe(404);
    expect((await ask(rival, { companyId: tenant.companyId })).status).toBe(404);
    expect(await notices(manager)).toEqual(['service.requested']);
  });

  it('is quoted by the plan, at 6 % for a technical service', async () => {
    const order = await see(manager, id);
    expect(order.allowed).toEqual(['quote', 'reject', 'cancel']);
    expect(order.suggested).toMatchObject([
      { count: 96, unitFen: 8000, taxRateBps: 600, taxCode: '3040105000000000000' },
    ]);
    expect((await act(tenant, id, 'confirm', { version: 1 })).body.code).toBe('not_in_this_state');
    expect((await act(tenant, id, 'quote', { version: 1, lines: [line] })).status).toBe(403);
    expect((await act(manager, id, 'quote', { version: 1, lines: [line] })).body).toMatchObject({
      status: 'quoted',
      version: 2,
    });
    expect(
      (
        await act(manager, id, 'quote', {
          version: 2,
          lines: [line, { ...line, text: '前处理', count: 1, unit: 'time', unitFen: 20_000 }],
        })
      ).body.version,
    ).toBe(3);
  });

  it('is agreed to as it was read, and not as it was before', async () => {
    expect((await act(tenant, id, 'confirm', { version: 2 })).status).toBe(412);
    expect((await act(tenant, id, 'confirm', { version: 3 })).body.status).toBe('confirmed');
    expect((await act(tenant, id, 'confirm', { version: 3 })).body.code).toBe('not_in_this_state');
    expect(await notices(tenant)).toEqual(['service.quoted', 'service.quoted']);
  });

  it('is done with a result, and never more than was agreed to', async () => {
    expect((await act(manager, id, 'start', { version: 4 })).body.status).toBe('in_work');
    expect((await act(tenant, id, 'cancel', { version: 5, reason: 'x' })).body.code).toBe('not_in_this_state');
    const result = { version: 5, resultNote: '全部合格' };
    expect((await act(manager, id, 'complete', { ...result, counts: [97, 1] })).body.code).toBe('more_than_quoted');
    expect((await act(manager, id, 'complete', { ...result, counts: [90, 1] })).body.status).toBe('done');
    expect(await see(tenant, id)).toMatchObject({ status: 'done', billedFen: 740_000, billed: false, allowed: [] });
  });

  it('is on the invoice of its month, line by line', async () => {
    t.setClock('2026-04-01T01:00:00Z');
    await t.call(finance, 'POST', '/months/2026-03/run', { key: Bookings.key() });
    await billed(t);
    expect(await issuedInvoices(t.database.owner)).toMatchObject([{ grossFen: 740_000, taxFen: 40_755 + 1132 }]);
    const { rows } = await t.database.owner.query<{ zh: string }>(
      `SELECT explanation->'text'->>'zh' zh FROM charge WHERE component = 'service' ORDER BY id`,
    );
    expect(rows.map((row) => row.zh)).toEqual([
      expect.stringContaining('90 样 × ¥80.00'),
      expect.stringContaining('1 次 × ¥200.00'),
    ]);
    expect(await see(tenant, id)).toMatchObject({ billed: true, invoices: [{ number: 'PB2026-000001' }] });
  });
});

describe('an order that comes to nothing', () => {
  it('is declined or given up with a reason, and bills nothing', async () => {
    const one = (await ask(tenant)).body.id;
    expect((await act(manager, one, 'reject', { version: 1, reason: '超出检测能力' })).body.status).toBe('rejected');
    expect(await notices(tenant)).toContain('service.rejected');
    const two = (await ask(tenant, { instrumentId: undefined, categoryId: 1 })).body.id;
    expect((await act(tenant, two, 'cancel', { version: 1, reason: '项目取消' })).body.status).toBe('cancelled');
    expect((await act(manager, two, 'quote', { version: 2, lines: [line] })).body.code).toBe('not_in_this_state');
    const { rows } = await t.database.owner.query('SELECT 1 FROM billable_item WHERE service_order_id IN ($1, $2)', [
      one,
      two,
    ]);
    expect(rows).toEqual([]);
  });

  it('names an instrument or a category that exists', async () => {
    expect((await ask(tenant, { categoryId: 1 })).status).toBe(400);
    expect((await ask(tenant, { instrumentId: 999_999 })).status).toBe(404);
    expect((await ask(manager, {})).status).toBe(404);
    expect((await ask(manager, { companyId: rival.companyId })).status).toBe(201);
    expect((await ask(finance)).status).toBe(403);
  });
});

describe('work by the hour beside the samples', () => {
  const tech = {
    code: 'TECH',
    component: 'assistance',
    nameZh: '技术协助',
    nameEn: 'Operator',
    unit: 'hour',
    unitFen: 30_000,
    tax: { rateBps: 600, code: '3040203000000000000', itemName: '*研发和技术服务*测试费' },
  };

  it("is quoted at the plan's price, by the minute, and billed as it was done", async () => {
    await t.database.owner.query('UPDATE rate_plan SET extras = $2 WHERE instrument_id = $1', [
      instrument,
      JSON.stringify([tech]),
    ]);
    const { id } = (await ask(tenant)).body;
    const order = await t.call<{ addable: object[] }>(manager, 'GET', `/service-orders/${id}`);
    expect(order.body.addable).toEqual([
      {
        text: '技术协助',
        count: 60,
        unit: 'hour',
        unitFen: 30_000,
        taxRateBps: 600,
        taxCode: '3040203000000000000',
        itemName: '*研发和技术服务*测试费',
      },
    ]);
    const work = { ...order.body.addable[0], count: 90 };
    expect((await act(manager, id, 'quote', { version: 1, lines: [line, work] })).status).toBe(200);
    const quoted = await t.call<{ quotedFen: number; addable: object[] }>(tenant, 'GET', `/service-orders/${id}`);
    expect([quoted.body.quotedFen, quoted.body.addable]).toEqual([768_000 + 45_000, []]);
    await act(tenant, id, 'confirm', { version: 2 });
    const done = await act(manager, id, 'complete', { version: 3, resultNote: '完成', counts: [96, 50] });
    expect(done.body.status).toBe('done');
    expect((await see(tenant, id)).billedFen).toBe(768_000 + 25_000);
    const { rows } = await t.database.owner.query<{ zh: string }>(
      `SELECT explanation->'text'->>'zh' zh FROM billable_item WHERE service_order_id = $1 ORDER BY id DESC LIMIT 1`,
      [id],
    );
    expect(rows[0]?.zh).toBe('技术协助 50 分钟 × ¥300.00/小时 = ¥250.00');
  });
});

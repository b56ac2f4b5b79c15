import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { Bookings, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';
import type { utilisationView } from './reports.dto.js';

let t: TestApp;
let member: Person;
let manager: Person;
let rented: number;
let shared: number;

// Sunday 2026-03-01 10:00 in the park
beforeAll(async () => {
  t = await startTestApp('2026-03-01T02:00:00Z');
  const b = new Bookings(t);
  await t.given.aPark();
  member = await t.given.aPerson('member', await t.given.aCompany());
  manager = await t.given.aPerson('manager');
  rented = await t.given.anInstrument({ name_zh: '甲离心机' });
  shared = await t.given.anInstrument({ name_zh: '乙酶标仪', category: '酶标' });
  await t.given.anInstrument({ name_zh: '丙显微镜', status: 'retired' });
  const rent = await b.reserve(member, rental(rented, '2026-03-02', 1));
  await b.reserve(member, session(shared, '2026-03-03T22:00:00+08:00', '2026-03-04T02:00:00+08:00'));
  t.setClock('2026-03-02T04:00:00Z');
  const handedOver = await t.call(manager, 'POST', `/reservations/${rent.body.id}/hand-over`, { body: {} });
  expect(handedOver.status).toBe(200);
  t.setClock('2026-03-05T04:00:00Z');
  const body = {
    instrumentId: shared,
    kind: 'maintenance',
    reason: '保养',
    startsAt: '2026-03-06T00:00:00Z',
    endsAt: '2026-03-06T03:00:00Z',
  };
  expect((await t.call(manager, 'POST', '/outages', { body })).status).toBe(201);
});
afterAll(() => t.close());

type View = z.infer<typeof utilisationView>;
const ask = (query: string): Promise<{ status: number; body: View }> =>
  t.call<View>(manager, 'GET', `/reports/utilisation?${query}`);
const week = 'from=2026-03-01&to=2026-03-08';

describe('utilisation', () => {
  it('counts sessions by the minute over midnight, and a rented day as a day’s share of 1,600 hours', async () => {
    const { body } = await ask(week);
    expect(body.dayMinutes).toBe(263);
    const [otherRow, rentedRow] = [shared, rented].map((id) => body.items.find((i) => i.instrumentId === id));
    expect(rentedRow).toMatchObject({ booked: [0, 263, 263, 263, 263, 263, 263], bookedMinutes: 1578 });
    // Handed over on Monday at noon, and it is Thursday noon.
    expect(rentedRow?.used).toEqual([0, 132, 263, 263, 132, 0, 0]);
    expect(otherRow).toMatchObject({ booked: [0, 0, 120, 120, 0, 0, 0], usedMinutes: 0, outageMinutes: 180 });
  });

  it('sums up all that was asked for, whatever the page', async () => {
    const { body } = await ask(`${week}&limit=1`);
    expect(body.items).toHaveLength(1);
    expect(body.total).toMatchObject({ instruments: 2, bookedMinutes: 1818, outageMinutes: 180 });
    expect(body.total.booked[2]).toBe(383);
    const next = await ask(`${week}&limit=1&cursor=${String(body.nextCursor)}`);
    expect(next.body.items).toHaveLength(1);
    expect(next.body.nextCursor).toBeNull();
    expect(next.body.items[0]?.instrumentId).not.toBe(body.items[0]?.instrumentId);
    const found = await ask(`${week}&q=${encodeURIComponent('离心')}`);
    expect(found.body.total.instruments).toBe(1);
  });

  it('is for staff, and for a range of days in order', async () => {
    expect((await t.call(member, 'GET', `/reports/utilisation?${week}`)).status).toBe(403);
    expect((await ask('from=2026-03-08&to=2026-03-01')).status).toBe(400);
    expect((await ask(`${week}&q=%E6%B2%A1%E6%9C%89`)).body).toMatchObject({
      items: [],
      total: { instruments: 0, booked: [0, 0, 0, 0, 0, 0, 0] },
    });
  });
});

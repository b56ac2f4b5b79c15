import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { Outages } from '../../../test/support/outages.js';
import type { TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;
let manager: Person;
const now = '2026-03-01T02:00:00Z';
const tenth = (id: number): object => session(id, '2026-03-10T02:00:00Z', '2026-03-10T04:00:00Z');

interface Found {
  readonly until: string;
  readonly requests: number;
  readonly kinds: readonly { kind: string; total: number; items: { reservationId: number }[] }[];
}
const conflicts = async (): Promise<Found> => (await t.call<Found>(manager, 'GET', '/conflicts')).body;
const of = async (kind: string): Promise<{ total: number; items: { reservationId: number }[] }> => {
  const found = (await conflicts()).kinds.find((one) => one.kind === kind);
  return found ?? { total: -1, items: [] };
};

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk(now));
});
afterAll(() => t.close());

it('is empty where nothing clashes, and not for tenants', async () => {
  await b.have(member, tenth(await t.given.anInstrument()));
  const { until, requests, kinds } = await conflicts();
  expect([until, requests, kinds.map(({ total }) => total)]).toEqual(['2026-03-31', 0, [0, 0, 0, 0, 0, 0]]);
  expect((await t.call(member, 'GET', '/conflicts')).status).toBe(403);
});

it('names owners who have not answered to an outage', async () => {
  const instrumentId = await t.given.anInstrument();
  const { id } = await b.have(member, session(instrumentId, '2026-03-20T02:00:00Z', '2026-03-20T04:00:00Z'));
  const outages = new Outages(t, manager, '2026-03-10T02:00:00.000Z');
  const made = await outages.announce(instrumentId, {
    startsAt: '2026-03-20T00:00:00+08:00',
    endsAt: '2026-03-21T00:00:00+08:00',
  });
  expect(await of('case')).toMatchObject({
    total: 1,
    items: [{ reservationId: id, outageId: made.body.id, dueAt: '2026-03-10T02:00:00.000Z', reasonZh: '更换泵密封圈' }],
  });
  await outages.answer(member, id, { action: 'cancel' });
  expect((await of('case')).total).toBe(0);
});

it('names what stands on an instrument out of service, past its calibration, and in a closure', async () => {
  const instrumentId = await t.given.anInstrument({ calibration_valid_until: '2026-03-09' });
  const { id } = await b.have(member, tenth(instrumentId));
  expect(await of('calibration')).toMatchObject({ total: 1, items: [{ reservationId: id, validUntil: '2026-03-09' }] });
  await t.database.owner.query(`UPDATE instrument SET calibration_valid_until = '2026-03-10' WHERE id = $1`, [
    instrumentId,
  ]);
  expect((await of('calibration')).total).toBe(0);
  const status = { status: 'out_of_service', statusNote: '灯源损坏' };
  expect((await t.call(manager, 'PATCH', `/instruments/${instrumentId}/status`, { body: status })).status).toBe(200);
  expect(await of('out_of_service')).toMatchObject({ total: 1, items: [{ reservationId: id, reasonZh: '灯源损坏' }] });
  await t.given.insert('park_closure', {
    starts_at: '2026-03-10T00:00+08',
    ends_at: '2026-03-11T00:00+08',
    reason_zh: '断电',
    reason_en: '',
    created_by: manager.id,
  });
  const closed = await of('closure');
  expect(closed.items).toContainEqual(
    expect.objectContaining({ reservationId: id, reasonZh: '断电', reasonEn: '断电' }),
  );
});

it('names who comes after a late return, and requests that others wait for', async () => {
  const instrumentId = await t.given.anInstrument();
  const late = await b.have(member, rental(instrumentId, '2026-03-01', 1));
  const next = await b.have(other, session(instrumentId, '2026-04-03T02:00:00Z', '2026-04-03T04:00:00Z'));
  await t.database.owner.query(`UPDATE reservation SET status = 'overdue' WHERE id = $1`, [late.id]);
  expect((await of('overdue')).total).toBe(0);
  t.setClock('2026-04-02T02:00:00Z');
  expect(await of('overdue')).toMatchObject({
    total: 1,
    items: [{ reservationId: next.id, lateId: late.id, lateCompanyZh: expect.stringMatching(/测试企业/) }],
  });
  t.setClock(now);
  const wanted = await t.given.anInstrument({ approval_required: true });
  const request = await b.have(member, tenth(wanted));
  expect((await conflicts()).requests).toBe(1);
  expect((await of('wanted_twice')).total).toBe(0);
  const wish = {
    kind: 'session',
    target: 'instrument',
    instrumentId: wanted,
    lengthMinutes: 60,
    from: '2026-03-10T00:00:00Z',
    until: '2026-03-10T08:00:00Z',
    purpose: '',
    project: '',
    rdUse: false,
  };
  expect((await t.call(other, 'POST', '/waiting-list', { body: wish, key: 'waits-for-conflict' })).status).toBe(201);
  expect(await of('wanted_twice')).toMatchObject({ total: 1, items: [{ reservationId: request.id, count: 1 }] });
});

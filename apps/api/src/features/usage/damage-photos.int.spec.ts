import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { aPhoto, upload } from '../../../test/support/pictures.js';
import type { TestApp } from '../../../test/support/test-app.js';
import { waitingForLock } from '../../../test/support/waiting-for-lock.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;
let manager: Person;
let finance: Person;
let photo: Buffer;
let id: number;

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk('2026-03-01T02:00:00Z'));
  finance = await t.given.aPerson('finance');
  photo = await aPhoto();
  ({ id } = await b.have(member, rental(await t.given.anInstrument(), '2026-03-15', 1)));
});
afterAll(() => t.close());

const add = (who: Person) => upload<{ id: number }>(t, who, `/reservations/${id}/damage-photos`, photo);
const shown = async (): Promise<{ drafts: object[]; damages: { id: number }[] }> =>
  (await t.call<{ drafts: object[]; damages: { id: number }[] }>(manager, 'GET', `/reservations/${id}/handovers`)).body;
const charge = (evidenceUrl: string, key = 'charge-the-damage') =>
  t.call(finance, 'POST', '/adjustments', {
    key,
    body: {
      companyId: member.companyId,
      kind: 'damage',
      reservationId: id,
      amountFen: 1000,
      taxRateBps: 1300,
      taxCode: '3040502019900000000',
      itemName: '*经营租赁*设备损坏赔偿',
      reason: '探头破裂',
      evidenceUrl,
    },
  });

describe('a photograph of a damage', () => {
  it('is added by staff at any time, apart from the hand-over; tenants see it and add none', async () => {
    expect((await add(member)).status).toBe(403);
    const { status, body } = await add(finance);
    expect(status).toBe(201);
    expect(await shown()).toMatchObject({ drafts: [], damages: [{ id: body.id }] });
    const path = `/reservations/${id}/handover-photos/${body.id}`;
    expect((await t.call(member, 'GET', path)).status).toBe(200);
    expect((await t.call(other, 'GET', path)).status).toBe(404);
  });

  it('stays once a charge names it; one that none does is removed after a day', async () => {
    const [kept] = (await shown()).damages;
    const loose = (await add(manager)).body.id;
    const path = `/reservations/${id}/handover-photos/${kept?.id}`;
    expect((await charge(`/api/v1${path}`)).status).toBeLessThan(300);
    expect((await t.call(manager, 'DELETE', path)).status).toBe(404);
    t.setClock('2026-03-03T02:00:00Z');
    await t.work();
    const left = (await shown()).damages.map((one) => one.id);
    expect([left.includes(kept?.id ?? 0), left.includes(loose)]).toEqual([true, false]);
  });

  it('is not removed while a charge that names it is being stated, nor named once it is gone', async () => {
    const path = `/reservations/${id}/handover-photos/${(await add(manager)).body.id}`;
    const holder = await t.database.owner.connect();
    await holder.query('BEGIN; LOCK TABLE audit_event IN SHARE MODE');
    const charging = charge(`/api/v1${path}`, 'charge-it-at-once');
    await waitingForLock(t.database.owner, 1);
    const removing = t.call(manager, 'DELETE', path);
    await Promise.race([removing, waitingForLock(t.database.owner, 2)]);
    await holder.query('ROLLBACK');
    holder.release();
    expect((await charging).status).toBeLessThan(300);
    expect((await removing).status).toBe(404);
    expect((await t.call(manager, 'GET', path)).status).toBe(200);

    const gone = `/reservations/${id}/handover-photos/${(await add(manager)).body.id}`;
    expect((await t.call(manager, 'DELETE', gone)).status).toBeLessThan(300);
    const late = await charge(`/api/v1${gone}`, 'charge-it-too-late');
    expect([late.status, late.body.code]).toEqual([409, 'evidence_gone']);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { TestApp } from '../../../test/support/test-app.js';
import { WaitingListDesk } from '../../../test/support/waiting-list-desk.js';

const noon = '2026-03-10T04:00:00Z';
const day = '2026-03-12';
const at = (time: string, on = day): string => new Date(`${on}T${time}:00+08:00`).toISOString();

let t: TestApp;
let b: Bookings;
let w: WaitingListDesk;
let holder: Person;
let waiting: Person;
let manager: Person;
let instrument: number;

beforeAll(async () => {
  ({ t, b, member: holder, other: waiting, manager } = await openBookingDesk(noon));
  w = new WaitingListDesk(t);
});
afterAll(() => t.close());
beforeEach(async () => {
  t.setClock(noon);
  // No sweep may find what the event should have told of.
  await t.database.owner.query(`UPDATE waiting_list_sweep SET swept_at = '2030-01-01'`);
  instrument = await t.given.anInstrument();
});

/** Waits for two hours between 09:00 and 12:00 on a day, and nothing is to be had yet. */
async function waitFor(from = at('09:00'), until = at('12:00')): Promise<number> {
  const wanted = { kind: 'session', target: 'instrument', instrumentId: instrument, lengthMinutes: 120 };
  const entry = await w.joined(waiting, { ...wanted, from, until });
  await t.work();
  expect((await w.entryOf(waiting, entry))?.offer).toBeNull();
  return entry;
}
const startOf = async (entry: number): Promise<string> => (await w.offerOf(waiting, entry)).startsAt;
const booked = async (body: object): Promise<number> => (await b.have(holder, body)).id;

describe('time is heard of', () => {
  it('when a request is rejected, or lapses', async () => {
    await t.database.owner.query('UPDATE instrument SET approval_required = true WHERE id = $1', [instrument]);
    const rejected = await b.have(holder, session(instrument, at('09:00'), at('12:00')));
    const one = await waitFor();
    await b.act(manager, rejected.id, 'reject', { version: rejected.version, reason: '冲突' });
    await t.work();
    expect(await startOf(one)).toBe(at('09:00'));
    const later = ['2026-03-20T01:00:00Z', '2026-03-20T04:00:00Z'] as const;
    await booked(session(instrument, ...later));
    const two = await waitFor(...later);
    t.setClock('2026-03-14T04:00:00Z');
    await t.work();
    expect(await startOf(two)).toBe('2026-03-20T01:00:00.000Z');
  });

  it('when a session is moved, shortened, or nobody comes', async () => {
    const id = await booked(session(instrument, at('09:00'), at('12:00')));
    const one = await waitFor();
    await b.act(holder, id, 'move', { startsAt: at('13:00') });
    await t.work();
    expect(await startOf(one)).toBe(at('09:00'));
    const two = await waitFor(at('13:00'), at('16:00'));
    t.setClock(at('13:10'));
    await b.act(manager, id, 'no-show');
    await t.work();
    expect(await startOf(two)).toBe(at('13:15'));
  });

  it('when a rental ends early, is given back, or opens hours to others', async () => {
    const id = await booked(rental(instrument, '2026-03-11', 2));
    const released = await waitFor();
    await b.act(holder, id, 'releases', { windows: [{ startsAt: at('09:30'), endsAt: at('12:00') }] });
    await t.work();
    expect(await startOf(released)).toBe(at('09:30'));
    const shortened = await waitFor(at('09:00', '2026-04-20'), at('12:00', '2026-04-20'));
    await b.act(holder, id, 'shorten', { returnedOn: '2026-04-15' });
    await t.work();
    expect(await startOf(shortened)).toBe(at('09:00', '2026-04-20'));
    t.setClock(at('08:00', '2026-03-14'));
    await b.act(manager, id, 'hand-over', { condition: 'good' });
    const returned = await waitFor(at('14:00', '2026-03-20'), at('18:00', '2026-03-20'));
    t.setClock(at('09:00', '2026-03-18'));
    await b.act(manager, id, 'take-back', { condition: 'good' });
    await t.work();
    expect(await startOf(returned)).toBe(at('14:00', '2026-03-20'));
  });

  it('when an outage ends, is called off, or the instrument comes back into service', async () => {
    const outage = async (startsAt: string, endsAt: string): Promise<number> => {
      const body = { instrumentId: instrument, kind: 'maintenance', startsAt, endsAt, reason: '保养' };
      return Number((await t.call(manager, 'POST', '/outages', { body })).body.id);
    };
    const calledOff = await outage(at('08:00'), at('18:00'));
    const one = await waitFor();
    await t.call(manager, 'POST', `/outages/${calledOff}/cancel`);
    await t.work();
    expect(await startOf(one)).toBe(at('09:00'));
    const ended = await outage(at('08:00', '2026-03-20'), at('18:00', '2026-03-25'));
    const two = await waitFor(at('09:00', '2026-03-22'), at('12:00', '2026-03-22'));
    t.setClock(at('08:30', '2026-03-20'));
    await t.call(manager, 'POST', `/outages/${ended}/end`, { body: { at: at('08:30', '2026-03-20') } });
    await t.work();
    expect(await startOf(two)).toBe(at('09:00', '2026-03-22'));
    const status = (to: string): Promise<unknown> =>
      t.call(manager, 'PATCH', `/instruments/${instrument}/status`, { body: { status: to, statusNote: '' } });
    await status('out_of_service');
    const three = await waitFor(at('09:00', '2026-03-28'), at('12:00', '2026-03-28'));
    await status('in_service');
    await t.work();
    expect(await startOf(three)).toBe(at('09:00', '2026-03-28'));
  });
});

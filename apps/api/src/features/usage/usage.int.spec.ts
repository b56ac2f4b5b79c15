import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;
let manager: Person;
const before = '2026-03-01T02:00:00Z';

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk(before));
});
afterAll(() => t.close());
beforeEach(() => t.setClock(before));

/** A rental of two months from 15 March, handed over on its first morning. */
async function rentedOut(instrumentId: number): Promise<number> {
  t.setClock(before);
  const { id } = await b.have(member, rental(instrumentId, '2026-03-15', 2));
  t.setClock('2026-03-15T01:00:00Z');
  expect((await b.act(manager, id, 'hand-over', { condition: 'good' })).body.status).toBe('active');
  return id;
}
const shown = async (
  id: number,
): Promise<{ totalFen: number; feeFen: number; returnedOn: string; handovers: unknown[]; allowed: string[] }> =>
  (await t.call<Awaited<ReturnType<typeof shown>>>(manager, 'GET', `/reservations/${id}`)).body;

describe('hand-over and take-back', () => {
  it('are staff’s, once each, not before the day and not ahead of now', async () => {
    const { id } = await b.have(member, rental(await t.given.anInstrument(), '2026-03-15', 2));
    expect((await b.act(member, id, 'hand-over')).status).toBe(403);
    expect((await b.act(manager, id, 'hand-over')).body.code).toBe('not_in_this_state');
    t.setClock('2026-03-15T01:00:00Z');
    expect((await b.act(manager, id, 'hand-over', { at: '2026-03-15T05:00:00Z' })).body.code).toBe('in_the_future');
    expect((await b.act(manager, id, 'hand-over', { note: '附件齐全' })).status).toBe(200);
    expect((await b.act(manager, id, 'hand-over')).body.code).toBe('not_in_this_state');
    expect((await shown(id)).handovers).toMatchObject([{ direction: 'out', note: '附件齐全' }]);
    const { allowed } = await shown(id);
    expect(allowed).toEqual(expect.arrayContaining(['extend', 'return', 'take_back', 'transfer']));
    expect(allowed).not.toContain('hand_over');
  });

  it('before the end costs what an early return costs and frees the rest', async () => {
    const instrumentId = await t.given.anInstrument();
    const id = await rentedOut(instrumentId);
    t.setClock('2026-04-30T08:00:00Z');
    expect((await b.act(manager, id, 'take-back')).body.status).toBe('completed');
    // back on 30 April in the afternoon: 1 May is the first free day; one full month, then 16 days of April
    expect(await shown(id)).toMatchObject({ returnedOn: '2026-05-01', totalFen: 450_000 + 240_000 });
    expect((await b.taken(id))?.[1]).toBe('2026-04-30T08:00:00.000Z');
    expect(await b.row('SELECT status FROM deposit WHERE reservation_id = $1', [id])).toEqual({ status: 'refunded' });
    expect(await b.due(id)).toEqual([]);
    expect((await b.reserve(other, rental(instrumentId, '2026-05-01', 1))).status).toBe(201);
  });

  it('leaves a session at its booked time when that is longer', async () => {
    const { id } = await b.have(
      member,
      session(await t.given.anInstrument(), '2026-03-02T02:00:00Z', '2026-03-02T04:00:00Z'),
    );
    t.setClock('2026-03-02T02:05:00Z');
    await b.act(manager, id, 'hand-over');
    t.setClock('2026-03-02T03:00:00Z');
    await b.act(manager, id, 'take-back', { condition: 'worn' });
    expect(await shown(id)).toMatchObject({ totalFen: 36_000, returnedOn: null });
  });
});

describe('what is not returned in time', () => {
  it('becomes overdue, goes on being held day by day, and costs each started day', async () => {
    const instrumentId = await t.given.anInstrument();
    const id = await rentedOut(instrumentId);
    t.setClock('2026-05-14T16:00:01Z');
    await t.work();
    expect([await b.status(id), (await b.taken(id))?.[1]]).toEqual(['overdue', '2026-05-15T16:00:00.000Z']);
    expect((await b.reserve(other, session(instrumentId, '2026-05-15T02:00:00Z', '2026-05-15T03:00:00Z'))).status).toBe(
      409,
    );
    t.setClock('2026-05-15T16:00:05Z');
    await t.work();
    expect((await b.taken(id))?.[1]).toBe('2026-05-16T16:00:00.000Z');
    t.setClock('2026-05-16T03:00:00Z');
    expect((await b.act(manager, id, 'take-back')).status).toBe(200);
    // two started days at 1.5 × 4,500.00 / 31
    expect((await shown(id)).totalFen).toBe(900_000 + 2 * 21_774);
    expect((await b.taken(id))?.[1]).toBe('2026-05-16T03:00:00.000Z');
  });

  it('never runs into the next, which is told at once and not handed over until the return', async () => {
    const category = '逾期';
    const instrumentId = await t.given.anInstrument({ category });
    const spare = await t.given.anInstrument({ category });
    const id = await rentedOut(instrumentId);
    const next = await b.have(other, session(instrumentId, '2026-05-15T02:00:00Z', '2026-05-15T03:00:00Z'));
    t.setClock('2026-05-14T16:00:01Z');
    await t.work();
    expect((await b.taken(id))?.[1]).toBe('2026-05-15T02:00:00.000Z');
    expect(await b.taken(next.id)).toEqual(['2026-05-15T02:00:00.000Z', '2026-05-15T03:00:00.000Z']);
    const told = await b.row(
      `SELECT company_id::int company, payload -> 'equivalents' equivalents FROM outbox WHERE event = 'reservation.blocked' AND payload @> $1`,
      [{ id: next.id }],
    );
    expect(told).toEqual({ company: other.companyId, equivalents: [spare] });
    t.setClock('2026-05-15T02:00:30Z');
    const refused = await b.act(manager, next.id, 'hand-over');
    expect([refused.status, refused.body.code]).toEqual([409, 'still_out']);
    await b.act(manager, id, 'take-back');
    expect((await b.act(manager, next.id, 'hand-over')).status).toBe(200);
  });

  it('holds at most up to a booking that slips in while it is being held', async () => {
    for (let round = 0; round < 15; round++) {
      const instrumentId = await t.given.anInstrument();
      const id = await rentedOut(instrumentId);
      t.setClock('2026-05-14T16:00:01Z');
      const hour = session(instrumentId, '2026-05-15T04:00:00Z', '2026-05-15T05:00:00Z');
      const [made] = await Promise.all([b.reserve(other, hour), t.work()]);
      await t.work();
      expect(await b.status(id)).toBe('overdue');
      const end = (await b.taken(id))?.[1];
      expect(end).toBe(made.status === 201 ? '2026-05-15T04:00:00.000Z' : '2026-05-15T16:00:00.000Z');
    }
  });

  it('is over without more when nobody ever fetched it', async () => {
    const { id } = await b.have(
      member,
      session(await t.given.anInstrument(), '2026-03-02T02:00:00Z', '2026-03-02T04:00:00Z'),
    );
    t.setClock('2026-03-02T04:00:01Z');
    await t.work();
    expect(await b.status(id)).toBe('completed');
  });
});

describe('nobody came', () => {
  it('frees the rest and costs the plan’s share', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, rental(instrumentId, '2026-03-15', 2));
    expect((await b.act(manager, id, 'no-show')).body.code).toBe('not_in_this_state');
    t.setClock('2026-03-16T02:00:00Z');
    expect((await b.act(manager, id, 'no-show')).body.status).toBe('no_show');
    expect((await shown(id)).feeFen).toBe(450_000);
    expect(await b.taken(id)).toEqual(['2026-03-14T16:00:00.000Z', '2026-03-16T02:00:00.000Z']);
    expect((await b.reserve(other, rental(instrumentId, '2026-03-17', 1))).status).toBe(201);
  });
});

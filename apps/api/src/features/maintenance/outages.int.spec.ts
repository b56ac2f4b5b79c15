import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { Answer, TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;
let manager: Person;
const now = '2026-03-01T02:00:00Z';

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk(now));
});
afterAll(() => t.close());
beforeEach(() => t.setClock(now));

interface Refusal {
  readonly id: number;
  readonly code: string;
  readonly reservationId?: number;
  readonly affected: {
    id: number;
    suggestions: { nextFree: { startsOn: string }; equivalents: { instrumentId: number }[] };
  }[];
}
const plan = (
  instrumentId: number,
  resolutions: object[] = [],
  from = '2026-04-01',
  to = '2026-04-10',
): Promise<Answer<Refusal>> =>
  t.call<Refusal>(manager, 'POST', '/outages', {
    body: {
      instrumentId,
      kind: 'maintenance',
      startsAt: `${from}T00:00:00+08:00`,
      endsAt: `${to}T00:00:00+08:00`,
      reason: '更换泵密封圈',
      resolutions,
    },
  });
const place = (id: number): Promise<Record<string, unknown>> =>
  b.row('SELECT instrument_id::int instrument, starts_on::text, status, fee_waived FROM reservation WHERE id = $1', [
    id,
  ]);

describe('an outage', () => {
  it('takes a free time, keeps everybody out, and is staff’s', async () => {
    const instrumentId = await t.given.anInstrument();
    expect((await t.call(member, 'POST', '/outages', { body: {} })).status).toBe(403);
    const made = await plan(instrumentId);
    expect(made.status).toBe(201);
    expect(await b.taken(made.body.id, 'outage')).toEqual(['2026-03-31T16:00:00.000Z', '2026-04-09T16:00:00.000Z']);
    expect((await b.reserve(member, rental(instrumentId, '2026-03-20', 1))).body.code).toBe('slot_taken');
    expect((await plan(instrumentId)).body.code).toBe('slot_taken');
    const calendar = await t.call<{ busy: { kind: string; label?: string }[] }>(
      member,
      'GET',
      `/instruments/${instrumentId}/calendar?from=2026-04-01&to=2026-05-01`,
    );
    // Neither that it is an outage nor why: other people's time is just taken.
    expect(calendar.body.busy.map((x) => [x.kind, x.label])).toEqual([['taken', undefined]]);
  });

  it('is ended early or called off, and the rest is free', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = (await plan(instrumentId)).body;
    t.setClock('2026-04-05T02:00:00Z');
    expect((await t.call<Refusal>(manager, 'POST', `/outages/${id}/end`, { body: {} })).status).toBe(200);
    expect((await b.taken(id, 'outage'))?.[1]).toBe('2026-04-05T02:00:00.000Z');
    expect((await t.call<Refusal>(manager, 'POST', `/outages/${id}/cancel`)).body.code).toBe('not_in_this_state');
    t.setClock(now);
    const later = (await plan(instrumentId, [], '2026-06-01', '2026-06-02')).body.id;
    expect((await t.call(manager, 'POST', `/outages/${later}/cancel`)).status).toBe(200);
    expect(await b.taken(later, 'outage')).toBeNull();
    const listed = await t.call<{ items: { id: number; status: string }[] }>(
      manager,
      'GET',
      `/outages?instrumentId=${instrumentId}`,
    );
    expect(listed.body.items.map((o) => o.status)).toEqual(['cancelled', 'ended']);
  });
});

describe('an outage over reservations', () => {
  it('is refused until each is named, with where each could go', async () => {
    const category = '停机';
    const instrumentId = await t.given.anInstrument({ category });
    const spare = await t.given.anInstrument({ category });
    const first = await b.have(member, rental(instrumentId, '2026-03-15', 1));
    const second = await b.have(other, rental(instrumentId, '2026-04-15', 1));
    const refused = await plan(
      instrumentId,
      [{ reservationId: first.id, action: 'cancel' }],
      '2026-04-01',
      '2026-04-20',
    );
    expect([refused.status, refused.body.code]).toEqual([409, 'reservations_affected']);
    expect(refused.body.affected.map((a) => a.id)).toEqual([first.id, second.id]);
    expect(refused.body.affected[0]?.suggestions.equivalents.map((e) => e.instrumentId)).toEqual([spare]);
    // the outage itself and the other rental are in the way
    expect(refused.body.affected[0]?.suggestions.nextFree.startsOn).toBe('2026-05-15');
    expect(await b.status(first.id)).toBe('confirmed');
  });

  it('moves, swaps and cancels in one go, at the old prices, without a fee, and tells every owner', async () => {
    const instrumentId = await t.given.anInstrument();
    const dearer = await t.given.anInstrument({ monthly_fen: 900_000 });
    const moved = await b.have(member, rental(instrumentId, '2026-03-31', 1));
    const swapped = await b.have(other, rental(instrumentId, '2026-04-30', 1));
    const dropped = await b.have(other, session(instrumentId, '2026-05-30T02:00:00Z', '2026-05-30T04:00:00Z'));
    const done = await plan(
      instrumentId,
      [
        { reservationId: moved.id, action: 'move', startsOn: '2026-07-01' },
        { reservationId: swapped.id, action: 'swap', instrumentId: dearer },
        { reservationId: dropped.id, action: 'cancel' },
      ],
      '2026-04-01',
      '2026-06-01',
    );
    expect(done.status).toBe(201);
    expect(await place(moved.id)).toMatchObject({
      instrument: instrumentId,
      starts_on: '2026-07-01',
      status: 'confirmed',
    });
    expect(await place(swapped.id)).toMatchObject({ instrument: dearer, starts_on: '2026-04-30', status: 'confirmed' });
    expect(await place(dropped.id)).toMatchObject({ status: 'cancelled', fee_waived: true });
    expect(await b.row('SELECT total_fen::int n FROM reservation WHERE id = $1', [swapped.id])).toEqual({ n: 450_000 });
    const { rows } = await t.database.owner.query<{ event: string; company: number }>(
      `SELECT event, company_id::int company FROM outbox WHERE payload @> jsonb_build_object('outageId', $1::int) ORDER BY (payload->>'id')::int`,
      [done.body.id],
    );
    expect(rows).toEqual([
      { event: 'reservation.moved', company: member.companyId },
      { event: 'reservation.moved', company: other.companyId },
      { event: 'reservation.cancelled', company: other.companyId },
    ]);
    expect((await b.due(moved.id))[0]).toBe('starts-soon 2026-06-29T16:00:00.000Z');
  });

  it('changes nothing at all when one way out is taken', async () => {
    const instrumentId = await t.given.anInstrument();
    const busy = await t.given.anInstrument();
    await b.have(member, rental(busy, '2026-04-01', 1));
    const first = await b.have(member, session(instrumentId, '2026-04-02T02:00:00Z', '2026-04-02T04:00:00Z'));
    const second = await b.have(other, session(instrumentId, '2026-04-03T02:00:00Z', '2026-04-03T04:00:00Z'));
    const refused = await plan(instrumentId, [
      { reservationId: first.id, action: 'cancel' },
      { reservationId: second.id, action: 'swap', instrumentId: busy },
    ]);
    expect([refused.body.code, refused.body.reservationId]).toEqual(['slot_taken', second.id]);
    expect([await b.status(first.id), await b.status(second.id)]).toEqual(['confirmed', 'confirmed']);
    expect(await b.row('SELECT count(*)::int n FROM outage WHERE instrument_id = $1', [instrumentId])).toEqual({
      n: 0,
    });
    const intoItself = await plan(instrumentId, [
      { reservationId: first.id, action: 'move', startsAt: '2026-04-05T02:00:00Z' },
      { reservationId: second.id, action: 'cancel' },
    ]);
    expect([intoItself.body.code, intoItself.body.reservationId]).toEqual(['slot_taken', first.id]);
  });

  it('and a booking never both get the time', async () => {
    for (let round = 0; round < 20; round++) {
      const instrumentId = await t.given.anInstrument();
      const [outage, booking] = await Promise.all([
        plan(instrumentId),
        b.reserve(member, rental(instrumentId, '2026-04-05', 1)),
      ]);
      expect([outage.status, booking.status].sort((a, b) => a - b)).toEqual([201, 409]);
      expect(['reservations_affected', 'slot_taken', undefined]).toContain(outage.body.code);
    }
  });
});

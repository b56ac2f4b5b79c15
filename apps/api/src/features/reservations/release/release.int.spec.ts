import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental, session } from '../../../../test/support/bookings.js';
import { billed } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import type { TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let holder: Person;
let other: Person;
let manager: Person;
const now = '2026-03-01T02:00:00Z';
const tuesday = { startsAt: '2026-03-17T01:00:00.000Z', endsAt: '2026-03-17T09:00:00.000Z' };
const inside = ['2026-03-17T01:00:00.000Z', '2026-03-17T03:00:00.000Z'] as const;

interface Releases {
  readonly code?: string;
  readonly shareBps: number;
  readonly creditFen: number;
  readonly windows: readonly { id: number; startsAt: string; endsAt: string; bookedMinutes: number }[];
}

beforeAll(async () => {
  ({ t, b, member: holder, other, manager } = await openBookingDesk(now));
});
afterAll(() => t.close());
beforeEach(() => t.setClock(now));

const release = (id: number, windows: object[], who = holder) => b.act<Releases>(who, id, 'releases', { windows });
const shown = (id: number, who = holder) => t.call<Releases>(who, 'GET', `/reservations/${id}/releases`);

/** An instrument rented for two months from 15 March. */
async function rented(): Promise<{ id: number; instrumentId: number }> {
  const instrumentId = await t.given.anInstrument({ opens_session: true });
  const { id } = await b.have(holder, rental(instrumentId, '2026-03-15', 2));
  return { id, instrumentId };
}

describe('released hours of a rental', () => {
  it('are free for others by the hour, and only they', async () => {
    const { id, instrumentId } = await rented();
    expect((await b.reserve(other, session(instrumentId, ...inside))).status).toBe(409);
    expect((await release(id, [tuesday])).body).toMatchObject({
      shareBps: 5000,
      creditFen: 0,
      windows: [{ ...tuesday, bookedMinutes: 0 }],
    });
    await b.have(other, session(instrumentId, ...inside));
    const beyond = session(instrumentId, '2026-03-17T08:00:00Z', '2026-03-17T10:00:00Z');
    expect((await b.reserve(other, beyond)).status).toBe(409);
    expect((await shown(id)).body.windows).toMatchObject([{ bookedMinutes: 120 }]);
  });

  it('earn a share of the net once others have used them, on the rent of that month', async () => {
    const { id, instrumentId } = await rented();
    await release(id, [tuesday]);
    const made = await b.have(other, session(instrumentId, ...inside));
    t.setClock('2026-03-18T02:00:00Z');
    const net = Number(
      (await b.row(`SELECT quote #>> '{quote,netFen}' n FROM reservation WHERE id = $1`, [made.id])).n,
    );
    expect(net).toBeGreaterThan(0);
    expect((await shown(id)).body.creditFen).toBe(Math.round(net / 2));
    expect((await shown(id, manager)).body.creditFen).toBe(Math.round(net / 2));
  });

  it('stand on the invoice of the month as a line of their own', async () => {
    const { id, instrumentId } = await rented();
    await release(id, [tuesday]);
    await b.have(other, session(instrumentId, ...inside));
    t.setClock('2026-04-02T02:00:00Z');
    const { creditFen } = (await shown(id)).body;
    const finance = await t.given.aPerson('finance');
    await t.call(finance, 'POST', '/months/2026-03/run', { key: 'a-run-with-credit' });
    await billed(t);
    const line = await b.row(
      `SELECT amount_fen::int fen, explanation #>> '{text,zh}' why, invoice_id IS NOT NULL billed FROM charge
       WHERE source_id = $1 AND component = 'idle_credit'`,
      [id],
    );
    expect(line).toMatchObject({ fen: -creditFen, billed: true });
    expect(line.why).toContain('开放闲置时段分成');
  });

  it('earn no more than is left of a rent that an outage abates, and say so', async () => {
    const instrumentId = await t.given.anInstrument({ opens_session: true });
    const { id } = await b.have(holder, rental(instrumentId, '2026-04-01', 1));
    const outage = await t.call(manager, 'POST', '/outages', {
      body: {
        instrumentId,
        kind: 'maintenance',
        reason: '大修',
        startsAt: '2026-04-01T00:00:00+08:00',
        endsAt: '2026-04-30T00:00:00+08:00',
        resolutions: [{ reservationId: id, action: 'stay' }],
      },
    });
    expect(outage.status).toBe(201);
    const last = ['2026-04-30T01:00:00.000Z', '2026-04-30T09:00:00.000Z'] as const;
    await release(id, [{ startsAt: last[0], endsAt: last[1] }]);
    await b.have(other, session(instrumentId, ...last));
    t.setClock('2026-05-02T02:00:00Z');
    // One of the thirty days of 4,500.00 is left.
    expect((await shown(id)).body.creditFen).toBe(15_000);
  });

  it('earn nothing from the own company', async () => {
    const { id, instrumentId } = await rented();
    await release(id, [tuesday]);
    await b.have(holder, session(instrumentId, ...inside));
    t.setClock('2026-03-18T02:00:00Z');
    expect((await shown(id)).body.creditFen).toBe(0);
  });

  it('are taken back as far as nobody has booked', async () => {
    const { id, instrumentId } = await rented();
    const { body } = await release(id, [tuesday]);
    await b.have(other, session(instrumentId, ...inside));
    const left = await b.act<Releases>(holder, id, `releases/${body.windows[0]!.id}/withdraw`);
    expect(left.body.windows).toMatchObject([{ startsAt: inside[0], endsAt: inside[1], bookedMinutes: 120 }]);
    const later = session(instrumentId, '2026-03-17T04:00:00Z', '2026-03-17T06:00:00Z');
    expect((await b.reserve(other, later)).status).toBe(409);
  });

  it('taken back whole leave the rental in one piece', async () => {
    const { id } = await rented();
    const { body } = await release(id, [tuesday]);
    const pieces = async () =>
      (await b.row(`SELECT count(*)::int n FROM occupancy WHERE source_kind = 'reservation' AND source_id = $1`, [id]))
        .n;
    expect(await pieces()).toBe(2);
    expect((await b.act<Releases>(holder, id, `releases/${body.windows[0]!.id}/withdraw`)).body.windows).toEqual([]);
    expect(await pieces()).toBe(1);
  });

  it('stay with those who booked when the rental goes on, is shortened or cancelled', async () => {
    const { id, instrumentId } = await rented();
    await release(id, [tuesday]);
    const guest = await b.have(other, session(instrumentId, ...inside));
    expect((await b.act(holder, id, 'extend', { months: 1 })).status).toBe(200);
    expect((await b.act(holder, id, 'shorten', { returnedOn: '2026-03-20' })).status).toBe(200);
    expect((await b.act(holder, id, 'cancel')).status).toBe(200);
    expect(await b.taken(guest.id)).toEqual([...inside]);
  });

  it('lie ahead, inside the rental, and are released once', async () => {
    const { id } = await rented();
    const outside = { startsAt: '2026-05-14T01:00:00Z', endsAt: '2026-05-15T01:00:00Z' };
    expect((await release(id, [outside])).body.code).toBe('outside_rental');
    expect((await release(id, [tuesday])).status).toBe(200);
    expect((await release(id, [tuesday])).body.code).toBe('released_already');
    expect((await shown(id)).body.windows).toHaveLength(1);
  });

  it('need an instrument that is open by the hour', async () => {
    const instrumentId = await t.given.anInstrument({ opens_session: false });
    const { id } = await b.have(holder, rental(instrumentId, '2026-03-15', 1));
    expect((await release(id, [tuesday])).body.code).toBe('not_by_the_hour');
    const seen = await t.call<{ allowed: string[] }>(holder, 'GET', `/reservations/${id}`);
    expect(seen.body.allowed).not.toContain('release');
  });

  it('are nobody else’s business', async () => {
    const { id } = await rented();
    expect((await shown(id, other)).status).toBe(404);
    expect((await release(id, [tuesday], other)).status).toBe(404);
  });

  it('go to exactly one: a booking and a taking back at the same moment never both have the hours', async () => {
    for (let round = 0; round < 8; round++) {
      const { id, instrumentId } = await rented();
      const { body } = await release(id, [tuesday]);
      const [booked, back] = await Promise.all([
        b.reserve(other, session(instrumentId, ...inside)),
        b.act<Releases>(holder, id, `releases/${body.windows[0]!.id}/withdraw`),
      ]);
      expect([201, 409]).toContain(booked.status);
      expect(back.status === 200 || back.body.code === 'booked_meanwhile').toBe(true);
      if (booked.status === 409) expect(back.body.windows).toEqual([]);
    }
  });
});

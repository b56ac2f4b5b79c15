import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Bookings, openBookingDesk, rental, session } from '../../../../test/support/bookings.js';
import type { Person } from '../../../../test/support/builders.js';
import type { TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let first: Person;
let second: Person;
let manager: Person;
const now = '2026-03-01T02:00:00Z';

interface Arranged {
  readonly code?: string;
  readonly reservations: readonly { companyId: number; reservationId: number }[];
}

beforeAll(async () => {
  ({ t, b, member: first, other: second, manager } = await openBookingDesk(now));
});
afterAll(() => t.close());
beforeEach(() => t.setClock(now));

const week = { 1: 'day', 2: 'day', 3: 'am' };
const rest = { 3: 'pm', 4: 'day', 5: 'day' };
const asked = (instrumentId: number, patterns: object[] = [week, rest], shares = [6000, 4000]): object => ({
  instrumentId,
  startsOn: '2026-03-15',
  months: 2,
  shares: [first, second].map((who, i) => ({
    companyId: who.companyId,
    shareBps: shares[i],
    pattern: patterns[i],
  })),
});
const arrange = (body: object, who = manager) =>
  t.call<Arranged>(who, 'POST', '/co-rents', { body, key: Bookings.key() });

describe('a co-rent', () => {
  it('is a rental for each, with its half days and its share of the rent', async () => {
    const instrumentId = await t.given.anInstrument({ opens_session: true });
    const made = await arrange(asked(instrumentId));
    expect(made.status).toBe(201);
    const [mine, theirs] = made.body.reservations.map((one) => one.reservationId);
    const view = await t.call<Record<string, unknown>>(first, 'GET', `/reservations/${mine}`);
    expect(view.body).toMatchObject({ status: 'confirmed', pattern: week, shareBps: 6000, totalFen: 540_000 });
    expect((view.body.allowed as string[]).includes('move')).toBe(false);
    expect((await t.call(first, 'GET', `/reservations/${theirs}`)).status).toBe(404);
    expect((await t.call<Record<string, unknown>>(second, 'GET', `/reservations/${theirs}`)).body.totalFen).toBe(
      360_000,
    );
  });

  it('leaves the half days that nobody took to the pool, and only these', async () => {
    const instrumentId = await t.given.anInstrument({ opens_session: true });
    await arrange(asked(instrumentId));
    const saturday = session(instrumentId, '2026-03-21T02:00:00Z', '2026-03-21T04:00:00Z');
    const wednesday = session(instrumentId, '2026-03-18T02:00:00Z', '2026-03-18T04:00:00Z');
    expect((await b.reserve(second, saturday)).status).toBe(201);
    expect((await b.reserve(second, wednesday)).status).toBe(409);
  });

  it('is had by all or by none', async () => {
    const instrumentId = await t.given.anInstrument({ opens_session: true });
    await b.have(second, session(instrumentId, '2026-03-19T02:00:00Z', '2026-03-19T04:00:00Z'));
    expect((await arrange(asked(instrumentId))).body.code).toBe('slot_taken');
    const { n } = await b.row(`SELECT count(*)::int n FROM reservation WHERE instrument_id = $1 AND kind = 'rental'`, [
      instrumentId,
    ]);
    expect(n).toBe(0);
  });

  it('is refused when a half day is given twice, and says which', async () => {
    const instrumentId = await t.given.anInstrument();
    const refused = await arrange(asked(instrumentId, [week, { 1: 'pm' }]));
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ code: 'bad_co_rent', problems: [{ code: 'half_day_twice', part: 1 }] });
  });

  it('shows each price before: together the price of one', async () => {
    const instrumentId = await t.given.anInstrument();
    const preview = await t.call<{ totalFen: number; parts: { free: boolean; quote: { totalFen: number } }[] }>(
      manager,
      'POST',
      '/co-rents/preview',
      { body: asked(instrumentId, undefined, [3333, 6667]) },
    );
    expect(preview.body.totalFen).toBe(900_000);
    expect(preview.body.parts.map((part) => [part.free, part.quote.totalFen])).toEqual([
      [true, 299_970],
      [true, 600_030],
    ]);
  });

  it('is extended by each for itself, in its share, although the other stands beside it', async () => {
    const instrumentId = await t.given.anInstrument();
    const { body } = await arrange(asked(instrumentId));
    const ids = body.reservations.map((one) => one.reservationId);
    for (const [i, who] of [first, second].entries()) {
      const preview = await b.act<{ free: boolean; quote: { monthlyFen: number } }>(who, ids[i]!, 'extend-preview', {
        months: 1,
      });
      expect(preview.body.free).toBe(true);
      // 3 months in all: 3 %
      expect(preview.body.quote.monthlyFen).toBe([270_000, 180_000][i]! * 0.97);
      expect((await b.act(who, ids[i]!, 'extend', { months: 1 })).status).toBe(200);
    }
    expect((await b.reserve(second, rental(instrumentId, '2026-05-20', 1))).status).toBe(409);
  });

  it('lets each release only half days of its own', async () => {
    const instrumentId = await t.given.anInstrument({ opens_session: true });
    const { body } = await arrange(asked(instrumentId));
    const mine = body.reservations[0]!.reservationId;
    const guest = await t.given.aPerson('member', await t.given.aCompany());
    // A Saturday, which nobody has rented; a Thursday, which is the other's; a Monday.
    await b.have(guest, session(instrumentId, '2026-03-21T02:00:00Z', '2026-03-21T04:00:00Z'));
    const release = (date: string) =>
      b.act(first, mine, 'releases', { windows: [{ startsAt: `${date}T01:00:00Z`, endsAt: `${date}T09:00:00Z` }] });
    for (const date of ['2026-03-21', '2026-03-19']) {
      const refused = await release(date);
      expect([refused.status, refused.body.code]).toEqual([400, 'not_own_half_days']);
    }
    expect((await release('2026-03-23')).status).toBe(200);
    t.setClock('2026-03-24T02:00:00Z');
    const { creditFen } = (await t.call<{ creditFen: number }>(first, 'GET', `/reservations/${mine}/releases`)).body;
    expect(creditFen).toBe(0);
  });

  it('that is overdue goes on holding the instrument behind the others’ half days, until it is back', async () => {
    const instrumentId = await t.given.anInstrument({ opens_session: true });
    // The last day is Tuesday 31 March, which is the other's.
    const shared = { ...asked(instrumentId, [{ 1: 'am' }, { 2: 'day' }]), startsOn: '2026-03-01', months: 1 };
    const { body } = await arrange(shared);
    const mine = body.reservations[0]!.reservationId;
    expect((await b.act(manager, mine, 'hand-over')).status).toBe(200);
    t.setClock('2026-03-31T16:00:01Z');
    await t.work();
    expect(await b.status(mine)).toBe('overdue');
    const wednesday = session(instrumentId, '2026-04-01T02:00:00Z', '2026-04-01T04:00:00Z');
    expect((await b.reserve(second, wednesday)).body.code).toBe('slot_taken');
    expect((await b.act(manager, mine, 'take-back', { deposit: 'keep' })).status).toBe(200);
    expect((await b.reserve(second, wednesday)).status).toBe(201);
  });

  it('is the park’s to arrange', async () => {
    const instrumentId = await t.given.anInstrument();
    expect((await arrange(asked(instrumentId), first)).status).toBe(403);
  });
});

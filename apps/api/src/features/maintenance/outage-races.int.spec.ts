import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { inApril, Outages } from '../../../test/support/outages.js';
import type { TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let o: Outages;
let member: Person;
let other: Person;
let manager: Person;
const now = '2026-03-01T02:00:00Z';
const answerBy = '2026-03-10T02:00:00.000Z';

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk(now));
  o = new Outages(t, manager, answerBy);
});
afterAll(() => t.close());
beforeEach(() => t.setClock(now));

describe('at the same moment', () => {
  it('an answer and the default: exactly one wins', async () => {
    for (let round = 0; round < 10; round++) {
      t.setClock(now);
      const [instrumentId, spare] = await o.twins();
      const mine = await b.have(member, inApril(instrumentId, 2));
      const { id } = (await o.announce(instrumentId)).body;
      t.setClock('2026-03-10T02:00:01Z');
      const [said] = await Promise.all([o.answer(member, mine.id, { action: 'cancel' }), t.work()]);
      const shown = await o.ownCase(member, mine.id);
      expect([said.status, shown?.status, shown?.action, await b.status(mine.id)]).toEqual(
        said.status === 200 ? [200, 'answered', 'cancel', 'cancelled'] : [409, 'defaulted', 'swap', 'confirmed'],
      );
      expect(await o.stands(id)).toBe('planned');
      expect(await o.taken(instrumentId)).toEqual([['outage', id, '2026-03-31T16:00', '2026-04-09T16:00']]);
      expect((await o.taken(spare)).map(([kind]) => kind)).toEqual(said.status === 200 ? [] : ['reservation']);
    }
  });

  it('two owners who swap are both served, and the outage is planned once', async () => {
    for (let round = 0; round < 10; round++) {
      const [instrumentId, spare] = await o.twins();
      const first = await b.have(member, inApril(instrumentId, 2));
      const second = await b.have(other, inApril(instrumentId, 3));
      const { id } = (await o.announce(instrumentId)).body;
      const said = await Promise.all([
        o.answer(member, first.id, { action: 'swap' }),
        o.answer(other, second.id, { action: 'swap' }),
      ]);
      expect(said.map((one) => one.status)).toEqual([200, 200]);
      expect((await o.taken(spare)).map(([kind, source]) => [kind, source])).toEqual([
        ['reservation', first.id],
        ['reservation', second.id],
      ]);
      expect([await o.stands(id), (await o.taken(instrumentId)).length]).toEqual(['planned', 1]);
    }
  });

  it('an announcement and a booking: the booking is refused, or its owner is asked too', async () => {
    for (let round = 0; round < 10; round++) {
      const [instrumentId] = await o.twins();
      const mine = await b.have(member, inApril(instrumentId, 2));
      const [made, late] = await Promise.all([o.announce(instrumentId), b.reserve(other, inApril(instrumentId, 6))]);
      expect(made.status).toBe(201);
      const asked = [mine.id, ...(late.status === 201 ? [late.body.id] : [])];
      t.setClock('2026-03-10T02:00:01Z');
      await t.work();
      t.setClock(now);
      expect((await o.taken(instrumentId))[0]).toEqual([
        'outage',
        made.body.id,
        '2026-03-31T16:00',
        '2026-04-09T16:00',
      ]);
      const { rows } = await t.database.owner.query('SELECT 1 FROM outage_case WHERE outage_id = $1', [made.body.id]);
      expect(rows).toHaveLength(asked.length);
    }
  });
});

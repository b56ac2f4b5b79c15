import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let member: Person;

beforeAll(async () => {
  ({ t, b, member } = await openBookingDesk('2026-03-01T02:00:00Z'));
});
afterAll(() => t.close());

describe('two changes of one reservation at once', () => {
  it('extend it twice, the second from where the first ends', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await b.have(member, rental(await t.given.anInstrument(), '2026-03-15', 1));
      const answers = await Promise.all([1, 2, 3].map(() => b.act(member, id, 'extend', { months: 1 })));
      expect(answers.map((a) => a.status)).toEqual([200, 200, 200]);
      const { rows } = await t.database.owner.query<{ from: number; months: number }>(
        'SELECT from_month::int "from", months::int months FROM reservation_segment WHERE reservation_id = $1 ORDER BY segment',
        [id],
      );
      expect(rows.map((r) => r.from)).toEqual([0, 1, 2, 3]);
      expect(await b.row('SELECT months, total_fen::int fen FROM reservation WHERE id = $1', [id])).toEqual({
        months: 4,
        // The third and the fourth month have the discount of three.
        fen: 2 * 450_000 + 2 * 436_500,
      });
    }
  });

  it('find it there though the other moves it to another instrument', async () => {
    for (let round = 0; round < 8; round++) {
      const [here, there] = [await t.given.anInstrument(), await t.given.anInstrument()];
      const { id } = await b.have(member, session(here, '2026-03-03T02:00:00Z', '2026-03-03T04:00:00Z'));
      const [moved, later] = await Promise.all([
        b.act(member, id, 'move', { instrumentId: there }),
        b.act(member, id, 'move', { startsAt: '2026-03-04T02:00:00Z' }),
      ]);
      expect(moved.status).toBe(200);
      expect([200, 409]).toContain(later.status);
    }
  });
});

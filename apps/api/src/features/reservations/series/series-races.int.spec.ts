import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Bookings, openBookingDesk, session } from '../../../../test/support/bookings.js';
import type { Person } from '../../../../test/support/builders.js';
import type { Answer, TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let people: Person[];

beforeAll(async () => {
  let member: Person;
  let other: Person;
  ({ t, b, member, other } = await openBookingDesk('2026-03-01T02:00:00Z'));
  people = [member, other];
});
afterAll(() => t.close());

interface Made {
  readonly id: number;
  readonly code?: string;
}

const post = (who: Person, path: string, body: object): Promise<Answer<Made>> =>
  t.call<Made>(who, 'POST', path, { body, key: Bookings.key() });
const of = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

describe('series that change at the same time', () => {
  it('are each done whole or refused, never hang, and never meet', async () => {
    const instruments = await Promise.all([0, 1, 2].map(() => t.given.anInstrument({ category: '并发' })));
    // Each takes other days on another instrument, in either order: what would be a deadlock without an order of locks.
    const create = (n: number): Promise<Answer<Made>> =>
      post(of(people, n), '/reservations/series', {
        instrumentId: of(instruments, n),
        startsLocal: `2026-03-0${2 + (n % 3)}T${String(8 + (n % 4)).padStart(2, '0')}:00`,
        lengthMinutes: 60,
        rrule: 'FREQ=DAILY;COUNT=4',
        choices: [
          { date: `2026-03-0${3 + (n % 3)}`, action: 'take', instrumentId: of(instruments, n + 1) },
          { date: `2026-03-0${4 + (n % 3)}`, action: 'take', instrumentId: of(instruments, n + 2) },
        ],
      });
    const made = await Promise.all(Array.from({ length: 24 }, (_, n) => create(n)));
    const statuses = new Set(made.map((one) => one.status));
    expect([...statuses].every((one) => one === 201 || one === 409)).toBe(true);
    const series = made.flatMap((one, n) => (one.status === 201 ? [{ id: one.body.id, who: of(people, n) }] : []));
    expect(series.length).toBeGreaterThan(3);

    const changes = Array.from({ length: 30 }, (_, n) => {
      const { id, who } = of(series, n);
      const scope = { scope: of(['following', 'all'], n), date: '2026-03-04' };
      if (n % 5 === 4)
        return b.reserve<Made>(
          of(people, n),
          session(of(instruments, n), '2026-03-05T09:00:00Z', '2026-03-05T10:00:00Z'),
        );
      if (n % 5 === 3) return post(who, `/reservations/series/${id}/cancel`, scope);
      const startTime = `${String(13 + (n % 6)).padStart(2, '0')}:00`;
      return post(who, `/reservations/series/${id}/move`, {
        ...scope,
        startTime,
        instrumentId: of(instruments, n + 1),
      });
    });
    const answers = await Promise.all(changes);
    expect(answers.map((one) => one.status).filter((one) => one >= 500)).toEqual([]);
    expect(answers.filter((one) => one.status < 300).length).toBeGreaterThan(3);
    const { n: without } = await b.row(
      `SELECT count(*)::int n FROM reservation r WHERE r.status = 'confirmed' AND r.instrument_id = ANY($1)
         AND NOT EXISTS (SELECT FROM occupancy o WHERE o.source_kind = 'reservation' AND o.source_id = r.id
           AND o.instrument_id = r.instrument_id AND o.period @> tstzrange(r.starts_at, r.ends_at))`,
      [instruments],
    );
    expect(without).toBe(0);
  });
});

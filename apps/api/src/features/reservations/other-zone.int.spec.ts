import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Bookings, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let person: Person;

beforeAll(async () => {
  t = await startTestApp('2026-03-01T12:00:00Z');
  b = new Bookings(t);
  await t.given.aPark('America/New_York');
  person = await t.given.aPerson('member', await t.given.aCompany());
});
afterAll(() => t.close());

describe('in a park in New York', () => {
  it('begins and ends a rental at midnight there, whatever the clock does in between', async () => {
    const { id } = await b.have(person, rental(await t.given.anInstrument(), '2026-03-02', 1));
    expect(await b.taken(id)).toEqual(['2026-03-02T05:00:00.000Z', '2026-04-02T04:00:00.000Z']);
  });

  it('counts the hours of a session as they pass over the hour that is skipped', async () => {
    const { id } = await b.have(
      person,
      session(await t.given.anInstrument(), '2026-03-08T06:00:00Z', '2026-03-08T08:00:00Z'),
    );
    expect(await b.row('SELECT total_fen::int n FROM reservation WHERE id = $1', [id])).toEqual({ n: 36_000 });
  });

  it('searches its own days', async () => {
    const instrumentId = await t.given.anInstrument({ name_zh: '纽约' });
    await b.have(person, session(instrumentId, '2026-03-02T04:00:00Z', '2026-03-02T05:00:00Z'));
    const page = await t.call<{ items: { id: number; strip: string }[] }>(person, 'GET', '/instruments');
    expect(page.body.items.find((i) => i.id === instrumentId)?.strip).toBe('20000000000000');
  });
});

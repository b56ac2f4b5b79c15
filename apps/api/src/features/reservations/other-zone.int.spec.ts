import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Bookings, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';

/** When the clock is changed in a park: an hour in New York, half an hour on Lord Howe, in the other half of the year. */
const parks = [
  {
    zone: 'America/New_York',
    now: '2026-03-01T12:00:00Z',
    rental: { on: '2026-03-02', held: ['2026-03-02T05:00:00.000Z', '2026-04-02T04:00:00.000Z'] },
    gap: { day: '2026-03-08', from: '2026-03-08T06:00:00Z', to: '2026-03-08T08:00:00Z', hours: 2 },
    fold: { day: '2026-11-01', from: '2026-11-01T04:30:00Z', to: '2026-11-01T07:30:00Z', hours: 3 },
    twice: ['2026-11-01T05:00:00Z', '2026-11-01T06:00:00Z', '2026-11-01T07:00:00Z'],
    monday: '2026-11-02T05:00:00Z',
    days: [
      ['2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
      ['2026-11-01', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
    ],
  },
  {
    zone: 'Australia/Lord_Howe',
    now: '2026-03-01T12:00:00Z',
    rental: { on: '2026-03-20', held: ['2026-03-19T13:00:00.000Z', '2026-04-19T13:30:00.000Z'] },
    gap: { day: '2026-10-04', from: '2026-10-03T14:30:00Z', to: '2026-10-03T16:00:00Z', hours: 1.5 },
    fold: { day: '2026-04-05', from: '2026-04-04T14:00:00Z', to: '2026-04-04T16:00:00Z', hours: 2 },
    twice: ['2026-04-04T14:30:00Z', '2026-04-04T15:00:00Z', '2026-04-04T15:30:00Z'],
    monday: '2026-04-05T13:30:00Z',
    days: [
      ['2026-10-04', '2026-10-03T13:30:00Z', '2026-10-04T13:00:00Z'],
      ['2026-04-05', '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z'],
    ],
  },
] as const;

describe.each(parks)('in a park of the zone $zone', (park) => {
  let t: TestApp;
  let b: Bookings;
  let person: Person;
  let manager: Person;

  beforeAll(async () => {
    t = await startTestApp(park.now);
    b = new Bookings(t);
    await t.given.aPark(park.zone);
    person = await t.given.aPerson('member', await t.given.aCompany());
    manager = await t.given.aPerson('manager');
  });
  afterAll(() => t.close());

  const fen = async (id: number): Promise<unknown> =>
    (await b.row('SELECT total_fen::int n FROM reservation WHERE id = $1', [id])).n;

  it('begins and ends a rental at midnight there, whatever the clock does in between', async () => {
    const { id } = await b.have(person, rental(await t.given.anInstrument(), park.rental.on, 1));
    expect(await b.taken(id)).toEqual(park.rental.held);
    expect(await fen(id)).toBe(450_000);
  });

  it('extends and shortens it to midnights too', async () => {
    const { id } = await b.have(person, rental(await t.given.anInstrument(), park.rental.on, 1));
    await b.act(person, id, 'extend', { months: 7 });
    const [, end] = (await b.taken(id)) ?? [];
    const local = new Intl.DateTimeFormat('sv-SE', { timeZone: park.zone, dateStyle: 'short', timeStyle: 'short' });
    expect(local.format(Date.parse(end ?? ''))).toBe(`2026-11-${park.rental.on.slice(8)} 00:00`);
    for (const [date, start] of park.days) {
      if (date <= park.rental.on) continue;
      expect((await b.act(person, id, 'shorten', { returnedOn: date })).status).toBe(200);
      expect((await b.taken(id))?.[1]).toBe(new Date(start).toISOString());
    }
  });

  it.each(['gap', 'fold'] as const)('counts the hours of a session over the %s as they pass', async (which) => {
    const { from, to, hours } = park[which];
    const { id } = await b.have(person, session(await t.given.anInstrument(), from, to));
    expect(await b.taken(id)).toEqual([from, to].map((at) => new Date(at).toISOString()));
    expect(await fen(id)).toBe(hours * 18_000);
  });

  it('keeps the two equal hours of a fold apart', async () => {
    const [first, second, end] = park.twice;
    const instrumentId = await t.given.anInstrument();
    const sameOnTheWall = [session(instrumentId, first, second), session(instrumentId, second, end)];
    for (const one of sameOnTheWall) expect((await b.reserve(person, one)).status).toBe(201);
    expect((await b.reserve(person, session(instrumentId, first, end))).body.code).toBe('slot_taken');
  });

  it('shows days of other lengths as wholly taken when they are', async () => {
    for (const [date, start, end] of park.days) {
      t.setClock(new Date(Date.parse(start) - 26 * 3_600_000).toISOString());
      const instrumentId = await t.given.anInstrument({ name_zh: `整天${date}` });
      const body = { instrumentId, kind: 'maintenance', startsAt: start, endsAt: end, reason: '检修' };
      expect((await t.call(manager, 'POST', '/outages', { body, key: Bookings.key() })).status).toBe(201);
      const page = await t.call<{ items: { id: number; strip: string }[] }>(
        person,
        'GET',
        `/instruments?q=整天${date}`,
      );
      expect(page.body.items.find((i) => i.id === instrumentId)?.strip).toBe('00100000000000');
      const calendar = await t.call<{ busy: { start: string; end: string }[] }>(
        person,
        'GET',
        `/instruments/${instrumentId}/calendar?from=${date}&to=${nextDay(date)}`,
      );
      expect(calendar.body.busy.map((one) => [one.start, one.end])).toEqual([
        [new Date(start).toISOString(), new Date(end).toISOString()],
      ]);
    }
    t.setClock(park.now);
  });

  it('counts a quota by its own weeks, each by itself, though the night between them is longer', async () => {
    const quotas = [{ unit: 'hours', per: 'week', of: 'company', on: 'instrument', limit: 3 }];
    const instrumentId = await t.given.anInstrument({ rules: { quotas } });
    const visitor = await t.given.aPerson('member', await t.given.aCompany());
    const hour = (n: number): string => new Date(Date.parse(park.monday) + n * 3_600_000).toISOString();
    // On the Sunday of the change: two hours, and then three up to the Monday's second.
    expect((await b.reserve(visitor, session(instrumentId, hour(-6), hour(-4)))).status).toBe(201);
    const over = await b.reserve(visitor, session(instrumentId, hour(-2), hour(2)));
    expect([over.status, over.body.code]).toEqual([422, 'policies_violated']);
    expect((await b.reserve(visitor, session(instrumentId, hour(-1), hour(3)))).status).toBe(201);
    expect((await b.reserve(visitor, session(instrumentId, hour(5), hour(6)))).status).toBe(422);
    expect((await b.reserve(visitor, session(instrumentId, hour(24 * 7), hour(24 * 7 + 3)))).status).toBe(201);
  });

  it('searches its own days', async () => {
    const instrumentId = await t.given.anInstrument({ name_zh: '当地日' });
    const [[, start]] = park.days;
    t.setClock(new Date(Date.parse(start) - 30 * 3_600_000).toISOString());
    // The last hour of the day before.
    const eve = new Date(Date.parse(start) - 3_600_000).toISOString();
    await b.have(person, session(instrumentId, eve, start));
    const page = await t.call<{ items: { id: number; strip: string }[] }>(person, 'GET', '/instruments?q=当地日');
    expect(page.body.items.find((i) => i.id === instrumentId)?.strip).toBe('02000000000000');
    t.setClock(park.now);
  });
});

const nextDay = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

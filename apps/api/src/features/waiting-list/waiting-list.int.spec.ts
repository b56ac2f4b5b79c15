import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { TestApp } from '../../../test/support/test-app.js';
import { type Entry, type Refusal, WaitingListDesk } from '../../../test/support/waiting-list-desk.js';

const noon = '2026-03-10T04:00:00Z';
const day = '2026-03-12';
const at = (time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString();

let t: TestApp;
let b: Bookings;
let w: WaitingListDesk;
let member: Person;
let other: Person;
let third: Person;
let manager: Person;
let instrument: number;

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk(noon));
  w = new WaitingListDesk(t);
  third = await t.given.aPerson('member', await t.given.aCompany());
});
afterAll(() => t.close());
beforeEach(async () => {
  t.setClock(noon);
  await t.database.owner.query(`UPDATE waiting_list_entry SET status = 'left' WHERE status IN ('waiting', 'offered')`);
  instrument = await t.given.anInstrument({ category: `类别${Math.random()}` });
});

const wanted = (given: object = {}): object => ({
  kind: 'session',
  target: 'instrument',
  instrumentId: instrument,
  lengthMinutes: 120,
  from: at('09:00'),
  until: at('12:00'),
  ...given,
});
const notices = async (who: Person): Promise<string[]> =>
  (await t.call<{ items: { kind: string }[] }>(who, 'GET', '/notifications')).body.items.map((n) => n.kind);

describe('time that gets free', () => {
  it('is held for the first whom it fits, with price and notice, and accepted with one click', async () => {
    const taken = await b.have(third, session(instrument, at('09:00'), at('12:00')));
    const tooLong = await w.joined(member, wanted({ lengthMinutes: 300, until: at('16:00'), from: at('08:00') }));
    await t.database.owner.query(
      `UPDATE waiting_list_entry SET weekdays = '{7}' WHERE id = $1`, // Thursday does not suit this one any more
      [tooLong],
    );
    const first = await w.joined(other, wanted());
    const second = await w.joined(member, wanted());
    await t.work();
    expect((await w.entryOf(other, first))?.offer).toBeNull();
    await b.act(third, taken.id, 'cancel', {});
    await t.work();
    const offer = await w.offerOf(other, first);
    expect([offer.startsAt, offer.endsAt]).toEqual([at('09:00'), at('11:00')]);
    expect(offer.expiresAt.slice(0, 16)).toBe('2026-03-10T04:15');
    expect(offer.quote?.totalFen).toBe(36_000);
    expect((await w.entryOf(member, second))?.status).toBe('waiting');
    expect(await notices(other)).toContain('waiting_list.offered');
    const refused = await b.reserve<Refusal>(member, session(instrument, at('09:00'), at('11:00')));
    expect([refused.status, refused.body.code]).toEqual([409, 'slot_taken']);
    const answer = await w.act<Record<string, unknown>>(other, first, 'accept', {
      offerId: offer.id,
      quoteId: offer.quote?.quoteId,
    });
    expect([answer.status, answer.body]).toMatchObject([200, { status: 'booked', reservationStatus: 'confirmed' }]);
    const reservationId = Number(answer.body.reservationId);
    expect(await b.taken(reservationId)).toEqual([at('09:00'), at('11:00')]);
    expect(await b.taken(offer.id, 'hold')).toBeNull();
    await t.work();
    expect((await w.entryOf(member, second))?.status).toBe('waiting');
  });

  it('goes to the next when it is declined, and to the one after that when it is not answered in time', async () => {
    const taken = await b.have(third, session(instrument, at('09:00'), at('11:00')));
    const window = wanted({ until: at('11:00') });
    const [one, two, three] = [
      await w.joined(member, window),
      await w.joined(other, window),
      await w.joined(third, window),
    ];
    await b.act(third, taken.id, 'cancel', {});
    await t.work();
    const declined = await w.act<Entry>(member, one, 'decline', { offerId: (await w.offerOf(member, one)).id });
    expect([declined.status, declined.body.status]).toEqual([200, 'waiting']);
    await t.work();
    const offer = await w.offerOf(other, two);
    t.setClock('2026-03-10T04:16:00Z');
    const late = await w.act(other, two, 'accept', { offerId: offer.id });
    expect([late.status, late.body.code]).toEqual([409, 'offer_over']);
    await t.work();
    expect(await w.entryOf(other, two)).toMatchObject({ status: 'waiting', letGo: 1, offer: null });
    expect(await notices(other)).toContain('waiting_list.expired');
    expect((await w.offerOf(third, three)).startsAt).toBe(at('09:00'));
    expect((await w.entryOf(member, one))?.offer).toBeNull();
  });

  it('needs approval all the same where staff decide', async () => {
    await t.database.owner.query('UPDATE instrument SET approval_required = true WHERE id = $1', [instrument]);
    const entry = await w.joined(member, wanted());
    await t.work();
    const offer = await w.offerOf(member, entry);
    expect(offer.violations.map((v) => v.code)).toContain('approval_needed');
    const { body } = await w.act<Record<string, unknown>>(member, entry, 'accept', { offerId: offer.id });
    expect(body.reservationStatus).toBe('requested');
  });

  it('is not offered to whom the rules would refuse it, and a refused acceptance keeps the hold', async () => {
    const taken = await b.have(third, session(instrument, at('09:00'), at('12:00')));
    const [one, two] = [await w.joined(member, wanted()), await w.joined(other, wanted())];
    await t.database.owner.query(`UPDATE company SET suspended_at = now() WHERE id = $1`, [member.companyId]);
    await b.act(third, taken.id, 'cancel', {});
    await t.work();
    expect((await w.entryOf(member, one))?.offer).toBeNull();
    const offer = await w.offerOf(other, two);
    await t.database.owner.query(`UPDATE company SET suspended_at = now() WHERE id = $1`, [other.companyId]);
    const refused = await w.act(other, two, 'accept', { offerId: offer.id });
    expect([refused.status, refused.body.violations.map((v) => v.code)]).toEqual([422, ['company_suspended']]);
    expect(await b.taken(offer.id, 'hold')).toEqual([at('09:00'), at('11:00')]);
    await t.database.owner.query(`UPDATE company SET suspended_at = NULL`);
  });

  it('of another price is shown first', async () => {
    const entry = await w.joined(member, wanted());
    await t.work();
    const offer = await w.offerOf(member, entry);
    await t.database.owner.query(
      `UPDATE rate_plan SET hourly = (SELECT jsonb_agg(jsonb_build_object('band', h ->> 'band', 'hourlyFen', 20000)) FROM jsonb_array_elements(hourly) h) WHERE instrument_id = $1`,
      [instrument],
    );
    const stale = await w.act(member, entry, 'accept', { offerId: offer.id, quoteId: offer.quote?.quoteId });
    expect([stale.status, stale.body.code]).toEqual([409, 'quote_changed']);
    const { quote } = await w.offerOf(member, entry);
    expect((await w.act(member, entry, 'accept', { offerId: offer.id, quoteId: quote?.quoteId })).status).toBe(200);
  });

  it('of an equivalent or of any in the category does as well', async () => {
    const { category_id: categoryId, kind } = await b.row(
      'SELECT category_id::int, kind FROM instrument WHERE id = $1',
      [instrument],
    );
    const twin = await t.given.insert('instrument', {
      asset_no: `TWIN-${instrument}`,
      name_zh: '同类仪器',
      own_kind: kind,
      category_id: categoryId,
      original_value_fen: 1,
      opens_session: true,
      approval_required: false,
    });
    await t.given.aRatePlan(twin, { hourly: JSON.stringify([{ band: 'weekday', hourlyFen: 6_000 }]) });
    await b.have(third, session(instrument, at('09:00'), at('12:00')));
    await b.have(third, session(twin, at('09:00'), at('11:15')));
    const exact = await w.joined(member, wanted());
    const any = await w.joined(member, wanted({ target: 'equivalent' }));
    const ofCategory = await w.joined(
      other,
      wanted({ target: 'category', instrumentId: undefined, categoryId, lengthMinutes: 45 }),
    );
    await t.work();
    expect((await w.offerOf(other, ofCategory)).instrumentId).toBe(twin);
    const [blocking] = (await t.database.owner.query(`SELECT id FROM reservation WHERE instrument_id = $1`, [twin]))
      .rows as [{ id: string }];
    await b.act(third, Number(blocking.id), 'cancel', {});
    await t.work();
    expect((await w.offerOf(member, any)).instrumentId).toBe(twin);
    expect((await w.entryOf(member, exact))?.offer).toBeNull();
  });

  it('of a rental is held for 24 hours and begins on a day that suits', async () => {
    const taken = await b.have(third, rental(instrument, '2026-04-01', 3));
    const entry = await w.joined(member, {
      kind: 'rental',
      target: 'instrument',
      instrumentId: instrument,
      months: 2,
      firstDay: '2026-04-10',
      lastDay: '2026-04-20',
    });
    await b.act(third, taken.id, 'cancel', {});
    await t.work();
    const offer = await w.offerOf(member, entry);
    expect([offer.startsAt, offer.endsAt]).toEqual(['2026-04-09T16:00:00.000Z', '2026-06-09T16:00:00.000Z']);
    expect(offer.expiresAt.slice(0, 13)).toBe('2026-03-11T04');
    const { body } = await w.act<Record<string, unknown>>(member, entry, 'accept', { offerId: offer.id });
    const row = await b.row('SELECT starts_on::text, months, quote FROM reservation WHERE id = $1', [
      body.reservationId,
    ]);
    expect(row).toMatchObject({ starts_on: '2026-04-10', months: 2 });
  });

  it('is found without any event, within five minutes', async () => {
    const taken = await b.have(third, session(instrument, at('09:00'), at('12:00')));
    const entry = await w.joined(member, wanted());
    await t.work();
    await t.database.owner.query(`DELETE FROM occupancy WHERE source_kind = 'reservation' AND source_id = $1`, [
      taken.id,
    ]);
    await t.work();
    expect((await w.entryOf(member, entry))?.offer).toBeNull();
    t.setClock('2026-03-10T06:00:00Z');
    await t.work();
    expect((await w.offerOf(member, entry)).startsAt).toBe(at('09:00'));
  });

  it('is handed on though the due work is lost', async () => {
    const window = { from: at('09:00'), until: at('11:00') };
    const [one, two] = [await w.joined(member, wanted(window)), await w.joined(other, wanted(window))];
    await t.work();
    const offer = await w.offerOf(member, one);
    await t.database.owner.query(`DELETE FROM due_work WHERE kind LIKE 'waiting-list.%'`);
    t.setClock('2026-03-10T08:00:00Z');
    await t.work();
    expect((await w.entryOf(member, one))?.status).toBe('waiting');
    expect(await b.taken(offer.id, 'hold')).toBeNull();
    t.setClock('2026-03-10T08:10:00Z');
    await t.work();
    expect((await w.offerOf(other, two)).startsAt).toBe(at('09:00'));
  });

  it('comes too late when the window is over: the waiting ends, and that is told', async () => {
    await b.have(third, session(instrument, at('09:00'), at('12:00')));
    const entry = await w.joined(member, wanted());
    t.setClock('2026-03-12T02:00:30Z');
    await t.work();
    expect((await w.entryOf(member, entry))?.status).toBe('ended');
    expect(await notices(member)).toContain('waiting_list.ended');
  });

  it('is let go when one leaves; nobody else can answer, and a foreign entry is as unknown as none', async () => {
    const entry = await w.joined(member, wanted());
    await t.work();
    const offer = await w.offerOf(member, entry);
    for (const action of ['accept', 'decline', 'leave']) {
      const foreign = await w.act(other, entry, action, { offerId: offer.id });
      const unknown = await w.act(other, 987_654_321, action, { offerId: offer.id });
      expect([foreign.status, { ...foreign.body, requestId: '' }]).toEqual([404, { ...unknown.body, requestId: '' }]);
    }
    expect((await w.act<Entry>(member, entry, 'leave')).body.status).toBe('left');
    expect(await b.taken(offer.id, 'hold')).toBeNull();
    expect((await w.act(member, entry, 'leave')).body.code).toBe('not_in_this_state');
    await t.work();
    expect((await b.reserve(other, session(instrument, at('09:00'), at('11:00')))).status).toBe(201);
  });

  it('that is held looks like any other taken time to another company', async () => {
    const entry = await w.joined(member, wanted());
    await t.work();
    await w.offerOf(member, entry);
    const look = async (who: Person): Promise<unknown> =>
      (await t.call<{ busy: unknown }>(who, 'GET', `/instruments/${instrument}/calendar?from=${day}&to=2026-03-13`))
        .body.busy;
    expect(await look(other)).toEqual([{ start: at('09:00'), end: at('11:00'), kind: 'taken' }]);
    expect(await look(other)).toEqual(await look(third));
  });
});

describe('staff', () => {
  it('see what is waited for and set how long offers are held', async () => {
    await b.have(third, session(instrument, at('09:00'), at('12:00')));
    await w.joined(member, wanted());
    await w.joined(other, wanted());
    const demand = await t.call<{
      items: { instrumentId: number; waiting: number; companies: number; sessionHours: number }[];
    }>(manager, 'GET', '/waiting-list/demand');
    expect(demand.body.items.find((one) => one.instrumentId === instrument)).toMatchObject({
      waiting: 2,
      missed: 0,
      companies: 2,
      sessionHours: 4,
    });
    const setTo = (minutes: number): Promise<unknown> =>
      t.database.owner.query('UPDATE park SET offer_session_minutes = $1', [minutes]);
    await setTo(30);
    const free = await t.given.anInstrument();
    const entry = await w.joined(member, wanted({ instrumentId: free }));
    await t.work();
    expect((await w.offerOf(member, entry)).expiresAt.slice(0, 16)).toBe('2026-03-10T04:30');
    await setTo(15);
    const withdrawn = await w.act<Entry>(manager, entry, 'decline', { offerId: (await w.offerOf(member, entry)).id });
    expect(withdrawn.body.status).toBe('waiting');
  });
});

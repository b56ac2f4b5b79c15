import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Bookings, openBookingDesk, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { TestApp } from '../../../test/support/test-app.js';
import { WaitingListDesk } from '../../../test/support/waiting-list-desk.js';

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
describe('joining the waiting list', () => {
  it('says the place in the queue, a number and nobody else', async () => {
    await b.have(third, session(instrument, at('09:00'), at('12:00')));
    const first = await w.join(member, wanted());
    const second = await w.join(other, wanted({ lengthMinutes: 60, from: at('08:00') }));
    const elsewhere = await w.join(other, wanted({ from: at('13:00'), until: at('15:00') }));
    expect([first.body.position, second.body.position, elsewhere.body.position]).toEqual([1, 2, 1]);
    const seen = await w.list(other);
    expect(JSON.stringify(seen)).not.toContain(`"${first.body.id}"`);
    expect(seen.map((one) => one.id)).not.toContain(first.body.id);
    expect(seen.every((one) => one.companyZh === null)).toBe(true);
    expect((await w.list(manager)).filter((one) => one.companyZh !== null).length).toBeGreaterThanOrEqual(2);
  });

  it('counts whoever waits for the category or an equivalent into the same queue', async () => {
    await b.have(third, session(instrument, at('09:00'), at('12:00')));
    const { category_id: categoryId } = await b.row('SELECT category_id::int FROM instrument WHERE id = $1', [
      instrument,
    ]);
    await w.joined(member, wanted({ target: 'category', instrumentId: undefined, categoryId }));
    await w.joined(third, wanted({ target: 'equivalent' }));
    expect((await w.join(other, wanted())).body.position).toBe(3);
  });

  it('happens once a key', async () => {
    await b.have(third, session(instrument, at('09:00'), at('12:00')));
    const key = Bookings.key();
    const twice = [await w.join(member, wanted(), key), await w.join(member, wanted(), key)];
    expect(twice[0]?.body.id).toBe(twice[1]?.body.id);
  });

  it('is refused where no other time would help: standing, kind, length, hours, a window that is over', async () => {
    const suspended = await t.given.aPerson('member', await t.given.aCompany({ suspended_at: '2026-01-01T00:00:00Z' }));
    const refused = await w.join(suspended, wanted());
    expect([refused.status, refused.body.violations.map((v) => v.code)]).toEqual([422, ['company_suspended']]);
    const rentalOnly = await t.given.anInstrument({ opens_session: false });
    expect((await w.join(member, wanted({ instrumentId: rentalOnly }))).body.violations.map((v) => v.code)).toContain(
      'mode_not_open',
    );
    const closed = await t.given.anInstrument({
      opening_hours: JSON.stringify({ 1: [{ fromMinute: 0, toMinute: 1440 }] }),
    });
    expect((await w.join(member, wanted({ instrumentId: closed }))).body.code).toBe('never_open');
    const off = await w.join(member, wanted({ lengthMinutes: 100 }));
    expect(off.body.violations.map((v) => v.code)).toEqual(['off_increment']);
    const over = await w.join(member, wanted({ from: '2026-03-10T01:00:00Z', until: '2026-03-10T05:00:00Z' }));
    expect([over.status, over.body.code]).toEqual([400, 'window_over']);
    expect((await w.join(member, wanted({ instrumentId: 987_654_321 }))).status).toBe(404);
    expect((await w.join(member, wanted({ lengthMinutes: 200 }))).body.code).toBe('invalid_input');
  });

  it('is possible for what is too far ahead to be reserved yet', async () => {
    const near = await t.given.anInstrument({ rules: { advanceDays: 7 } });
    const far = wanted({ instrumentId: near, from: '2026-04-01T01:00:00Z', until: '2026-04-01T04:00:00Z' });
    const entry = await w.joined(member, far);
    await t.work();
    expect((await w.entryOf(member, entry))?.offer).toBeNull();
    t.setClock('2026-03-26T04:00:00Z');
    await t.work();
    expect((await w.offerOf(member, entry)).startsAt).toBe('2026-04-01T01:00:00.000Z');
  });

  it('is listed page by page, what has an offer first', async () => {
    const fresh = await t.given.aPerson('member', await t.given.aCompany());
    await b.have(third, session(instrument, at('09:00'), at('12:00')));
    const free = await t.given.anInstrument();
    const ids = [await w.joined(fresh, wanted({ instrumentId: free }))];
    for (let i = 0; i < 4; i++) ids.push(await w.joined(fresh, wanted()));
    await t.work();
    const seen: number[] = [];
    for (let cursor = ''; ;) {
      const { body } = await t.call<{ items: { id: number }[]; nextCursor: string | null }>(
        fresh,
        'GET',
        `/waiting-list?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map((one) => one.id));
      if (!body.nextCursor) break;
      cursor = body.nextCursor;
    }
    expect(seen).toEqual([ids[0], ids[4], ids[3], ids[2], ids[1]]);
  });
});

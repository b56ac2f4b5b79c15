import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { Outages } from '../../../test/support/outages.js';
import type { TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let o: Outages;
let member: Person;
let manager: Person;
const now = '2026-03-01T02:00:00Z';
const answerBy = '2026-03-10T02:00:00.000Z';

beforeAll(async () => {
  ({ t, b, member, manager } = await openBookingDesk(now));
  o = new Outages(t, manager, answerBy);
});
afterAll(() => t.close());
beforeEach(() => t.setClock(now));

interface Shown {
  readonly totalFen: number;
  readonly lines: readonly { component: string; amountFen: number }[];
}
const shown = async (id: number): Promise<Shown> => (await t.call<Shown>(member, 'GET', `/reservations/${id}`)).body;

describe('what an outage leaves behind', () => {
  it('is no late cancellation of the owner who gives up because of it', async () => {
    const instrumentId = await t.given.anInstrument({ rules: { cancelNoticeMinutes: 30 * 1440 } });
    const { id } = await b.have(member, session(instrumentId, '2026-03-20T02:00:00Z', '2026-03-20T04:00:00Z'));
    await o.announce(instrumentId, { startsAt: '2026-03-20T00:00:00Z', endsAt: '2026-03-21T00:00:00Z' });
    expect((await o.answer(member, id, { action: 'cancel' })).status).toBe(200);
    expect(await b.row('SELECT count(*)::int n FROM conduct_violation WHERE reservation_id = $1', [id])).toEqual({
      n: 0,
    });
  });

  it('is told in the total of a rental that sits it out and is then made longer', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, rental(instrumentId, '2026-03-15', 2));
    await o.announce(instrumentId, { ask: undefined, resolutions: [{ reservationId: id, action: 'stay' }] });
    expect((await b.act(member, id, 'move', { months: 3 })).status).toBe(200);
    const { totalFen, lines } = await shown(id);
    // 3 months: 4,365.00; nine of the thirty days of April
    expect(lines.find((line) => line.component === 'abatement')).toMatchObject({ amountFen: -130_950 });
    expect(totalFen).toBe(lines.reduce((sum, line) => sum + line.amountFen, 0));
  });

  it('is nothing when a rental goes that two of them asked about', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, rental(instrumentId, '2026-03-15', 4));
    const april = (await o.announce(instrumentId)).body;
    const may = (
      await o.announce(instrumentId, { startsAt: '2026-05-01T00:00:00+08:00', endsAt: '2026-05-10T00:00:00+08:00' })
    ).body;
    expect([april.status, may.status]).toEqual(['announced', 'announced']);
    expect((await b.act(member, id, 'cancel')).status).toBe(200);
    await t.work();
    expect([await o.stands(april.id), await o.stands(may.id)]).toEqual(['planned', 'planned']);
  });

  it('asks no more of a rental that has moved out of its way', async () => {
    const [instrumentId, spare] = await o.twins();
    const { id } = await b.have(member, rental(instrumentId, '2026-04-01', 1));
    await o.announce(instrumentId, { endsAt: '2026-04-05T00:00:00+08:00' });
    await t.database.owner.query(`DELETE FROM occupancy WHERE source_kind = 'case' AND instrument_id = $1`, [spare]);
    expect((await b.act(member, id, 'move', { instrumentId: spare })).status).toBe(200);
    const answer = await o.answer(member, id, { action: 'stay' });
    expect([answer.status, answer.body.code, (await shown(id)).totalFen]).toEqual([409, 'already_settled', 450_000]);
  });

  it('is held by a rental that is overdue, once the outage that took its end is over', async () => {
    const instrumentId = await t.given.anInstrument({ opens_session: true });
    const { id } = await b.have(member, rental(instrumentId, '2026-03-01', 1));
    expect((await b.act(manager, id, 'hand-over')).status).toBe(200);
    await o.announce(instrumentId, {
      startsAt: '2026-03-29T00:00:00Z',
      endsAt: '2026-03-31T17:00:00Z',
      ask: undefined,
      resolutions: [{ reservationId: id, action: 'stay' }],
    });
    for (const midnight of ['2026-03-31T16:00:01Z', '2026-04-01T16:00:01Z']) {
      t.setClock(midnight);
      await t.work();
    }
    const late = await b.reserve(member, session(instrumentId, '2026-04-02T02:00:00Z', '2026-04-02T04:00:00Z'));
    expect([await b.status(id), late.body.code]).toEqual(['overdue', 'slot_taken']);
  });

  it('is three years at most, however its end is said', async () => {
    const instrumentId = await t.given.anInstrument();
    const endsAt = '2199-01-01T00:00:00Z';
    const preview = { instrumentId, endsAt };
    expect((await t.call(manager, 'POST', '/outages/preview', { body: preview })).status).toBe(400);
    expect((await o.announce(instrumentId, { startsAt: undefined, endsAt })).body.code).toBe('bad_period');
    const { id, version } = (await o.announce(instrumentId)).body;
    const change = await t.call<{ code: string }>(manager, 'PUT', `/outages/${id}`, { body: { version, endsAt } });
    expect([change.status, change.body.code]).toEqual([400, 'bad_period']);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { inApril, Outages } from '../../../test/support/outages.js';
import { ParkSettings } from '../../platform/park-settings.js';
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

describe('a rental in use under an outage', () => {
  it('sits it out: its time is cut, its rent abated, and what is not needed comes back to it', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, rental(instrumentId, '2026-03-01', 2));
    expect((await b.act(manager, id, 'hand-over', { condition: 'good' })).status).toBe(200);
    const made = await o.announce(instrumentId);
    expect([made.status, made.body.status]).toEqual([201, 'planned']);
    const outage = made.body.id;
    expect(await o.taken(instrumentId)).toEqual([
      ['reservation', id, '2026-02-28T16:00', '2026-03-31T16:00'],
      ['outage', outage, '2026-03-31T16:00', '2026-04-09T16:00'],
      ['reservation', id, '2026-04-09T16:00', '2026-04-30T16:00'],
    ]);
    // nine of the thirty days of April: 4,500.00 × 9/30
    expect(await b.row('SELECT total_fen::int n FROM reservation WHERE id = $1', [id])).toEqual({ n: 765_000 });
    expect(await o.ownCase(member, id)).toMatchObject({
      caseNo: made.body.caseNo,
      status: 'decided',
      action: 'stay',
      abatedFen: 135_000,
      choices: [],
    });
    const shown = await t.call<{
      lines: { component: string; month: string; amountFen: number; explanation: { zh: string } }[];
    }>(member, 'GET', `/reservations/${id}`);
    expect(shown.body.lines.find((line) => line.component === 'abatement')).toMatchObject({
      month: '2026-04',
      amountFen: -135_000,
      explanation: { zh: `停机减免（${made.body.caseNo}：4/1–4/9），9/30 天 × ¥4,500.00 = -¥1,350.00` },
    });
    t.setClock('2026-04-04T02:00:00Z');
    expect((await t.call(manager, 'POST', `/outages/${outage}/end`, { body: {} })).status).toBe(200);
    expect(await o.taken(instrumentId)).toEqual([
      ['reservation', id, '2026-02-28T16:00', '2026-03-31T16:00'],
      ['outage', outage, '2026-03-31T16:00', '2026-04-04T02:00'],
      ['reservation', id, '2026-04-04T02:00', '2026-04-30T16:00'],
    ]);
    expect(await b.row('SELECT total_fen::int n FROM reservation WHERE id = $1', [id])).toEqual({ n: 840_000 });
  });

  it('has everything back when the outage is called off', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, rental(instrumentId, '2026-03-01', 2));
    const made = await o.announce(instrumentId, {
      ask: undefined,
      resolutions: [{ reservationId: id, action: 'stay' }],
    });
    expect(made.body.status).toBe('planned');
    expect((await t.call(manager, 'POST', `/outages/${made.body.id}/cancel`)).status).toBe(200);
    expect(await o.taken(instrumentId)).toEqual([['reservation', id, '2026-02-28T16:00', '2026-04-30T16:00']]);
    expect(await b.row('SELECT total_fen::int n FROM reservation WHERE id = $1', [id])).toEqual({ n: 900_000 });
  });

  it('may not be asked of what must come back first', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, session(instrumentId, '2026-03-01T03:00:00Z', '2026-03-01T05:00:00Z'));
    expect((await b.act(manager, id, 'hand-over', { condition: 'good' })).status).toBe(200);
    const refused = await o.announce(instrumentId, { startsAt: undefined });
    expect([refused.status, refused.body.code]).toEqual([409, 'in_use']);
  });
});

describe('an announced outage', () => {
  it('takes what is free, holds an equivalent for each, and asks', async () => {
    const [instrumentId, spare] = await o.twins();
    const mine = await b.have(member, inApril(instrumentId, 2));
    const preview = await t.call<{ affected: { id: number; held: { instrumentId: number }; defaultAction: string }[] }>(
      manager,
      'POST',
      '/outages/preview',
      { body: { instrumentId, startsAt: '2026-04-01T00:00:00+08:00', endsAt: '2026-04-10T00:00:00+08:00' } },
    );
    expect(preview.body.affected).toMatchObject([
      { id: mine.id, held: { instrumentId: spare }, defaultAction: 'swap' },
    ]);
    const { id, status } = (await o.announce(instrumentId)).body;
    expect(status).toBe('announced');
    expect((await o.taken(instrumentId)).map(([kind, , start]) => [kind, start])).toEqual([
      ['outage', '2026-03-31T16:00'],
      ['reservation', '2026-04-02T02:00'],
      ['outage', '2026-04-02T04:00'],
    ]);
    expect((await o.taken(spare)).map(([kind, , start]) => [kind, start])).toEqual([['case', '2026-04-02T02:00']]);
    expect((await b.reserve(other, inApril(instrumentId, 5))).body.code).toBe('slot_taken');
    expect((await b.reserve(other, inApril(spare, 2))).body.code).toBe('slot_taken');
    const calendar = await t.call<{ busy: { kind: string }[] }>(
      other,
      'GET',
      `/instruments/${spare}/calendar?from=2026-04-01&to=2026-04-05`,
    );
    expect(calendar.body.busy.map((x) => x.kind)).toEqual(['taken']);
    const shown = await o.ownCase(member, mine.id);
    expect(shown).toMatchObject({ status: 'open', answerBy, defaultAction: 'swap' });
    expect(shown?.choices.map((c) => [c.action, c.instrument?.id ?? null, c.totalFen])).toEqual([
      ['swap', spare, 36_000],
      ['move', null, 36_000],
      ['cancel', null, 0],
    ]);
    const staffs = await t.call<{ openCases: number; caseList: { reservationId: number }[] }>(
      manager,
      'GET',
      `/outages/${id}`,
    );
    expect(staffs.body).toMatchObject({ openCases: 1, caseList: [{ reservationId: mine.id, status: 'open' }] });
    expect((await t.call(other, 'GET', `/reservations/${mine.id}/outage-case`)).status).toBe(404);
    expect((await t.call(member, 'GET', `/outages/${id}`)).status).toBe(403);
  });

  it('holds nothing that its owner is not trained for', async () => {
    const [instrumentId, spare] = await o.twins();
    await t.database.owner.query('UPDATE instrument SET training_required = true WHERE id = $1', [spare]);
    await t.database.owner.query('UPDATE park SET keeps_qualifications = true');
    t.app.get(ParkSettings).forget();
    const mine = await b.have(member, inApril(instrumentId, 2));
    await o.announce(instrumentId);
    expect(await o.taken(spare)).toEqual([]);
    expect((await o.ownCase(member, mine.id))?.choices.map((c) => c.action)).toEqual(['move', 'cancel']);
    await t.database.owner.query('UPDATE park SET keeps_qualifications = false');
    t.app.get(ParkSettings).forget();
  });

  it('is planned whole when the last owner has answered', async () => {
    const [instrumentId, spare] = await o.twins();
    const first = await b.have(member, inApril(instrumentId, 2));
    const second = await b.have(other, inApril(instrumentId, 3));
    const { id } = (await o.announce(instrumentId)).body;
    expect((await o.answer(member, first.id, { action: 'swap' })).status).toBe(200);
    expect(await o.stands(id)).toBe('announced');
    expect((await o.taken(spare)).map(([kind, source]) => [kind, source])).toContainEqual(['reservation', first.id]);
    expect((await o.answer(other, second.id, { action: 'cancel' })).status).toBe(200);
    expect(await o.stands(id)).toBe('planned');
    expect(await o.taken(instrumentId)).toEqual([['outage', id, '2026-03-31T16:00', '2026-04-09T16:00']]);
    // the second one's hold is gone
    expect((await o.taken(spare)).map(([kind]) => kind)).toEqual(['reservation']);
    expect(await b.row('SELECT status, fee_waived FROM reservation WHERE id = $1', [second.id])).toEqual({
      status: 'cancelled',
      fee_waived: true,
    });
    await t.work();
    expect(
      await b.row('SELECT title_zh title FROM notification WHERE member_id = $1 AND link = $2', [
        manager.id,
        `/maintenance?case=${id}`,
      ]),
    ).toEqual({ title: expect.stringContaining('停机时间已排定') });
    expect((await o.answer(member, first.id, { action: 'cancel' })).body.code).toBe('already_settled');
    expect((await o.answer(other, first.id, { action: 'cancel' })).status).toBe(404);
  });

  it('lets the owner choose a date, and offers others when that is taken', async () => {
    const [instrumentId] = await o.twins();
    const mine = await b.have(member, inApril(instrumentId, 2));
    await b.have(other, session(instrumentId, '2026-04-20T02:00:00Z', '2026-04-20T04:00:00Z'));
    const { id } = (await o.announce(instrumentId)).body;
    const clash = await o.answer(member, mine.id, { action: 'move', startsAt: '2026-04-20T03:00:00Z' });
    expect([clash.status, clash.body.code]).toEqual([409, 'slot_taken']);
    expect(clash.body).toMatchObject({ alternatives: { nextFree: { startsAt: '2026-04-20T04:00:00.000Z' } } });
    expect((await o.answer(member, mine.id, { action: 'move', startsAt: '2026-04-05T02:00:00Z' })).body.code).toBe(
      'slot_taken',
    );
    expect((await o.answer(member, mine.id, { action: 'move', startsAt: '2026-02-05T02:00:00Z' })).body.code).toBe(
      'policies_violated',
    );
    expect((await o.answer(member, mine.id, { action: 'stay' })).body.code).toBe('not_a_choice');
    expect((await o.answer(member, mine.id, { action: 'move', startsAt: '2026-04-20T04:00:00Z' })).status).toBe(200);
    expect(await b.taken(mine.id)).toEqual(['2026-04-20T04:00:00.000Z', '2026-04-20T06:00:00.000Z']);
    expect(await o.stands(id)).toBe('planned');
  });

  it('may be answered by staff in the owner’s place, and by nobody else', async () => {
    const [instrumentId, spare] = await o.twins();
    const mine = await b.have(member, inApril(instrumentId, 2));
    const { id } = (await o.announce(instrumentId)).body;
    const finance = await t.given.aPerson('finance');
    expect((await o.answer(finance, mine.id, { action: 'cancel' })).status).toBe(403);
    expect((await o.ownCase(finance, mine.id))?.choices).toEqual([]);
    expect((await o.answer(other, mine.id, { action: 'cancel' })).status).toBe(404);
    expect((await o.answer(manager, mine.id, { action: 'swap' })).status).toBe(200);
    expect(await b.row('SELECT instrument_id::int i FROM reservation WHERE id = $1', [mine.id])).toEqual({ i: spare });
    expect(await o.stands(id)).toBe('planned');
  });

  it('keeps a confirmed rental with its rent abated when the owner prefers that', async () => {
    const [instrumentId] = await o.twins();
    const { id } = await b.have(member, rental(instrumentId, '2026-03-15', 1));
    await o.announce(instrumentId);
    const stay = (await o.ownCase(member, id))?.choices.find((c) => c.action === 'stay');
    expect(stay).toMatchObject({ totalFen: 315_000, abatedFen: 135_000, abatedDays: 9 });
    expect((await o.answer(member, id, { action: 'stay' })).status).toBe(200);
    expect(await b.row('SELECT total_fen::int n, status FROM reservation WHERE id = $1', [id])).toEqual({
      n: 315_000,
      status: 'confirmed',
    });
  });

  it('does what was announced when nobody answers, and the next best when that is gone', async () => {
    const [instrumentId, spare] = await o.twins();
    const swapped = await b.have(member, inApril(instrumentId, 2));
    const moved = await b.have(other, inApril(instrumentId, 3));
    const long = await b.have(member, rental(instrumentId, '2026-04-08', 6));
    const defaults = [{ reservationId: moved.id, action: 'move' }];
    const { id } = (await o.announce(instrumentId, { ask: { answerBy, defaults } })).body;
    t.setClock('2026-03-10T01:59:00Z');
    await t.work();
    expect(await o.stands(id)).toBe('announced');
    t.setClock('2026-03-10T02:01:00Z');
    await t.work();
    expect(await o.stands(id)).toBe('planned');
    expect(await b.row('SELECT instrument_id::int i FROM reservation WHERE id = $1', [swapped.id])).toEqual({
      i: spare,
    });
    expect((await b.taken(moved.id))?.[0] ?? '').not.toBe('2026-04-03T02:00:00.000Z');
    expect(await o.ownCase(member, long.id)).toMatchObject({ status: 'defaulted', action: 'stay' });
    expect((await o.taken(instrumentId)).find(([kind]) => kind === 'outage')).toEqual([
      'outage',
      id,
      '2026-03-31T16:00',
      '2026-04-09T16:00',
    ]);
    const { rows } = await t.database.owner.query(
      `SELECT event FROM outbox WHERE event = 'outage.planned' AND (payload ->> 'id')::int = $1`,
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  it('goes on without what was cancelled by other means', async () => {
    const [instrumentId, spare] = await o.twins();
    const mine = await b.have(member, inApril(instrumentId, 2));
    const { id } = (await o.announce(instrumentId)).body;
    expect((await b.act(member, mine.id, 'cancel')).status).toBe(200);
    await t.work();
    expect([await o.stands(id), (await o.taken(spare)).length]).toEqual(['planned', 0]);
    expect(await o.taken(instrumentId)).toHaveLength(1);
  });

  it('is withdrawn: holds are let go, everybody keeps what they had and is told', async () => {
    const [instrumentId, spare] = await o.twins();
    const mine = await b.have(member, inApril(instrumentId, 2));
    const { id } = (await o.announce(instrumentId)).body;
    expect((await t.call(manager, 'POST', `/outages/${id}/cancel`)).status).toBe(200);
    expect([await o.stands(id), (await o.taken(spare)).length]).toEqual(['cancelled', 0]);
    expect((await o.taken(instrumentId)).map(([kind]) => kind)).toEqual(['reservation']);
    expect(await o.ownCase(member, mine.id)).toBeNull();
    expect((await o.answer(member, mine.id, { action: 'cancel' })).status).toBe(404);
    t.setClock('2026-03-11T00:00:00Z');
    await t.work();
    expect(await b.status(mine.id)).toBe('confirmed');
    const { rows } = await t.database.owner.query<{ kind: string }>(
      `SELECT kind FROM notification WHERE member_id = $1 AND link = $2 ORDER BY id`,
      [member.id, `/reservations/${mine.id}`],
    );
    expect(rows.map((r) => r.kind)).toEqual(
      expect.arrayContaining(['reservation.outage_asked', 'reservation.outage_withdrawn']),
    );
  });
});

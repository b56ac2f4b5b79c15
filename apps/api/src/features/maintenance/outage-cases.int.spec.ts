import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { Answer, TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;
let manager: Person;
const now = '2026-03-01T02:00:00Z';
const answerBy = '2026-03-10T02:00:00.000Z';
let categories = 0;

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk(now));
});
afterAll(() => t.close());
beforeEach(() => t.setClock(now));

interface Made {
  readonly id: number;
  readonly caseNo: string;
  readonly status: string;
  readonly code: string;
}
interface OwnCase {
  readonly case: {
    readonly caseNo: string;
    readonly status: string;
    readonly answerBy: string;
    readonly defaultAction: string;
    readonly action: string | null;
    readonly abatedFen: number;
    readonly choices: {
      action: string;
      instrument: { id: number } | null;
      startsAt: string;
      startsOn: string | null;
      totalFen: number;
      abatedFen: number;
      abatedDays: number;
    }[];
  } | null;
}

const announce = (instrumentId: number, given: object = {}): Promise<Answer<Made>> =>
  t.call<Made>(manager, 'POST', '/outages', {
    body: {
      instrumentId,
      kind: 'maintenance',
      startsAt: '2026-04-01T00:00:00+08:00',
      endsAt: '2026-04-10T00:00:00+08:00',
      reason: '更换泵密封圈',
      ask: { answerBy },
      ...given,
    },
  });
const answer = (who: Person, id: number, body: object): Promise<Answer<{ code: string; status: string }>> =>
  t.call(who, 'POST', `/reservations/${id}/outage-case/answer`, { body, key: Bookings.key() });
const ownCase = async (who: Person, id: number): Promise<OwnCase['case']> =>
  (await t.call<OwnCase>(who, 'GET', `/reservations/${id}/outage-case`)).body.case;
const stands = async (id: number): Promise<string> =>
  String((await b.row('SELECT status FROM outage WHERE id = $1', [id])).status);

/** Everything that is taken of an instrument: [kind, source, start, end], in order. */
async function taken(instrumentId: number): Promise<[string, number, string, string][]> {
  const { rows } = await t.database.owner.query<{ k: string; i: string; s: Date; e: Date }>(
    'SELECT source_kind k, source_id i, lower(period) s, upper(period) e FROM occupancy WHERE instrument_id = $1 ORDER BY lower(period)',
    [instrumentId],
  );
  return rows.map((r) => [r.k, Number(r.i), r.s.toISOString().slice(0, 16), r.e.toISOString().slice(0, 16)]);
}
const twins = async (): Promise<[number, number]> => {
  const category = `停机征询${++categories}`;
  return [await t.given.anInstrument({ category }), await t.given.anInstrument({ category })];
};
const inApril = (instrumentId: number, day: number): object =>
  session(instrumentId, `2026-04-0${day}T02:00:00Z`, `2026-04-0${day}T04:00:00Z`);

describe('a rental in use under an outage', () => {
  it('sits it out: its time is cut, its rent abated, and what is not needed comes back to it', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, rental(instrumentId, '2026-03-01', 2));
    expect((await b.act(manager, id, 'hand-over', { condition: 'good' })).status).toBe(200);
    const made = await announce(instrumentId);
    expect([made.status, made.body.status]).toEqual([201, 'planned']);
    const o = made.body.id;
    expect(await taken(instrumentId)).toEqual([
      ['reservation', id, '2026-02-28T16:00', '2026-03-31T16:00'],
      ['outage', o, '2026-03-31T16:00', '2026-04-09T16:00'],
      ['reservation', id, '2026-04-09T16:00', '2026-04-30T16:00'],
    ]);
    // nine of the thirty days of April: 4,500.00 × 9/30
    expect(await b.row('SELECT total_fen::int n FROM reservation WHERE id = $1', [id])).toEqual({ n: 765_000 });
    expect(await ownCase(member, id)).toMatchObject({
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
    expect((await t.call(manager, 'POST', `/outages/${o}/end`, { body: {} })).status).toBe(200);
    expect(await taken(instrumentId)).toEqual([
      ['reservation', id, '2026-02-28T16:00', '2026-03-31T16:00'],
      ['outage', o, '2026-03-31T16:00', '2026-04-04T02:00'],
      ['reservation', id, '2026-04-04T02:00', '2026-04-30T16:00'],
    ]);
    expect(await b.row('SELECT total_fen::int n FROM reservation WHERE id = $1', [id])).toEqual({ n: 840_000 });
  });

  it('has everything back when the outage is called off', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, rental(instrumentId, '2026-03-01', 2));
    const made = await announce(instrumentId, { ask: undefined, resolutions: [{ reservationId: id, action: 'stay' }] });
    expect(made.body.status).toBe('planned');
    expect((await t.call(manager, 'POST', `/outages/${made.body.id}/cancel`)).status).toBe(200);
    expect(await taken(instrumentId)).toEqual([['reservation', id, '2026-02-28T16:00', '2026-04-30T16:00']]);
    expect(await b.row('SELECT total_fen::int n FROM reservation WHERE id = $1', [id])).toEqual({ n: 900_000 });
  });

  it('may not be asked of what must come back first', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, session(instrumentId, '2026-03-01T03:00:00Z', '2026-03-01T05:00:00Z'));
    expect((await b.act(manager, id, 'hand-over', { condition: 'good' })).status).toBe(200);
    const refused = await announce(instrumentId, { startsAt: undefined });
    expect([refused.status, refused.body.code]).toEqual([409, 'in_use']);
  });
});

describe('an announced outage', () => {
  it('takes what is free, holds an equivalent for each, and asks', async () => {
    const [instrumentId, spare] = await twins();
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
    const { id, status } = (await announce(instrumentId)).body;
    expect(status).toBe('announced');
    expect((await taken(instrumentId)).map(([kind, , start]) => [kind, start])).toEqual([
      ['outage', '2026-03-31T16:00'],
      ['reservation', '2026-04-02T02:00'],
      ['outage', '2026-04-02T04:00'],
    ]);
    expect((await taken(spare)).map(([kind, , start]) => [kind, start])).toEqual([['case', '2026-04-02T02:00']]);
    expect((await b.reserve(other, inApril(instrumentId, 5))).body.code).toBe('slot_taken');
    expect((await b.reserve(other, inApril(spare, 2))).body.code).toBe('slot_taken');
    const calendar = await t.call<{ busy: { kind: string }[] }>(
      other,
      'GET',
      `/instruments/${spare}/calendar?from=2026-04-01&to=2026-04-05`,
    );
    expect(calendar.body.busy.map((x) => x.kind)).toEqual(['taken']);
    const shown = await ownCase(member, mine.id);
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

  it('is planned whole when the last owner has answered', async () => {
    const [instrumentId, spare] = await twins();
    const first = await b.have(member, inApril(instrumentId, 2));
    const second = await b.have(other, inApril(instrumentId, 3));
    const { id } = (await announce(instrumentId)).body;
    expect((await answer(member, first.id, { action: 'swap' })).status).toBe(200);
    expect(await stands(id)).toBe('announced');
    expect((await taken(spare)).map(([kind, source]) => [kind, source])).toContainEqual(['reservation', first.id]);
    expect((await answer(other, second.id, { action: 'cancel' })).status).toBe(200);
    expect(await stands(id)).toBe('planned');
    expect(await taken(instrumentId)).toEqual([['outage', id, '2026-03-31T16:00', '2026-04-09T16:00']]);
    // the second one's hold is gone
    expect((await taken(spare)).map(([kind]) => kind)).toEqual(['reservation']);
    expect(await b.row('SELECT status, fee_waived FROM reservation WHERE id = $1', [second.id])).toEqual({
      status: 'cancelled',
      fee_waived: true,
    });
    expect((await answer(member, first.id, { action: 'cancel' })).body.code).toBe('already_settled');
    expect((await answer(other, first.id, { action: 'cancel' })).status).toBe(404);
  });

  it('lets the owner choose a date, and offers others when that is taken', async () => {
    const [instrumentId] = await twins();
    const mine = await b.have(member, inApril(instrumentId, 2));
    await b.have(other, session(instrumentId, '2026-04-20T02:00:00Z', '2026-04-20T04:00:00Z'));
    const { id } = (await announce(instrumentId)).body;
    const clash = await answer(member, mine.id, { action: 'move', startsAt: '2026-04-20T03:00:00Z' });
    expect([clash.status, clash.body.code]).toEqual([409, 'slot_taken']);
    expect(clash.body).toMatchObject({ alternatives: { nextFree: { startsAt: '2026-04-20T04:00:00.000Z' } } });
    expect((await answer(member, mine.id, { action: 'move', startsAt: '2026-04-05T02:00:00Z' })).body.code).toBe(
      'slot_taken',
    );
    expect((await answer(member, mine.id, { action: 'move', startsAt: '2026-02-05T02:00:00Z' })).body.code).toBe(
      'policies_violated',
    );
    expect((await answer(member, mine.id, { action: 'stay' })).body.code).toBe('not_a_choice');
    expect((await answer(member, mine.id, { action: 'move', startsAt: '2026-04-20T04:00:00Z' })).status).toBe(200);
    expect(await b.taken(mine.id)).toEqual(['2026-04-20T04:00:00.000Z', '2026-04-20T06:00:00.000Z']);
    expect(await stands(id)).toBe('planned');
  });

  it('keeps a confirmed rental with its rent abated when the owner prefers that', async () => {
    const [instrumentId] = await twins();
    const { id } = await b.have(member, rental(instrumentId, '2026-03-15', 1));
    await announce(instrumentId);
    const stay = (await ownCase(member, id))?.choices.find((c) => c.action === 'stay');
    expect(stay).toMatchObject({ totalFen: 315_000, abatedFen: 135_000, abatedDays: 9 });
    expect((await answer(member, id, { action: 'stay' })).status).toBe(200);
    expect(await b.row('SELECT total_fen::int n, status FROM reservation WHERE id = $1', [id])).toEqual({
      n: 315_000,
      status: 'confirmed',
    });
  });

  it('does what was announced when nobody answers, and the next best when that is gone', async () => {
    const [instrumentId, spare] = await twins();
    const swapped = await b.have(member, inApril(instrumentId, 2));
    const moved = await b.have(other, inApril(instrumentId, 3));
    const long = await b.have(member, rental(instrumentId, '2026-04-08', 6));
    const defaults = [{ reservationId: moved.id, action: 'move' }];
    const { id } = (await announce(instrumentId, { ask: { answerBy, defaults } })).body;
    t.setClock('2026-03-10T01:59:00Z');
    await t.work();
    expect(await stands(id)).toBe('announced');
    t.setClock('2026-03-10T02:01:00Z');
    await t.work();
    expect(await stands(id)).toBe('planned');
    expect(await b.row('SELECT instrument_id::int i FROM reservation WHERE id = $1', [swapped.id])).toEqual({
      i: spare,
    });
    expect((await b.taken(moved.id))?.[0] ?? '').not.toBe('2026-04-03T02:00:00.000Z');
    expect(await ownCase(member, long.id)).toMatchObject({ status: 'defaulted', action: 'stay' });
    expect((await taken(instrumentId)).find(([kind]) => kind === 'outage')).toEqual([
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
    const [instrumentId, spare] = await twins();
    const mine = await b.have(member, inApril(instrumentId, 2));
    const { id } = (await announce(instrumentId)).body;
    expect((await b.act(member, mine.id, 'cancel')).status).toBe(200);
    await t.work();
    expect([await stands(id), (await taken(spare)).length]).toEqual(['planned', 0]);
    expect(await taken(instrumentId)).toHaveLength(1);
  });

  it('is withdrawn: holds are let go, everybody keeps what they had and is told', async () => {
    const [instrumentId, spare] = await twins();
    const mine = await b.have(member, inApril(instrumentId, 2));
    const { id } = (await announce(instrumentId)).body;
    expect((await t.call(manager, 'POST', `/outages/${id}/cancel`)).status).toBe(200);
    expect([await stands(id), (await taken(spare)).length]).toEqual(['cancelled', 0]);
    expect((await taken(instrumentId)).map(([kind]) => kind)).toEqual(['reservation']);
    expect(await ownCase(member, mine.id)).toBeNull();
    expect((await answer(member, mine.id, { action: 'cancel' })).status).toBe(404);
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

describe('at the same moment', () => {
  it('an answer and the default: exactly one wins', async () => {
    for (let round = 0; round < 10; round++) {
      t.setClock(now);
      const [instrumentId, spare] = await twins();
      const mine = await b.have(member, inApril(instrumentId, 2));
      const { id } = (await announce(instrumentId)).body;
      t.setClock('2026-03-10T02:00:01Z');
      const [said] = await Promise.all([answer(member, mine.id, { action: 'cancel' }), t.work()]);
      const shown = await ownCase(member, mine.id);
      expect([said.status, shown?.status, shown?.action, await b.status(mine.id)]).toEqual(
        said.status === 200 ? [200, 'answered', 'cancel', 'cancelled'] : [409, 'defaulted', 'swap', 'confirmed'],
      );
      expect(await stands(id)).toBe('planned');
      expect(await taken(instrumentId)).toEqual([['outage', id, '2026-03-31T16:00', '2026-04-09T16:00']]);
      expect((await taken(spare)).map(([kind]) => kind)).toEqual(said.status === 200 ? [] : ['reservation']);
    }
  });

  it('two owners who swap are both served, and the outage is planned once', async () => {
    for (let round = 0; round < 10; round++) {
      const [instrumentId, spare] = await twins();
      const first = await b.have(member, inApril(instrumentId, 2));
      const second = await b.have(other, inApril(instrumentId, 3));
      const { id } = (await announce(instrumentId)).body;
      const said = await Promise.all([
        answer(member, first.id, { action: 'swap' }),
        answer(other, second.id, { action: 'swap' }),
      ]);
      expect(said.map((one) => one.status)).toEqual([200, 200]);
      expect((await taken(spare)).map(([kind, source]) => [kind, source])).toEqual([
        ['reservation', first.id],
        ['reservation', second.id],
      ]);
      expect([await stands(id), (await taken(instrumentId)).length]).toEqual(['planned', 1]);
    }
  });

  it('an announcement and a booking: the booking is refused, or its owner is asked too', async () => {
    for (let round = 0; round < 10; round++) {
      const [instrumentId] = await twins();
      const mine = await b.have(member, inApril(instrumentId, 2));
      const [made, late] = await Promise.all([announce(instrumentId), b.reserve(other, inApril(instrumentId, 6))]);
      expect(made.status).toBe(201);
      const asked = [mine.id, ...(late.status === 201 ? [late.body.id] : [])];
      t.setClock('2026-03-10T02:00:01Z');
      await t.work();
      t.setClock(now);
      expect((await taken(instrumentId))[0]).toEqual(['outage', made.body.id, '2026-03-31T16:00', '2026-04-09T16:00']);
      const { rows } = await t.database.owner.query('SELECT 1 FROM outage_case WHERE outage_id = $1', [made.body.id]);
      expect(rows).toHaveLength(asked.length);
    }
  });
});

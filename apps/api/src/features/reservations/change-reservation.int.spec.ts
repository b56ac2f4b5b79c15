import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;
let manager: Person;
const now = '2026-03-01T02:00:00Z';

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk(now));
});
afterAll(() => t.close());
beforeEach(() => t.setClock(now));

const total = async (id: number): Promise<unknown> =>
  (await b.row('SELECT total_fen::int n FROM reservation WHERE id = $1', [id])).n;

describe('extending a rental', () => {
  it('adds a segment at today’s price, with the tier of the whole length for it only, counting from the first day', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, rental(instrumentId, '2026-03-31', 2));
    await t.database.owner.query('UPDATE rate_plan SET monthly_fen = 500000 WHERE instrument_id = $1', [instrumentId]);
    const preview = await b.act<{ quote: { quoteId: string; totalFen: number }; newEndsOn: string; free: boolean }>(
      member,
      id,
      'extend-preview',
      { months: 1 },
    );
    // 3 months in all: 3 %
    expect(preview.body).toMatchObject({ newEndsOn: '2026-06-30', free: true, quote: { totalFen: 485_000 } });
    const wrong = await b.act(member, id, 'extend', { months: 1, quoteId: '0'.repeat(64) });
    expect([wrong.status, wrong.body.code]).toEqual([409, 'quote_changed']);
    const extended = await b.act(member, id, 'extend', { months: 1, quoteId: preview.body.quote.quoteId });
    expect([extended.status, extended.body.totalFen]).toEqual([200, 900_000 + 485_000]);
    expect(await b.taken(id)).toEqual(['2026-03-30T16:00:00.000Z', '2026-06-29T16:00:00.000Z']);
    expect((await b.due(id)).at(-1)).toBe('overdue 2026-06-29T16:00:00.000Z');
    const shown = await t.call<{ lines: { amountFen: number }[]; months: number; segments: unknown[] }>(
      member,
      'GET',
      `/reservations/${id}`,
    );
    expect(shown.body.lines.reduce((sum, l) => sum + l.amountFen, 0)).toBe(1_385_000);
    expect([shown.body.months, shown.body.segments.length]).toEqual([3, 2]);
  });

  it('is refused where the next stands, with what is free instead, and changes nothing', async () => {
    const category = '延长';
    const instrumentId = await t.given.anInstrument({ category });
    const spare = await t.given.anInstrument({ category });
    const { id } = await b.have(member, rental(instrumentId, '2026-03-15', 1));
    await b.have(other, rental(instrumentId, '2026-05-01', 1));
    const refused = await b.act<{
      code: string;
      taken: { start: string };
      alternatives: { equivalents: { instrumentId: number }[] };
    }>(member, id, 'extend', { months: 2 });
    expect([refused.status, refused.body.code, refused.body.taken.start]).toEqual([
      409,
      'slot_taken',
      '2026-04-30T16:00:00.000Z',
    ]);
    expect(refused.body.alternatives.equivalents.map((e) => e.instrumentId)).toEqual([spare]);
    expect(await b.taken(id)).toEqual(['2026-03-14T16:00:00.000Z', '2026-04-14T16:00:00.000Z']);
    expect(await b.row('SELECT count(*)::int n FROM reservation_segment WHERE reservation_id = $1', [id])).toEqual({
      n: 1,
    });
  });

  it('is not for others, nor for sessions', async () => {
    const { id } = await b.have(member, rental(await t.given.anInstrument(), '2026-03-15', 1));
    expect((await b.act(other, id, 'extend', { months: 1 })).status).toBe(404);
    const hour = await b.have(
      member,
      session(await t.given.anInstrument(), '2026-03-02T02:00:00Z', '2026-03-02T03:00:00Z'),
    );
    expect((await b.act(member, hour.id, 'extend', { months: 1 })).body.code).toBe('not_in_this_state');
  });
});

describe('announcing an early return', () => {
  it('costs what the rules say, frees the days, and can be taken back', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, rental(instrumentId, '2026-03-15', 6));
    const preview = await b.act<{ quoteId: string; chargedTo: string; months: unknown[]; totalFen: number }>(
      member,
      id,
      'return-preview',
      { returnedOn: '2026-05-01' },
    );
    expect(preview.body).toMatchObject({ chargedTo: '2026-05-01', totalFen: 246_774 + 443_226 });
    const short = await b.act(member, id, 'shorten', { returnedOn: '2026-05-01', quoteId: preview.body.quoteId });
    expect(short.body).toMatchObject({ status: 'confirmed', totalFen: 690_000, endsAt: '2026-04-30T16:00:00.000Z' });
    expect((await b.taken(id))?.[1]).toBe('2026-04-30T16:00:00.000Z');
    expect((await b.act(member, id, 'extend', { months: 1 })).body.code).toBe('not_in_this_state');
    const back = await b.act(member, id, 'shorten', { returnedOn: '2026-09-15' });
    expect(back.body.totalFen).toBe(6 * 427_500);
    expect((await b.act(member, id, 'shorten', { returnedOn: '2026-05-01' })).status).toBe(200);
    await b.have(other, rental(instrumentId, '2026-05-01', 1));
    const late = await b.act(member, id, 'shorten', { returnedOn: '2026-09-15' });
    expect([late.status, late.body.code]).toEqual([409, 'slot_taken']);
  });

  it('takes a day between tomorrow and the agreed end only', async () => {
    const { id } = await b.have(member, rental(await t.given.anInstrument(), '2026-03-15', 1));
    for (const returnedOn of ['2026-03-15', '2026-02-01', '2026-04-16']) {
      expect((await b.act(member, id, 'return-preview', { returnedOn })).body.code).toBe('bad_return_day');
    }
  });
});

describe('cancelling', () => {
  it('is free up to the cut-off, that instant included, then costs the plan’s share', async () => {
    const { id } = await b.have(member, rental(await t.given.anInstrument(), '2026-03-15', 2));
    t.setClock('2026-03-11T16:00:00.000Z');
    expect((await b.act<{ feeFen: number }>(member, id, 'cancel-preview')).body.feeFen).toBe(0);
    t.setClock('2026-03-11T16:00:10.000Z');
    expect((await b.act<{ feeFen: number }>(member, id, 'cancel-preview')).body.feeFen).toBe(270_000);
    expect((await b.act(member, id, 'cancel', { waiveFee: true })).status).toBe(403);
    const dearer = await b.act<{ code: string; feeFen: number }>(member, id, 'cancel', { feeFen: 0 });
    expect([dearer.status, dearer.body.code, dearer.body.feeFen]).toEqual([409, 'fee_changed', 270_000]);
    expect((await b.act(member, id, 'cancel', { feeFen: 270_000 })).body.status).toBe('cancelled');
    expect(await b.row('SELECT fee_fen::int, fee_waived FROM reservation WHERE id = $1', [id])).toEqual({
      fee_fen: 270_000,
      fee_waived: false,
    });
    expect(await b.row('SELECT status FROM deposit WHERE reservation_id = $1', [id])).toEqual({ status: 'refunded' });
    expect([await b.taken(id), await b.due(id)]).toEqual([null, []]);
  });

  it('costs nothing while it is only a request, and staff may waive the fee', async () => {
    const asked = await b.have(
      member,
      rental(await t.given.anInstrument({ approval_required: true }), '2026-03-02', 1),
    );
    expect((await b.act<{ feeFen: number }>(member, asked.id, 'cancel-preview')).body.feeFen).toBe(0);
    expect((await b.act(member, asked.id, 'cancel')).status).toBe(200);
    const sure = await b.have(member, rental(await t.given.anInstrument(), '2026-03-02', 1));
    expect((await b.act(manager, sure.id, 'cancel', { waiveFee: true, reason: '园区停电' })).status).toBe(200);
    expect(await b.row('SELECT fee_fen::int, fee_waived FROM reservation WHERE id = $1', [sure.id])).toEqual({
      fee_fen: 135_000,
      fee_waived: true,
    });
  });

  it('has one effect for one key', async () => {
    const { id } = await b.have(member, rental(await t.given.anInstrument(), '2026-03-15', 1));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => b.act(member, id, 'cancel', {}, 'one-key-for-all')),
    );
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([200]));
    expect(
      await b.row(`SELECT count(*)::int n FROM audit_event WHERE entity_id = $1 AND action = 'reservation.cancelled'`, [
        id,
      ]),
    ).toEqual({ n: 1 });
  });
});

describe('moving', () => {
  it('keeps its prices on its own instrument, and its reminders follow', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, rental(instrumentId, '2026-03-15', 2));
    await t.database.owner.query('UPDATE rate_plan SET monthly_fen = 900000 WHERE instrument_id = $1', [instrumentId]);
    const moved = await b.act(member, id, 'move', { startsOn: '2026-04-01' });
    expect(moved.body).toMatchObject({ status: 'confirmed', totalFen: 900_000, version: 2 });
    expect(await b.taken(id)).toEqual(['2026-03-31T16:00:00.000Z', '2026-05-31T16:00:00.000Z']);
    expect((await b.due(id))[0]).toBe('starts-soon 2026-03-30T16:00:00.000Z');
    const longer = await b.act(member, id, 'move', { months: 3 });
    expect(longer.body.totalFen).toBe(3 * 436_500);
  });

  it('to a taken slot is refused, and everything stays as it was', async () => {
    const instrumentId = await t.given.anInstrument();
    const { id } = await b.have(member, session(instrumentId, '2026-03-02T02:00:00Z', '2026-03-02T03:00:00Z'));
    await b.have(other, session(instrumentId, '2026-03-02T05:00:00Z', '2026-03-02T06:00:00Z'));
    const refused = await b.act(member, id, 'move', { startsAt: '2026-03-02T04:30:00Z' });
    expect([refused.status, refused.body.code]).toEqual([409, 'slot_taken']);
    expect(await b.taken(id)).toEqual(['2026-03-02T02:00:00.000Z', '2026-03-02T03:00:00.000Z']);
    const onto = await b.act(member, id, 'move', { startsAt: '2026-03-02T02:30:00Z' });
    expect(onto.status).toBe(200);
  });

  it('to another instrument takes its price of today, and its approval', async () => {
    const { id } = await b.have(member, rental(await t.given.anInstrument(), '2026-03-15', 2));
    const guarded = await t.given.anInstrument({ approval_required: true });
    expect((await b.act(member, id, 'move', { instrumentId: guarded })).body.code).toBe('approval_needed');
    const { body: seen } = await b.act(member, id, 'move-preview', { instrumentId: guarded });
    expect(seen.violations).toContainEqual(expect.objectContaining({ code: 'approval_needed', severity: 'refuse' }));
    const cheap = await t.given.anInstrument({ monthly_fen: 100_000 });
    const moved = await b.act(member, id, 'move', { instrumentId: cheap });
    expect(moved.body.totalFen).toBe(200_000);
    expect(await b.row('SELECT instrument_id::int FROM occupancy WHERE source_id = $1', [id])).toEqual({
      instrument_id: cheap,
    });
    expect(await total(id)).toBe(200_000);
  });

  it('and creating never both get the slot', async () => {
    const instrumentId = await t.given.anInstrument();
    for (let round = 0; round < 30; round++) {
      const hour = (h: number): string => new Date(Date.UTC(2026, 2, 3 + round, h)).toISOString();
      const { id } = await b.have(member, session(instrumentId, hour(1), hour(2)));
      const answers = await Promise.all([
        b.act(member, id, 'move', { startsAt: hour(4) }),
        b.reserve(other, session(instrumentId, hour(4), hour(5))),
      ]);
      expect(answers.filter((a) => a.status === 409)).toHaveLength(1);
      expect(answers.filter((a) => a.status < 300)).toHaveLength(1);
    }
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Bookings, openBookingDesk, session } from '../../../../test/support/bookings.js';
import type { InstrumentGiven, Person } from '../../../../test/support/builders.js';
import type { Answer, TestApp } from '../../../../test/support/test-app.js';
import type { SeriesMovePreview } from './preview-move.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;
let manager: Person;

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk('2026-03-01T02:00:00Z'));
});
afterAll(() => t.close());
beforeEach(() => t.setClock('2026-03-01T02:00:00Z'));

interface Series {
  readonly id: number;
  readonly rrule: string;
  readonly startsLocal: string;
  readonly endsBefore: string | null;
  readonly sessions: { date: string; reservationId: number; status: string; startsAt: string; isException: boolean }[];
  readonly skipped: { date: string }[];
}
interface Outcome {
  readonly id: number;
  readonly code?: string;
  readonly moved?: number;
  readonly cancelled?: number;
  readonly feeFen?: number;
  readonly preview?: SeriesMovePreview;
  readonly decided?: number;
}

/** Four Wednesdays at 10:00 from 4 March on, one hour each. */
const have = async (
  given: object = {},
  instrument: InstrumentGiven = {},
): Promise<{ id: number; instrumentId: number }> => {
  const instrumentId = await t.given.anInstrument(instrument);
  const body = {
    instrumentId,
    startsLocal: '2026-03-04T10:00',
    lengthMinutes: 60,
    rrule: 'FREQ=WEEKLY;COUNT=4',
    ...given,
  };
  const made = await t.call<Outcome>(member, 'POST', '/reservations/series', { body, key: Bookings.key() });
  expect(made.status).toBe(201);
  return { id: made.body.id, instrumentId };
};
const act = <T = Outcome>(id: number, action: string, body: object, who = member): Promise<Answer<T>> =>
  t.call<T>(who, 'POST', `/reservations/series/${id}/${action}`, { body, key: Bookings.key() });
const show = async (id: number): Promise<Series> =>
  (await t.call<Series>(member, 'GET', `/reservations/series/${id}`)).body;
const starts = async (id: number): Promise<string[]> =>
  (await show(id)).sessions.map((one) => one.startsAt.slice(0, 16));
const all = { scope: 'all', date: '2026-03-04' };

describe('moving a series', () => {
  it('moves all of it at the price that was shown, and the rule with it', async () => {
    const { id } = await have();
    const preview = await act<SeriesMovePreview>(id, 'move-preview', {
      ...all,
      startTime: '14:00',
      lengthMinutes: 120,
    });
    expect([preview.body.beforeFen, preview.body.totalFen, preview.body.moved]).toEqual([72_000, 144_000, 4]);
    const { quoteId } = preview.body;
    const moved = await act(id, 'move', { ...all, startTime: '14:00', lengthMinutes: 120, quoteId });
    expect([moved.status, moved.body]).toEqual([200, { id, moved: 4, totalFen: 144_000 }]);
    expect(await starts(id)).toEqual(['2026-03-04T06:00', '2026-03-11T06:00', '2026-03-18T06:00', '2026-03-25T06:00']);
    expect(await show(id)).toMatchObject({
      startsLocal: '2026-03-04T14:00',
      rrule: 'FREQ=WEEKLY;COUNT=4',
      skipped: [],
    });
  });

  it('moves this and those after it into a series of their own', async () => {
    const { id } = await have();
    const moved = await act(id, 'move', { scope: 'following', date: '2026-03-18', startTime: '15:00', shiftDays: 1 });
    expect([moved.status, moved.body.moved, moved.body.id === id]).toEqual([200, 2, false]);
    expect(await starts(id)).toEqual(['2026-03-04T02:00', '2026-03-11T02:00']);
    expect((await show(id)).endsBefore).toBe('2026-03-18');
    const next = await show(moved.body.id);
    expect(next).toMatchObject({ rrule: 'FREQ=WEEKLY;COUNT=2', startsLocal: '2026-03-19T15:00', splitFrom: id });
    expect(next.sessions.map((one) => [one.date, one.isException])).toEqual([
      ['2026-03-19', false],
      ['2026-03-26', false],
    ]);
  });

  it('lets each go where another of them stood', async () => {
    const { id } = await have({ rrule: 'FREQ=DAILY;COUNT=3', lengthMinutes: 720 });
    const moved = await act(id, 'move', { ...all, shiftDays: 1 });
    expect(moved.status).toBe(200);
    expect(await starts(id)).toEqual(['2026-03-05T02:00', '2026-03-06T02:00', '2026-03-07T02:00']);
  });

  it('never touches what has begun or is over, and is not stopped by it', async () => {
    const { id, instrumentId } = await have();
    t.setClock('2026-03-11T02:30:00Z');
    const preview = await act<SeriesMovePreview>(id, 'move-preview', { ...all, startTime: '08:00' });
    expect([preview.body.moved, preview.body.untouched]).toEqual([2, 2]);
    const moved = await act(id, 'move', { ...all, startTime: '08:00' });
    expect([moved.status, moved.body.moved]).toEqual([200, 2]);
    expect(await starts(id)).toEqual(['2026-03-04T02:00', '2026-03-11T02:00']);
    expect(await starts(moved.body.id)).toEqual(['2026-03-18T00:00', '2026-03-25T00:00']);
    t.setClock('2026-04-01T00:00:00Z');
    expect((await act(id, 'move', { ...all, startTime: '09:00' })).body.code).toBe('nothing_ahead');
    expect(instrumentId).toBeGreaterThan(0);
  });

  it('leaves one that was moved alone where it is, unless that is asked for', async () => {
    const { id } = await have();
    const second = (await show(id)).sessions[1];
    const times = { startsAt: '2026-03-12T05:00:00Z', endsAt: '2026-03-12T06:00:00Z' };
    expect((await b.act(member, second?.reservationId ?? 0, 'move', times)).status).toBe(200);
    const preview = await act<SeriesMovePreview>(id, 'move-preview', { ...all, startTime: '14:00' });
    expect([preview.body.moved, preview.body.exceptions]).toEqual([3, 1]);
    await act(id, 'move', { ...all, startTime: '14:00' });
    expect((await starts(id))[1]).toBe('2026-03-12T05:00');
    await act(id, 'move', { ...all, startTime: '16:00', includeExceptions: true });
    expect((await starts(id))[1]).toBe('2026-03-11T08:00');
    expect((await show(id)).sessions.some((one) => one.isException)).toBe(false);
  });

  it('lists what stands in the way first; each may stay or go elsewhere, or nothing is moved', async () => {
    const { id, instrumentId } = await have();
    await b.have(other, session(instrumentId, '2026-03-11T06:00:00Z', '2026-03-11T07:00:00Z'));
    await b.have(other, session(instrumentId, '2026-03-18T06:00:00Z', '2026-03-18T07:00:00Z'));
    const preview = await act<SeriesMovePreview>(id, 'move-preview', { ...all, startTime: '14:00' });
    expect(preview.body.occurrences.map((one) => one.verdict)).toEqual(['free', 'taken', 'taken', 'free']);
    expect(preview.body.occurrences[1]?.alternatives?.nextFree?.startsAt).toBe('2026-03-11T07:00:00.000Z');
    const refused = await act(id, 'move', { ...all, startTime: '14:00' });
    expect([refused.status, refused.body.code, refused.body.preview?.conflicts]).toEqual([409, 'series_conflicts', 2]);
    expect((await starts(id))[0]).toBe('2026-03-04T02:00');
    const choices = [
      { date: '2026-03-11', action: 'keep' },
      { date: '2026-03-18', action: 'take', startsAt: '2026-03-18T07:00:00Z' },
    ];
    const moved = await act(id, 'move', { ...all, startTime: '14:00', choices });
    expect([moved.status, moved.body.moved]).toEqual([200, 3]);
    expect(await starts(id)).toEqual(['2026-03-04T06:00', '2026-03-11T02:00', '2026-03-18T07:00', '2026-03-25T06:00']);
    expect((await show(id)).sessions.map((one) => one.isException)).toEqual([false, true, true, false]);
  });

  it('to another instrument takes its price, and does not slip past the staff', async () => {
    const { id } = await have();
    const dear = await t.given.anInstrument({ hourly_fen: 30_000 });
    const moved = await act<Outcome & { totalFen: number }>(id, 'move', { ...all, instrumentId: dear });
    expect([moved.status, moved.body.totalFen]).toEqual([200, 120_000]);
    const strict = await t.given.anInstrument({ approval_required: true });
    const preview = await act<SeriesMovePreview>(id, 'move-preview', { ...all, instrumentId: strict });
    expect(preview.body.occurrences.map((one) => one.verdict)).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect((await act(id, 'move', { ...all, instrumentId: strict })).body.code).toBe('approval_needed');
  });

  it('is refused where it would stand in its own way, or by the day of a monthly one', async () => {
    const { id } = await have({ rrule: 'FREQ=DAILY;COUNT=3' });
    expect((await act(id, 'move', { ...all, lengthMinutes: 1500 })).body.code).toBe('series_overlaps_itself');
    const monthly = await have({ rrule: 'FREQ=MONTHLY;COUNT=2' });
    expect((await act(monthly.id, 'move', { ...all, shiftDays: 1 })).body.code).toBe('monthly_day_stays');
    expect((await act(monthly.id, 'move', { ...all, startTime: '11:00' })).status).toBe(200);
  });

  it('of this one alone leaves the rule as it is', async () => {
    const { id } = await have();
    const moved = await act(id, 'move', { scope: 'this', date: '2026-03-11', startTime: '12:00' });
    expect([moved.status, moved.body.moved, moved.body.id]).toEqual([200, 1, id]);
    expect(await starts(id)).toEqual(['2026-03-04T02:00', '2026-03-11T04:00', '2026-03-18T02:00', '2026-03-25T02:00']);
    expect((await show(id)).startsLocal).toBe('2026-03-04T10:00');
    expect((await act(id, 'move', { scope: 'this', date: '2026-03-12' })).body.code).toBe('no_such_day');
  });
});

describe('cancelling a series', () => {
  it('shows the fee of each first, and gives up all that lies ahead', async () => {
    const { id, instrumentId } = await have({}, { category: '取消' });
    await t.database.owner.query(
      'UPDATE rate_plan SET free_cancel_hours = 48, late_cancel_bps = 5000 WHERE instrument_id = $1',
      [instrumentId],
    );
    const late = await have({}, { category: '取消' });
    await t.database.owner.query('SELECT 1');
    t.setClock('2026-03-11T02:30:00Z');
    const preview = await act<{ feeFen: number; untouched: number; occurrences: object[] }>(id, 'cancel-preview', all);
    expect([preview.body.feeFen, preview.body.untouched, preview.body.occurrences.length]).toEqual([0, 2, 2]);
    const done = await act(id, 'cancel', { ...all, reason: '项目结束', feeFen: 0 });
    expect([done.status, done.body]).toEqual([200, { id, cancelled: 2, feeFen: 0 }]);
    expect(await show(id)).toMatchObject({ endsBefore: '2026-03-18', skipped: [] });
    expect((await show(id)).sessions).toHaveLength(2);
    expect((await act(id, 'cancel', all)).body.code).toBe('nothing_ahead');
    expect(late.id).not.toBe(id);
  });

  it('asks for no more than was shown', async () => {
    const instrumentId = await t.given.anInstrument({});
    await t.database.owner.query(
      'UPDATE rate_plan SET free_cancel_hours = 48, late_cancel_bps = 5000 WHERE instrument_id = $1',
      [instrumentId],
    );
    const body = { instrumentId, startsLocal: '2026-03-04T10:00', lengthMinutes: 60, rrule: 'FREQ=WEEKLY;COUNT=2' };
    const made = await t.call<Outcome>(member, 'POST', '/reservations/series', { body, key: Bookings.key() });
    const { id } = made.body;
    t.setClock('2026-03-04T00:00:00Z');
    const dear = await act(id, 'cancel', { ...all, feeFen: 0 });
    expect([dear.status, dear.body.code, dear.body.feeFen]).toEqual([409, 'fee_changed', 9_000]);
    expect((await act(id, 'cancel', { ...all, waiveFee: true })).status).toBe(403);
    const done = await act(id, 'cancel', { ...all, feeFen: 9_000 });
    expect(done.body).toEqual({ id, cancelled: 2, feeFen: 9_000 });
  });

  it('from a day on ends the series there; one alone leaves a day that can be tried again', async () => {
    const { id } = await have();
    await act(id, 'cancel', { scope: 'this', date: '2026-03-11' });
    expect((await show(id)).skipped.map((one) => one.date)).toEqual(['2026-03-11']);
    await act(id, 'cancel', { scope: 'following', date: '2026-03-18' });
    expect(await starts(id)).toEqual(['2026-03-04T02:00']);
    expect(await show(id)).toMatchObject({ endsBefore: '2026-03-18', skipped: [{ date: '2026-03-11' }] });
    expect((await act(id, 'retry', { dates: ['2026-03-11'] })).status).toBe(200);
    expect(await starts(id)).toEqual(['2026-03-04T02:00', '2026-03-11T02:00']);
  });

  it('is not for others', async () => {
    const { id } = await have();
    for (const action of ['move', 'move-preview', 'cancel', 'cancel-preview']) {
      expect((await act(id, action, all, other)).status).toBe(404);
    }
    expect((await act(id, 'approve', {}, member)).status).toBe(403);
  });
});

describe('deciding a series', () => {
  it('confirms every request at once, and only once', async () => {
    const { id } = await have({}, { approval_required: true });
    const done = await act(id, 'approve', {}, manager);
    expect([done.status, done.body.decided]).toEqual([200, 4]);
    expect((await show(id)).sessions.every((one) => one.status === 'confirmed')).toBe(true);
    expect((await act(id, 'approve', {}, manager)).body.code).toBe('already_decided');
  });

  it('is asked of the staff once and told to the owner once, however many sessions there are', async () => {
    const titles = async (who: Person): Promise<string[]> => {
      const { body } = await t.call<{ items: { titleZh: string }[] }>(who, 'GET', '/notifications');
      return body.items.map((one) => one.titleZh).filter((title) => title.includes('系列'));
    };
    await t.work();
    const [asked, told] = [await titles(manager), await titles(member)];
    const { id } = await have({}, { approval_required: true });
    await t.work();
    expect((await titles(manager)).length - asked.length).toBe(1);
    await act(id, 'approve', {}, manager);
    await t.work();
    expect((await titles(member)).slice(told.length)).toHaveLength(1);
    expect((await titles(member))[0]).toBe('系列预约已通过');
    const { n } = await b.row(
      `SELECT count(*)::int n FROM notification WHERE kind IN ('reservation.requested', 'reservation.approved')
         AND link IN (SELECT '/reservations/' || id FROM reservation WHERE series_id = $1)`,
      [id],
    );
    expect(n).toBe(0);
  });

  it('that nobody takes in time is told once, and its days can be tried again', async () => {
    const { id } = await have({}, { approval_required: true });
    t.setClock('2026-03-05T02:00:00Z');
    await t.work();
    const { body } = await t.call<{ items: { titleZh: string; bodyZh: string }[] }>(member, 'GET', '/notifications');
    const lapsed = body.items.filter((one) => one.titleZh.includes('过期'));
    expect(lapsed.map((one) => one.titleZh)).toEqual(['系列预约申请已过期']);
    expect(lapsed[0]?.bodyZh).toContain('4 次申请');
    expect((await show(id)).skipped.map((one) => one.date)).toEqual(['2026-03-11', '2026-03-18', '2026-03-25']);
  });

  it('rejects every request with the reason; its days can be tried again', async () => {
    const { id, instrumentId } = await have({}, { approval_required: true });
    expect((await act(id, 'reject', { reason: '检定周' }, manager)).body.decided).toBe(4);
    expect((await show(id)).skipped).toHaveLength(4);
    const free = await b.reserve(other, session(instrumentId, '2026-03-04T02:00:00Z', '2026-03-04T03:00:00Z'));
    expect(free.status).toBe(201);
  });
});

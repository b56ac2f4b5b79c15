import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { InstrumentGiven, Person } from '../../../test/support/builders.js';
import type { Answer, TestApp } from '../../../test/support/test-app.js';
import { ParkSettings } from '../../platform/park-settings.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let manager: Person;
// Sunday, 10:00 in the park.
const now = '2026-03-01T02:00:00Z';

beforeAll(async () => {
  ({ t, b, manager } = await openBookingDesk(now));
});
afterAll(() => t.close());
beforeEach(async () => {
  t.setClock(now);
  member = await t.given.aPerson('member', await t.given.aCompany());
});

/** An instant on a day of March, at so many minutes past an hour of the park's wall clock. */
const at = (day: number, hour: number, minute = 0): string =>
  new Date(Date.UTC(2026, 2, day, hour - 8, minute)).toISOString();
const times = (day: number, from: number, to: number): object => ({ startsAt: at(day, from), endsAt: at(day, to) });
const booked = (instrumentId: number, day: number, from: number, to: number): object =>
  session(instrumentId, at(day, from), at(day, to));
const instrument = (rules: object = {}, given: InstrumentGiven = {}): Promise<number> =>
  t.given.anInstrument({ rules, ...given });
/** Which refusals were answered; the status when there were none. */
const refusals = ({ status, body }: Answer<object>): string[] | number => {
  const { violations = [] } = body as { violations?: { code: string; severity: string }[] };
  return status === 422 ? violations.filter((v) => v.severity === 'refuse').map((v) => v.code) : status;
};
const set = (sql: string, values: unknown[] = []): Promise<unknown> => t.database.owner.query(sql, values);
async function closeThePark(from: string, to: string): Promise<void> {
  await set(`INSERT INTO park_closure (starts_at, ends_at, reason_zh, created_by) VALUES ($1, $2, '停电检修', $3)`, [
    from,
    to,
    manager.id,
  ]);
  t.app.get(ParkSettings).forget();
}
async function openThePark(): Promise<void> {
  await set('DELETE FROM park_closure');
  t.app.get(ParkSettings).forget();
}
const move = async (id: number, body: object, who = member): Promise<string[] | number> =>
  refusals(await b.act(who, id, 'move', body));

const week = { unit: 'hours', per: 'week', of: 'company', on: 'park', limit: 3 };
const morning = { '2': [{ fromMinute: 480, toMinute: 720 }] };

/** What stands on Tuesday 3 March from 9 to 11, and the edit that would reach what a new booking is refused. */
const edits: [code: string, rules: object, edit: object][] = [
  ['too_short', { minSessionMinutes: 60 }, { endsAt: at(3, 9, 30) }],
  ['too_long', { maxSessionMinutes: 180 }, { endsAt: at(3, 13) }],
  ['off_increment', { incrementMinutes: 30 }, { startsAt: at(3, 9, 15), endsAt: at(3, 11, 15) }],
  ['outside_opening_hours', { openingHours: morning }, times(3, 11, 13)],
  ['outside_opening_hours', { openingHours: morning }, times(4, 9, 11)],
  ['in_the_past', {}, times(1, 8, 9)],
  ['too_soon', { createNoticeMinutes: 1440 }, times(1, 20, 22)],
  ['too_soon', { changeNoticeMinutes: 120 }, times(1, 11, 12)],
  ['change_locked', { lockMinutes: 3 * 1440 }, times(5, 9, 11)],
  ['change_locked', { lockMinutes: 3 * 1440 }, { endsAt: at(3, 10) }],
  ['too_far_ahead', { advanceDays: 9 }, times(11, 9, 11)],
  ['quota_exceeded', { quotas: [week] }, { endsAt: at(3, 13) }],
  ['quota_exceeded', { quotas: [{ ...week, per: 'day', of: 'person', limit: 2 }] }, times(4, 9, 12)],
  ['quota_exceeded', { quotas: [{ ...week, unit: 'bookings', per: 'month', limit: 1 }] }, times(4, 9, 11)],
  ['gap_too_short', { gapMinutes: 60 }, times(4, 13, 15)],
];

describe('what a new booking is refused', () => {
  it.each(edits)('%s, is refused by moving and resizing too', async (code, rules, edit) => {
    const instrumentId = await instrument(rules);
    const { id } = await b.have(member, booked(instrumentId, 3, 9, 11));
    if (code === 'gap_too_short') await b.have(member, booked(instrumentId, 4, 12, 13));
    if (JSON.stringify(rules).includes('bookings')) {
      // One in April is within its month; to March it cannot come.
      const april = session(instrumentId, '2026-04-07T01:00:00Z', '2026-04-07T03:00:00Z');
      const later = await b.have(member, april);
      expect(await move(later.id, edit)).toEqual([code]);
      return;
    }
    expect(await move(id, edit)).toEqual([code]);
    expect(await b.row('SELECT starts_at, ends_at FROM reservation WHERE id = $1', [id])).toEqual({
      starts_at: new Date(at(3, 9)),
      ends_at: new Date(at(3, 11)),
    });
  });

  const destinations: [code: string, rules: object, given: InstrumentGiven][] = [
    ['instrument_out_of_service', {}, { status: 'out_of_service' }],
    ['instrument_retired', {}, { status: 'retired' }],
    ['mode_not_open', {}, { opens_session: false }],
    ['outside_opening_hours', { openingHours: { '3': [{ fromMinute: 0, toMinute: 1440 }] } }, {}],
    ['too_long', { maxSessionMinutes: 60 }, {}],
    ['too_short', { minSessionMinutes: 180 }, {}],
    ['off_increment', { incrementMinutes: 240 }, {}],
    ['too_soon', { createNoticeMinutes: 4 * 1440 }, {}],
    ['too_far_ahead', { advanceDays: 1 }, {}],
    ['too_many_open', { maxOpenOfPerson: 1 }, {}],
    ['too_many_open', { maxOpenOfCompany: 1 }, {}],
    ['quota_exceeded', { quotas: [{ ...week, on: 'instrument', limit: 1 }] }, {}],
    ['qualification_missing', {}, { training_required: true }],
    ['calibration_expires', { calibrationGate: 'blocks' }, { calibration_valid_until: '2026-03-02' }],
    ['biosafety_level', {}, { room_biosafety_level: 1 }],
    ['change_locked', { lockMinutes: 3 * 1440 }, {}],
  ];
  it.each(destinations)('%s, is refused by swapping too', async (code, rules, given) => {
    const from = await instrument({}, { room_biosafety_level: 2 });
    const to = await instrument(rules, given);
    const { id } = await b.have(member, { ...booked(from, 3, 9, 11), sampleBiosafetyLevel: 2 });
    await b.have(member, booked(await instrument(), 5, 9, 10));
    const expected = code === 'biosafety_level' ? [code] : expect.arrayContaining([code]);
    await set('UPDATE instrument SET room_biosafety_level = 2 WHERE id = $1 AND room_biosafety_level IS NULL', [to]);
    expect(await move(id, { instrumentId: to })).toEqual(expected);
  });

  it('the park’s closure, is refused by moving and resizing', async () => {
    const { id } = await b.have(member, booked(await instrument(), 3, 9, 11));
    await closeThePark(at(3, 12), at(3, 18));
    expect(await move(id, { endsAt: at(3, 13) })).toEqual(['park_closed']);
    expect(await move(id, times(3, 13, 15))).toEqual(['park_closed']);
    expect(await move(id, times(3, 10, 12))).toBe(200);
    await openThePark();
  });

  it.each([
    ['company_suspended', `UPDATE company SET suspended_at = '2026-02-01' WHERE id = $1`],
    ['credit_limit_exceeded', 'UPDATE company SET credit_limit_fen = 100 WHERE id = $1'],
  ])('%s, is refused by moving, extending and approving', async (code, sql) => {
    const hours = await b.have(member, booked(await instrument(), 3, 9, 11));
    const months = await b.have(member, rental(await instrument(), '2026-03-10', 1));
    const asked = await b.have(member, booked(await instrument({}, { approval_required: true }), 4, 9, 11));
    await set(sql, [member.companyId]);
    expect(await move(hours.id, times(5, 9, 11))).toEqual([code]);
    expect(await move(months.id, { startsOn: '2026-03-12' })).toEqual([code]);
    expect(refusals(await b.act(member, months.id, 'extend', { months: 1 }))).toEqual([code]);
    expect(refusals(await b.act(manager, asked.id, 'approve', { version: 1 }))).toEqual([code]);
    expect(await b.status(asked.id)).toBe('requested');
  });

  it('person_suspended, is refused by moving and approving', async () => {
    const { id } = await b.have(member, booked(await instrument(), 3, 9, 11));
    const asked = await b.have(member, booked(await instrument({}, { approval_required: true }), 4, 9, 11));
    await set(
      `INSERT INTO conduct_violation (member_id, company_id, reservation_id, kind, at)
       SELECT r.member_id, r.company_id, r.id, v.kind, '2026-02-20T02:00:00Z' FROM reservation r
       CROSS JOIN unnest(ARRAY['no_show', 'late_return', 'late_cancel']) v(kind) WHERE r.id = $1`,
      [id],
    );
    expect(await move(id, times(5, 9, 11))).toEqual(['person_suspended']);
    expect(refusals(await b.act(manager, asked.id, 'approve', { version: 1 }))).toEqual(['person_suspended']);
  });
});

describe('extending and shortening', () => {
  it('keep to the length, the horizon, the calibration and the service of the instrument', async () => {
    const rules = { maxMonths: 2, advanceDays: 90, calibrationGate: 'blocks' };
    const id = await instrument(rules, { calibration_valid_until: '2026-05-31' });
    const { id: months } = await b.have(member, rental(id, '2026-03-10', 1));
    const extend = async (count: number): Promise<string[] | number> =>
      refusals(await b.act(member, months, 'extend', { months: count }));
    expect(await extend(2)).toEqual(['too_long', 'too_far_ahead', 'calibration_expires']);
    await set(`UPDATE instrument SET status = 'out_of_service' WHERE id = $1`, [id]);
    expect(await extend(1)).toEqual(['instrument_out_of_service']);
  });

  it('do not shorten inside the lock window, until the rental has begun', async () => {
    const id = await instrument({ lockMinutes: 2 * 1440 });
    const { id: months } = await b.have(member, rental(id, '2026-03-02', 3));
    const shorten = async (who = member, more: object = {}): Promise<string[] | number> =>
      refusals(await b.act(who, months, 'shorten', { returnedOn: '2026-05-02', ...more }));
    expect(await shorten()).toEqual(['change_locked']);
    expect(await shorten(manager, { override: { codes: ['change_locked'], reason: '园区原因' } })).toBe(200);
    t.setClock('2026-03-02T02:00:00Z');
    expect(refusals(await b.act(member, months, 'shorten', { returnedOn: '2026-05-01' }))).toBe(200);
  });
});

describe('cancelling', () => {
  it('is refused or noted when it is late, as the park has set it; never for what only waits, nor to staff', async () => {
    const notice = { cancelNoticeMinutes: 3 * 1440 };
    const noted = await b.have(member, booked(await instrument(notice), 3, 9, 11));
    const preview = await b.act<{ violations: { code: string; severity: string }[] }>(
      member,
      noted.id,
      'cancel-preview',
    );
    expect(preview.body.violations).toMatchObject([{ code: 'cancelled_late', severity: 'warn' }]);
    expect((await b.act(member, noted.id, 'cancel')).status).toBe(200);
    const strict = { ...notice, lateCancelGate: 'blocks' };
    const refused = await b.have(member, booked(await instrument(strict), 3, 9, 11));
    expect(refusals(await b.act(member, refused.id, 'cancel'))).toEqual(['cancelled_late']);
    expect(refusals(await b.act(manager, refused.id, 'cancel'))).toBe(200);
    const waiting = await b.have(member, booked(await instrument(strict, { approval_required: true }), 3, 9, 11));
    expect(refusals(await b.act(member, waiting.id, 'cancel'))).toBe(200);
  });
});

describe('approving', () => {
  const request = async (rules: object = {}, given: InstrumentGiven = {}): Promise<{ id: number; on: number }> => {
    const on = await instrument(rules, { approval_required: true, ...given });
    return { id: (await b.have(member, booked(on, 3, 9, 11))).id, on };
  };
  const approve = async (id: number, more: object = {}): Promise<string[] | number> =>
    refusals(await b.act(manager, id, 'approve', { version: 1, ...more }));
  const later: [code: string, sql: string][] = [
    ['instrument_out_of_service', `UPDATE instrument SET status = 'out_of_service' WHERE id = $1`],
    ['mode_not_open', 'UPDATE instrument SET opens_session = false WHERE id = $1'],
    ['too_long', `UPDATE instrument SET rules = '{"maxSessionMinutes":60}' WHERE id = $1`],
    ['off_increment', `UPDATE instrument SET rules = '{"incrementMinutes":240}' WHERE id = $1`],
    [
      'quota_exceeded',
      `UPDATE instrument SET rules = '{"quotas":[{"unit":"hours","per":"day","of":"person","on":"park","limit":1}]}' WHERE id = $1`,
    ],
    ['qualification_missing', 'UPDATE instrument SET training_required = true WHERE id = $1'],
    [
      'calibration_expires',
      `UPDATE instrument SET calibration_valid_until = '2026-03-01', rules = '{"calibrationGate":"blocks"}' WHERE id = $1`,
    ],
  ];
  it.each(later)('asks again: %s', async (code, sql) => {
    const { id, on } = await request();
    await set(sql, [on]);
    expect(await approve(id)).toEqual([code]);
  });

  it('shows staff what the policies say, and takes a reason for each that they override', async () => {
    const { id } = await request();
    await closeThePark(at(3, 8), at(3, 20));
    const shown = await t.call<{ violations: { code: string }[] }>(manager, 'GET', `/reservations/${id}/findings`);
    expect(shown.body.violations.map((v) => v.code)).toEqual(['park_closed']);
    expect(await approve(id)).toEqual(['park_closed']);
    expect(await approve(id, { override: { codes: ['too_long'], reason: '闭园期间有人值守' } })).toEqual([
      'park_closed',
    ]);
    expect(await approve(id, { override: { codes: ['park_closed'], reason: '闭园期间有人值守' } })).toBe(200);
    await openThePark();
    const audit = `SELECT data ->> 'overridden' codes, reason FROM audit_event
                   WHERE entity = 'reservation' AND entity_id = $1 AND action = 'reservation.approved'`;
    expect(await b.row(audit, [id])).toEqual({ codes: '["park_closed"]', reason: '闭园期间有人值守' });
  });

  it('does not approve what is over without a reason', async () => {
    const { id } = await request();
    t.setClock(at(3, 10));
    expect(await approve(id)).toEqual(['in_the_past']);
    expect(await approve(id, { override: { codes: ['in_the_past'], reason: '事后补批' } })).toBe(200);
  });

  it('does not let a sample into a room that is rated lower by now, whatever reason is given', async () => {
    const on = await instrument({}, { approval_required: true, room_biosafety_level: 3 });
    const { id } = await b.have(member, { ...booked(on, 3, 9, 11), sampleBiosafetyLevel: 3 });
    await set('UPDATE instrument SET room_biosafety_level = 2 WHERE id = $1', [on]);
    expect(await approve(id, { override: { codes: ['biosafety_level'], reason: '无法更换仪器' } })).toEqual([
      'biosafety_level',
    ]);
  });
});

describe('a year without a calendar', () => {
  it('is warned of with the price, and refuses nothing', async () => {
    await set(`INSERT INTO park_calendar_year (year, source) VALUES (2026, 'manual')`);
    t.app.get(ParkSettings).forget();
    const body = session(await instrument(), '2027-01-05T01:00:00Z', '2027-01-05T02:00:00Z');
    const quoted = await t.call<{ violations: { code: string; severity: string }[] }>(member, 'POST', '/quotes', {
      body,
    });
    expect(quoted.body.violations).toMatchObject([{ code: 'calendar_unknown', severity: 'warn' }]);
    expect((await b.reserve(member, body)).status).toBe(201);
    await set('DELETE FROM park_calendar_year');
    t.app.get(ParkSettings).forget();
  });
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let member: Person;
let bySession: number;
let byMonth: number;

const officeHours = Object.fromEntries([1, 2, 3, 4, 5].map((d) => [String(d), [{ fromMinute: 480, toMinute: 1080 }]]));

// 2026-05-01 is Labour Day, a Friday; 2026-05-09 a Saturday that is worked.
beforeAll(async () => {
  t = await startTestApp('2026-04-20T02:00:00Z');
  await t.given.aPark('Asia/Shanghai', { opening_hours: JSON.stringify(officeHours), rules: { holidayHours: [] } });
  for (const [day, kind] of [
    ['2026-05-01', 'holiday'],
    ['2026-05-09', 'workday'],
    ['2027-05-01', 'holiday'],
  ]) {
    await t.database.owner.query('INSERT INTO park_holiday (day, kind, name_zh) VALUES ($1, $2, $3)', [
      day,
      kind,
      '劳动节',
    ]);
  }
  await t.given.insert('park_closure', {
    starts_at: '2026-05-06T00:00+08',
    ends_at: '2026-05-07T00:00+08',
    reason_zh: '配电检修',
    reason_en: 'Power works',
    created_by: (await t.given.aPerson('manager')).id,
  });
  bySession = await t.given.anInstrument({ name_zh: '甲', asset_no: 'A1' });
  byMonth = await t.given.anInstrument({ name_zh: '乙', asset_no: 'B1', opens_session: false });
  member = await t.given.aPerson('member', await t.given.aCompany());
});
afterAll(() => t.close());

const closure = {
  start: '2026-05-05T16:00:00.000Z',
  end: '2026-05-06T16:00:00.000Z',
  reasonZh: '配电检修',
  reasonEn: 'Power works',
};

it('tells an instrument’s calendar the closures and the days with other hours', async () => {
  const path = `/instruments/${bySession}/calendar?from=2026-04-27&to=2026-05-11`;
  expect((await t.call<object>(member, 'GET', path)).body).toMatchObject({
    closures: [closure],
    days: { holidays: ['2026-05-01'], workdays: ['2026-05-09'], holidayHours: [] },
  });
});

interface Board {
  readonly items: { id: number; hours: number | null }[];
  readonly closed: [number, number, string][][];
  readonly closures: object[];
}
const local = (seconds: number): string => new Date(seconds * 1000 + 8 * 3_600_000).toISOString().slice(5, 16);

it('tells the board each stretch of a week, holidays apart, and of what has no hours nothing', async () => {
  const { body } = await t.call<Board>(member, 'GET', '/board?from=2026-04-30&to=2026-05-07');
  expect(body.closures).toEqual([closure]);
  expect(body.items.find(({ id }) => id === byMonth)?.hours).toBeNull();
  const closed = body.closed[body.items.find(({ id }) => id === bySession)?.hours ?? -1];
  expect(closed?.map(([from, to, why]) => [local(from), local(to), why])).toEqual([
    ['04-30T00:00', '04-30T08:00', 'h'],
    ['04-30T18:00', '05-01T00:00', 'h'],
    ['05-01T00:00', '05-02T00:00', 'd'],
    ['05-02T00:00', '05-04T08:00', 'h'],
    ['05-04T18:00', '05-05T08:00', 'h'],
    ['05-05T18:00', '05-06T08:00', 'h'],
    ['05-06T18:00', '05-07T00:00', 'h'],
  ]);
});

it('leaves the nights out where a month is shown', async () => {
  const { body } = await t.call<Board>(member, 'GET', '/board?from=2026-04-27&to=2026-05-18');
  expect(body.closed[0]?.map(([from, , why]) => [local(from), why])).toEqual([
    ['05-01T00:00', 'd'],
    ['05-02T00:00', 'h'],
    ['05-09T18:00', 'h'],
    ['05-15T18:00', 'h'],
  ]);
});

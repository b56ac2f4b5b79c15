import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Bookings, openBookingDesk, session } from '../../../../test/support/bookings.js';
import type { Person } from '../../../../test/support/builders.js';
import type { Answer, TestApp } from '../../../../test/support/test-app.js';
import type { SeriesOutcome, SeriesPreview } from './reserve-sessions.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;
let manager: Person;

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk('2026-03-01T02:00:00Z'));
});
afterAll(() => t.close());

interface Series {
  readonly sessions: { date: string; reservationId: number; status: string; startsAt: string; isException: boolean }[];
  readonly skipped: { date: string }[];
  readonly totalFen: number;
  readonly requested: number;
}
type Refusal = { code: string; date?: string; preview: SeriesPreview; violations?: { code: string }[] };

const weekly = (instrumentId: number, given: object = {}): object => ({
  instrumentId,
  startsLocal: '2026-03-04T10:00',
  lengthMinutes: 60,
  rrule: 'FREQ=WEEKLY;COUNT=4',
  ...given,
});
const preview = async (who: Person, body: object): Promise<SeriesPreview> => {
  const { status, body: found } = await t.call<SeriesPreview>(who, 'POST', '/reservations/series/preview', { body });
  expect(status).toBe(200);
  return found;
};
const make = <T = SeriesOutcome>(who: Person, body: object, key = Bookings.key()): Promise<Answer<T>> =>
  t.call<T>(who, 'POST', '/reservations/series', { body, key });
const show = async (id: number, who = member): Promise<Series> =>
  (await t.call<Series>(who, 'GET', `/reservations/series/${id}`)).body;
const verdicts = (p: SeriesPreview): string[] => p.occurrences.map((one) => one.verdict);
const rows = async (instrumentId: number): Promise<number> =>
  Number((await b.row('SELECT count(*)::int n FROM reservation WHERE instrument_id = $1', [instrumentId])).n);

describe('a series that is free', () => {
  it('is shown with the price of every session and reserved at the very price', async () => {
    const id = await t.given.anInstrument();
    const shown = await preview(member, weekly(id));
    expect(verdicts(shown)).toEqual(['free', 'free', 'free', 'free']);
    expect([shown.totalFen, shown.sessions, shown.conflicts]).toEqual([72_000, 4, 0]);
    const made = await make(member, weekly(id, { quoteId: shown.quoteId, purpose: '每周例测' }));
    expect([made.status, made.body]).toEqual([
      201,
      {
        id: made.body.id,
        sessions: 4,
        requested: 0,
        totalFen: 72_000,
        firstReservationId: made.body.firstReservationId,
      },
    ]);
    const series = await show(made.body.id);
    expect(series.sessions.map((one) => [one.date, one.status, one.startsAt, one.isException])).toEqual([
      ['2026-03-04', 'confirmed', '2026-03-04T02:00:00.000Z', false],
      ['2026-03-11', 'confirmed', '2026-03-11T02:00:00.000Z', false],
      ['2026-03-18', 'confirmed', '2026-03-18T02:00:00.000Z', false],
      ['2026-03-25', 'confirmed', '2026-03-25T02:00:00.000Z', false],
    ]);
    expect([series.totalFen, series.skipped]).toEqual([72_000, []]);
  });

  it('is one effect under one key, however often it is sent', async () => {
    const id = await t.given.anInstrument();
    const key = Bookings.key();
    const answers = await Promise.all([1, 2, 3].map(() => make(member, weekly(id), key)));
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1);
    expect(await rows(id)).toBe(4);
  });

  it('begins on the first day that the rule has', async () => {
    const id = await t.given.anInstrument();
    const shown = await preview(member, weekly(id, { rrule: 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=2' }));
    expect([shown.startsLocal, ...shown.occurrences.map((one) => one.date)]).toEqual([
      '2026-03-05T10:00',
      '2026-03-05',
      '2026-03-10',
    ]);
  });
});

describe('a series with conflicts', () => {
  it('lists each before it is confirmed, with the nearest time of that day and equivalents', async () => {
    const id = await t.given.anInstrument({ category: '系列', rules: { maxSessionMinutes: 1440 } });
    const twin = await t.given.anInstrument({ category: '系列' });
    await b.have(other, session(id, '2026-03-11T01:30:00Z', '2026-03-11T02:30:00Z'));
    await b.have(other, session(id, '2026-03-17T16:00:00Z', '2026-03-18T16:00:00Z'));
    const shown = await preview(member, weekly(id));
    expect(verdicts(shown)).toEqual(['free', 'taken', 'taken', 'free']);
    expect([shown.sessions, shown.conflicts, shown.totalFen]).toEqual([2, 2, 36_000]);
    const [, second, third] = shown.occurrences;
    expect(second?.alternatives?.nextFree).toMatchObject({ startsAt: '2026-03-11T02:30:00.000Z', totalFen: 18_000 });
    expect(second?.alternatives?.equivalents.map((one) => one.instrumentId)).toEqual([twin]);
    expect(third?.alternatives?.nextFree?.startsAt).toBe('2026-03-18T16:00:00.000Z');
    expect(JSON.stringify(shown)).not.toContain(String(other.companyId && '测试企业2'));
  });

  it('takes the time before when that is nearer', async () => {
    const id = await t.given.anInstrument();
    await b.have(other, session(id, '2026-03-04T02:00:00Z', '2026-03-04T06:00:00Z'));
    const shown = await preview(member, weekly(id));
    expect(shown.occurrences[0]?.alternatives?.nextFree?.startsAt).toBe('2026-03-04T01:00:00.000Z');
  });

  it('is not reserved in part: without a choice nothing is saved, with a choice for each all is', async () => {
    const id = await t.given.anInstrument({ category: '选择' });
    const twin = await t.given.anInstrument({ category: '选择' });
    await b.have(other, session(id, '2026-03-11T01:30:00Z', '2026-03-11T02:30:00Z'));
    await b.have(other, session(id, '2026-03-18T01:30:00Z', '2026-03-18T02:30:00Z'));
    await b.have(other, session(id, '2026-03-25T01:30:00Z', '2026-03-25T02:30:00Z'));
    const refused = await make<Refusal>(member, weekly(id));
    expect([refused.status, refused.body.code, refused.body.date]).toEqual([409, 'series_conflicts', '2026-03-11']);
    expect(verdicts(refused.body.preview)).toEqual(['free', 'taken', 'taken', 'taken']);
    expect(await rows(id)).toBe(3);
    const choices = [
      { date: '2026-03-11', action: 'skip' },
      { date: '2026-03-18', action: 'take', instrumentId: twin },
      { date: '2026-03-25', action: 'take', startsAt: '2026-03-25T02:30:00Z' },
    ];
    const shown = await preview(member, weekly(id, { choices }));
    expect(verdicts(shown)).toEqual(['free', 'skipped', 'free', 'free']);
    const made = await make(member, weekly(id, { choices, quoteId: shown.quoteId }));
    expect([made.status, made.body.sessions, made.body.totalFen]).toEqual([201, 3, 54_000]);
    const series = await show(made.body.id);
    expect(series.sessions.map((one) => [one.date, one.startsAt, one.isException])).toEqual([
      ['2026-03-04', '2026-03-04T02:00:00.000Z', false],
      ['2026-03-18', '2026-03-18T02:00:00.000Z', true],
      ['2026-03-25', '2026-03-25T02:30:00.000Z', true],
    ]);
    expect(series.skipped.map((one) => one.date)).toEqual(['2026-03-11']);
  });

  it('does not offer a time that a later one of its own needs', async () => {
    const id = await t.given.anInstrument({ rules: { maxSessionMinutes: 1440 } });
    await b.have(other, session(id, '2026-03-03T16:00:00Z', '2026-03-04T16:00:00Z'));
    const daily = weekly(id, { rrule: 'FREQ=DAILY;COUNT=2', startsLocal: '2026-03-04T00:00' });
    const shown = await preview(member, daily);
    expect(shown.occurrences[0]?.alternatives?.nextFree?.startsAt).toBe('2026-03-04T17:00:00.000Z');
  });

  it('of a policy are listed as well, and a limit counts the sessions before it', async () => {
    const id = await t.given.anInstrument({ rules: { maxSessionMinutes: 30 } });
    expect(verdicts(await preview(member, weekly(id)))).toEqual(['refused', 'refused', 'refused', 'refused']);
    const always = await t.given.anInstrument({ rules: { maxSessionMinutes: 1440 } });
    const someone = await t.given.aPerson('member', await t.given.aCompany());
    const week = weekly(always, { startsLocal: '2026-03-09T00:00', lengthMinutes: 1440, rrule: 'FREQ=DAILY;COUNT=7' });
    expect(verdicts(await preview(someone, week))).toEqual([...Array(6).fill('free'), 'refused']);
    const refused = await make<Refusal>(someone, week);
    expect([refused.status, refused.body.code, refused.body.date]).toEqual([409, 'series_conflicts', '2026-03-15']);
    expect(refused.body.violations?.filter((one) => one.code === 'quota_exceeded')).toHaveLength(1);
    expect(await rows(always)).toBe(0);
  });
});

describe('what is refused', () => {
  it('a rule that says too much, a price that changed, a choice for another day', async () => {
    const id = await t.given.anInstrument();
    const answer = await t.call<{ code: string }>(member, 'POST', '/reservations/series/preview', {
      body: weekly(id, { rrule: 'FREQ=HOURLY;COUNT=2' }),
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'bad_rule']);
    const shown = await preview(member, weekly(id));
    await t.database.owner.query(
      `UPDATE rate_plan SET hourly = jsonb_build_array(jsonb_build_object('band', 'weekday', 'hourlyFen', 20000)) WHERE instrument_id = $1`,
      [id],
    );
    const dearer = await make<Refusal>(member, weekly(id, { quoteId: shown.quoteId }));
    expect([dearer.status, dearer.body.code, dearer.body.preview.totalFen]).toEqual([409, 'quote_changed', 80_000]);
    expect(await rows(id)).toBe(0);
    const strange = await make<Refusal>(member, weekly(id, { choices: [{ date: '2026-03-05', action: 'skip' }] }));
    expect([strange.status, strange.body.code]).toEqual([400, 'no_such_day']);
    const none = ['2026-03-04', '2026-03-11', '2026-03-18', '2026-03-25'].map((date) => ({ date, action: 'skip' }));
    expect((await make<Refusal>(member, weekly(id, { choices: none }))).body.code).toBe('bad_rule');
  });

  it('another company: neither its series nor a word about it', async () => {
    const id = await t.given.anInstrument();
    const made = await make(member, weekly(id));
    const [foreign, unknown] = await Promise.all(
      [made.body.id, 987_654].map((one) => t.call(other, 'GET', `/reservations/series/${one}`)),
    );
    expect(foreign?.status).toBe(404);
    expect({ ...foreign?.body, requestId: '' }).toEqual({ ...unknown?.body, requestId: '' });
  });
});

describe('a skipped day', () => {
  it('is tried again when its time is free, or given up meanwhile', async () => {
    const id = await t.given.anInstrument();
    const inTheWay = await b.have(other, session(id, '2026-03-11T01:30:00Z', '2026-03-11T02:30:00Z'));
    const choices = [{ date: '2026-03-11', action: 'skip' }];
    const made = await make(member, weekly(id, { choices }));
    const retry = (body: object): Promise<Answer<SeriesOutcome & Refusal>> =>
      t.call(member, 'POST', `/reservations/series/${made.body.id}/retry`, { body, key: Bookings.key() });
    expect((await retry({ dates: ['2026-03-11'] })).body.code).toBe('series_conflicts');
    expect((await retry({ dates: ['2026-03-18'] })).body.code).toBe('no_such_day');
    await b.act(other, inTheWay.id, 'cancel');
    const fourth = (await show(made.body.id)).sessions.find((one) => one.date === '2026-03-25');
    await b.act(member, fourth?.reservationId ?? 0, 'cancel');
    expect((await show(made.body.id)).skipped.map((one) => one.date)).toEqual(['2026-03-11', '2026-03-25']);
    const again = await retry({ dates: ['2026-03-11', '2026-03-25'] });
    expect([again.status, again.body.sessions]).toEqual([200, 2]);
    const series = await show(made.body.id);
    expect(series.sessions.map((one) => one.date)).toEqual(['2026-03-04', '2026-03-11', '2026-03-18', '2026-03-25']);
    expect(series.skipped).toEqual([]);
  });

  it('is not offered once it is past', async () => {
    const id = await t.given.anInstrument();
    const made = await make(member, weekly(id, { choices: [{ date: '2026-03-04', action: 'skip' }] }));
    t.setClock('2026-03-05T02:00:00Z');
    try {
      expect((await show(made.body.id)).skipped).toEqual([]);
    } finally {
      t.setClock('2026-03-01T02:00:00Z');
    }
  });
});

describe('where staff must approve', () => {
  it('every session is requested, and staff may make it for a company at once', async () => {
    const id = await t.given.anInstrument({ approval_required: true });
    const made = await make(member, weekly(id));
    expect(made.body.requested).toBe(4);
    expect((await show(made.body.id)).sessions.every((one) => one.status === 'requested')).toBe(true);
    const free = await t.given.anInstrument({ approval_required: true });
    expect((await make<Refusal>(manager, weekly(free))).body.code).toBe('company_required');
    const direct = await make(manager, weekly(free, { companyId: member.companyId }));
    expect([direct.status, direct.body.requested]).toEqual([201, 0]);
  });
});

describe('a race', () => {
  it('of two series for the same days has one winner, and the other gets the new list', async () => {
    const id = await t.given.anInstrument();
    const answers = await Promise.all([make<Refusal>(member, weekly(id)), make<Refusal>(other, weekly(id))]);
    expect(answers.map((a) => a.status).sort((x, y) => x - y)).toEqual([201, 409]);
    const loser = answers.find((a) => a.status === 409);
    expect(verdicts(loser?.body.preview as SeriesPreview)).toEqual(['taken', 'taken', 'taken', 'taken']);
    expect(await rows(id)).toBe(4);
  });
});

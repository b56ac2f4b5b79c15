import { describe, it, expect } from '@jest/globals';
import type { ParkDays } from '../../inventory/park-days.js';
import { anInstrument, aPerson, aRentalRequest, aSessionRequest, at, period, someRules } from '../../test/builders.js';
import { checkPolicies } from '../check-policies.js';
import type { RulesLayer } from '../../inventory/rules.js';

const days = (given: Partial<ParkDays> = {}): ParkDays => ({
  holidays: new Set(['2026-05-01']),
  workdays: new Set(['2026-05-09']),
  knownYears: new Set([2026]),
  closures: [],
  ...given,
});
const now = at('2026-04-20T10:00');
const ask = (from: string, to: string, rules: RulesLayer = {}, given: Partial<ParkDays> = {}) =>
  checkPolicies(
    aSessionRequest({
      period: period(from, to),
      instrument: anInstrument({ rules: someRules(rules) }),
      days: days(given),
    }),
    now,
  );
const codes = (...asked: Parameters<typeof ask>) => ask(...asked).map(({ code }) => code);

describe('opening hours on special days', () => {
  const holidayHours = [{ fromMinute: 600, toMinute: 960 }];

  it('of a holiday are its own where the park has set them', () => {
    // Friday 1 May 2026, Labour Day.
    expect(codes('2026-05-01T08:00', '2026-05-01T10:00')).toEqual([]);
    expect(codes('2026-05-01T08:00', '2026-05-01T10:00', { holidayHours })).toEqual(['outside_opening_hours']);
    expect(codes('2026-05-01T10:00', '2026-05-01T16:00', { holidayHours })).toEqual([]);
    expect(codes('2026-05-01T10:00', '2026-05-01T11:00', { holidayHours: [] })).toEqual(['outside_opening_hours']);
    expect(codes('2026-05-01T10:00', '2026-05-01T11:00', { openingHours: null, holidayHours: [] })).toEqual([
      'outside_opening_hours',
    ]);
    expect(codes('2026-04-30T23:00', '2026-04-30T23:30', { openingHours: null, holidayHours: [] })).toEqual([]);
  });

  it('of a Saturday that is worked are those of Monday', () => {
    expect(codes('2026-05-09T08:00', '2026-05-09T10:00')).toEqual([]);
    expect(codes('2026-05-16T08:00', '2026-05-16T10:00')).toEqual(['outside_opening_hours']);
    const saturday = { 1: [{ fromMinute: 480, toMinute: 1320 }], 6: [{ fromMinute: 540, toMinute: 720 }] };
    expect(codes('2026-05-09T08:00', '2026-05-09T10:00', { openingHours: saturday })).toEqual([
      'outside_opening_hours',
    ]);
  });
});

describe('a closure of the park', () => {
  const closures = [
    { period: period('2026-04-22T12:00', '2026-04-22T18:00'), reason: { zh: '全园停电检修', en: 'power works' } },
  ];

  it('refuses what meets it, with its reason', () => {
    expect(codes('2026-04-22T09:00', '2026-04-22T12:00', {}, { closures })).toEqual([]);
    const [found] = ask('2026-04-22T11:30', '2026-04-22T12:30', {}, { closures });
    expect(found).toMatchObject({ code: 'park_closed', severity: 'refuse', overridable: true });
    expect(found?.message).toEqual({ zh: '园区闭园：全园停电检修', en: 'the park is closed: power works' });
    expect(codes('2026-04-22T18:00', '2026-04-22T19:00', {}, { closures })).toEqual([]);
  });

  it('lets a rental go on', () => {
    const rental = aRentalRequest({ period: period('2026-04-21T00:00', '2026-05-21T00:00'), days: days({ closures }) });
    expect(checkPolicies(rental, now)).toEqual([]);
  });
});

describe('a year without a calendar', () => {
  it('is warned of, for sessions', () => {
    const late = ask('2027-01-05T09:00', '2027-01-05T10:00');
    expect(late).toMatchObject([{ code: 'calendar_unknown', severity: 'warn', data: { year: 2027 } }]);
    expect(codes('2026-12-31T21:00', '2026-12-31T22:00')).toEqual([]);
    expect(codes('2027-01-05T09:00', '2027-01-05T10:00', {}, { knownYears: null })).toEqual([]);
    const rental = aRentalRequest({ period: period('2027-01-05T00:00', '2027-03-05T00:00'), days: days() });
    expect(checkPolicies(rental, now)).toEqual([]);
  });
});

describe('the gap between one’s own bookings', () => {
  const own = period('2026-04-22T12:00', '2026-04-22T14:00');
  const gap = (from: string, to: string, instrumentId = '1', gapMinutes = 60) =>
    checkPolicies(
      aSessionRequest({
        period: period(from, to),
        instrument: anInstrument({ rules: someRules({ gapMinutes }) }),
        person: aPerson({ sessions: [{ ...own, instrumentId }] }),
      }),
      now,
    ).map(({ code }) => code);

  it('is kept before and after', () => {
    expect(gap('2026-04-22T09:00', '2026-04-22T11:00')).toEqual([]);
    expect(gap('2026-04-22T09:00', '2026-04-22T11:15')).toEqual(['gap_too_short']);
    expect(gap('2026-04-22T14:45', '2026-04-22T16:00')).toEqual(['gap_too_short']);
    expect(gap('2026-04-22T15:00', '2026-04-22T16:00')).toEqual([]);
    expect(gap('2026-04-22T14:00', '2026-04-22T16:00', '2')).toEqual([]);
    expect(gap('2026-04-22T14:00', '2026-04-22T16:00', '1', 0)).toEqual([]);
  });
});

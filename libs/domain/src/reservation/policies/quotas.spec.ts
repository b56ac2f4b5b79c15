import { describe, it, expect } from '@jest/globals';
import { aCompany, anInstrument, aPerson, aSessionRequest, period, someRules } from '../../test/builders.js';
import type { Period } from '../../time/period.js';
import type { ReservationFacts } from '../reservation-facts.js';
import type { Quota } from '../../inventory/rules.js';
import { quotas, quotaWindows } from './quotas.js';

const utc = (from: string, to: string): Period => ({ start: Date.parse(`${from}Z`), end: Date.parse(`${to}Z`) });
const booked = (sessions: readonly Period[], instrumentId = '1') =>
  sessions.map((session) => ({ ...session, instrumentId }));
const quota = (given: Partial<Quota>): Quota => ({
  unit: 'hours',
  per: 'week',
  of: 'company',
  on: 'park',
  limit: 4,
  ...given,
});
/** Asked: Tuesday 2026-03-17, 09:00 to 11:00. */
const found = (one: Partial<Quota>, given: Partial<ReservationFacts>) =>
  quotas(aSessionRequest({ instrument: anInstrument({ rules: someRules({ quotas: [quota(one)] }) }), ...given }));
const total = (one: Partial<Quota>, given: Partial<ReservationFacts>) =>
  found(one, given).map(({ data }) => [data.from, data.total]);
const ofCompany = (...sessions: Period[]) => ({ company: aCompany({ sessions: booked(sessions) }) });

describe('quotas', () => {
  it('count hours week by week, split at Monday 00:00', () => {
    expect(total({}, ofCompany(period('2026-03-18T09:00', '2026-03-18T11:00')))).toEqual([]);
    expect(total({}, ofCompany(period('2026-03-18T09:00', '2026-03-18T11:15')))).toEqual([['2026-03-16', 4.25]]);
    expect(total({}, ofCompany(period('2026-03-15T09:00', '2026-03-15T20:00')))).toEqual([]);
    expect(total({}, ofCompany(period('2026-03-15T22:00', '2026-03-16T02:00')))).toEqual([]);
    expect(total({}, ofCompany(period('2026-03-15T22:00', '2026-03-16T02:15')))).toEqual([['2026-03-16', 4.25]]);
  });

  it('count hours day by day and month by month', () => {
    const night = { period: period('2026-03-17T22:00', '2026-03-18T03:00') };
    expect(total({ per: 'day', limit: 3 }, night)).toEqual([]);
    expect(total({ per: 'day', limit: 2.5 }, night)).toEqual([['2026-03-18', 3]]);
    const turn = { period: period('2026-03-31T20:00', '2026-04-01T02:00') };
    expect(total({ per: 'month', limit: 4 }, turn)).toEqual([]);
    expect(
      total({ per: 'month', limit: 4 }, { ...turn, ...ofCompany(period('2026-04-30T22:00', '2026-05-01T01:00')) }),
    ).toEqual([]);
    expect(
      total({ per: 'month', limit: 4 }, { ...turn, ...ofCompany(period('2026-03-02T08:00', '2026-03-02T08:30')) }),
    ).toEqual([['2026-03-01', 4.5]]);
  });

  it('count bookings where they begin', () => {
    const one = { unit: 'bookings', per: 'day', limit: 1 } as const;
    expect(total(one, ofCompany(period('2026-03-16T22:00', '2026-03-17T02:00')))).toEqual([]);
    expect(total(one, ofCompany(period('2026-03-17T22:00', '2026-03-18T02:00')))).toEqual([['2026-03-17', 2]]);
  });

  it('of a person leave out the colleagues', () => {
    const sessions = booked([period('2026-03-18T09:00', '2026-03-18T12:00')]);
    const given = { company: aCompany({ sessions }), person: aPerson() };
    expect(total({ of: 'person' }, given)).toEqual([]);
    expect(total({ of: 'company' }, given)).toEqual([['2026-03-16', 5]]);
    expect(total({ of: 'person' }, { ...given, person: aPerson({ sessions }) })).toEqual([['2026-03-16', 5]]);
    expect(total({ of: 'person' }, { ...given, person: null })).toEqual([]);
  });

  it('on an instrument leave out the others', () => {
    const company = aCompany({ sessions: booked([period('2026-03-18T09:00', '2026-03-18T12:00')], '2') });
    expect(total({ on: 'instrument' }, { company })).toEqual([]);
    expect(total({ on: 'park' }, { company })).toEqual([['2026-03-16', 5]]);
  });

  it('do not hinder a change that makes nothing fuller', () => {
    const { company } = ofCompany(period('2026-03-18T09:00', '2026-03-18T12:00'));
    const from = (from: string, to: string, instrumentId = '1') => ({
      company,
      from: { instrumentId, period: period(from, to) },
    });
    // 3 h of others: with the 2 h asked for it is one more than 4 h allow.
    expect(total({}, from('2026-03-19T09:00', '2026-03-19T11:00'))).toEqual([]);
    expect(total({}, from('2026-03-19T09:00', '2026-03-19T12:00'))).toEqual([]);
    expect(total({}, from('2026-03-19T09:00', '2026-03-19T10:30'))).toEqual([['2026-03-16', 5]]);
    expect(total({}, from('2026-03-24T09:00', '2026-03-24T11:00'))).toEqual([['2026-03-16', 5]]);
    expect(total({ on: 'instrument' }, from('2026-03-19T09:00', '2026-03-19T11:00', '2'))).toEqual([['2026-03-16', 5]]);
  });

  it('say everything that is exceeded, in words and figures', () => {
    const rules = someRules({
      quotas: [
        quota({ limit: 1 }),
        quota({ unit: 'bookings', per: 'month', of: 'person', on: 'instrument', limit: 0 }),
        quota({ per: 'day', limit: 24 }),
      ],
    });
    const [hours, bookings, ...more] = quotas(aSessionRequest({ instrument: anInstrument({ rules }) }));
    expect(more).toEqual([]);
    expect(hours).toMatchObject({ code: 'quota_exceeded', data: { unit: 'hours', per: 'week', total: 2, limit: 1 } });
    expect(hours?.message.zh).toBe('2026-03-16 起的一周贵公司将达 2 小时，上限为 1');
    expect(bookings?.message.en).toBe(
      'in 2026-03 this person would come to 1 bookings on this instrument; the limit is 0',
    );
  });

  it('know a day of 23 and one of 25 hours in New York', () => {
    const zone = 'America/New_York';
    const whole = (start: string, end: string) => ({ zone, period: utc(start, end) });
    // 8 March 2026 skips an hour, 1 November repeats one: 00:00 to 24:00 on the wall.
    const spring = whole('2026-03-08T05:00:00', '2026-03-09T04:00:00');
    const autumn = whole('2026-11-01T04:00:00', '2026-11-02T05:00:00');
    expect(total({ per: 'day', limit: 23 }, spring)).toEqual([]);
    expect(total({ per: 'day', limit: 22.5 }, spring)).toEqual([['2026-03-08', 23]]);
    expect(total({ per: 'day', limit: 24 }, autumn)).toEqual([['2026-11-01', 25]]);
    expect(quotaWindows('week', spring.period, zone).map(({ first }) => first)).toEqual(['2026-03-02']);
  });

  it('know the half hour of Lord Howe', () => {
    const zone = 'Australia/Lord_Howe';
    // 4 October 2026: 02:00 becomes 02:30, so the day has 23.5 hours.
    const [day] = quotaWindows('day', utc('2026-10-03T14:00:00', '2026-10-03T15:00:00'), zone);
    expect((day!.end - day!.start) / 3600000).toBe(23.5);
    expect(total({ per: 'day', limit: 23.5 }, { zone, period: { start: day!.start, end: day!.end } })).toEqual([]);
    expect(total({ per: 'day', limit: 23 }, { zone, period: { start: day!.start, end: day!.end } })).toEqual([
      ['2026-10-04', 23.5],
    ]);
  });
});

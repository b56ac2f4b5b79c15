import { describe, it, expect } from '@jest/globals';
import { anInstrument, aRentalRequest, aSessionRequest, at, period, someRules } from '../../test/builders.js';
import { checkPolicies } from '../check-policies.js';
import type { Act, ReservationFacts } from '../reservation-facts.js';
import type { RulesLayer } from '../../inventory/rules.js';

/** Tuesday 09:00 to 11:00 is asked for; it stands on Wednesday unless the test says otherwise. */
const standing = { instrumentId: '1', period: period('2026-03-18T09:00', '2026-03-18T11:00') };
const ask = (act: Act, now: string, rules: RulesLayer, given: Partial<ReservationFacts> = {}) =>
  checkPolicies(
    aSessionRequest({ instrument: anInstrument({ rules: someRules(rules) }), from: standing, ...given }),
    at(now),
    act,
  ).map(({ code, severity }) => [code, severity]);

describe('notice of a change', () => {
  it('is that of a new booking unless the park says otherwise', () => {
    const rules = { createNoticeMinutes: 120 };
    expect(ask('change', '2026-03-17T07:00', rules)).toEqual([]);
    expect(ask('change', '2026-03-17T07:01', rules)).toEqual([['too_soon', 'refuse']]);
    expect(ask('change', '2026-03-17T07:01', { ...rules, changeNoticeMinutes: 60 })).toEqual([]);
    expect(ask('change', '2026-03-17T08:01', { ...rules, changeNoticeMinutes: 60 })).toEqual([['too_soon', 'refuse']]);
    expect(ask('create', '2026-03-17T08:01', { ...rules, changeNoticeMinutes: 0 })).toEqual([['too_soon', 'refuse']]);
  });

  it('is not asked for where only the end changes, but is on another instrument', () => {
    const from = { instrumentId: '1', period: period('2026-03-17T09:00', '2026-03-17T10:00') };
    const rules = { createNoticeMinutes: 120 };
    expect(ask('change', '2026-03-17T08:59', rules, { from })).toEqual([]);
    const elsewhere = { ...from, instrumentId: '2' };
    expect(ask('change', '2026-03-17T08:59', rules, { from: elsewhere })).toEqual([['too_soon', 'refuse']]);
  });

  it('does not let a session that has begun be cut', () => {
    const from = { instrumentId: '1', period: period('2026-03-17T09:00', '2026-03-17T14:00') };
    expect(ask('change', '2026-03-17T09:01', {}, { from })).toEqual([['in_the_past', 'refuse']]);
  });
});

describe('the lock window', () => {
  it('counts from where it stands, to the minute', () => {
    const rules = { lockMinutes: 120 };
    expect(ask('change', '2026-03-16T07:00', rules, { from: null })).toEqual([]);
    const from = { instrumentId: '1', period: period('2026-03-16T09:00', '2026-03-16T11:00') };
    expect(ask('change', '2026-03-16T06:59', rules, { from })).toEqual([]);
    expect(ask('change', '2026-03-16T07:00', rules, { from })).toEqual([['change_locked', 'refuse']]);
    expect(ask('change', '2026-03-16T09:30', rules, { from })).toEqual([['change_locked', 'refuse']]);
    expect(ask('change', '2026-03-16T07:00', { lockMinutes: 0 }, { from })).toEqual([]);
  });

  it('holds a rental from its return only until it has begun', () => {
    const rules = { lockMinutes: 1440 };
    const from = { instrumentId: '1', period: period('2026-03-20T00:00', '2026-05-20T00:00') };
    const instrument = anInstrument({ rules: someRules(rules) });
    const given = (now: string) => ask('shorten', now, rules, { ...aRentalRequest({ instrument }), from });
    expect(given('2026-03-18T23:59')).toEqual([]);
    expect(given('2026-03-19T00:00')).toEqual([['change_locked', 'refuse']]);
    expect(given('2026-03-20T00:00')).toEqual([]);
  });

  it('never holds a cancellation', () => {
    expect(ask('cancel', '2026-03-18T08:59', { lockMinutes: 120 })).toEqual([]);
  });
});

describe('notice of a cancellation', () => {
  const rules = { cancelNoticeMinutes: 1440 };
  it.each([
    ['in time', '2026-03-17T09:00', rules, []],
    ['late, noted', '2026-03-17T09:01', rules, [['cancelled_late', 'warn']]],
    ['late, refused', '2026-03-17T09:01', { ...rules, lateCancelGate: 'blocks' }, [['cancelled_late', 'refuse']]],
    ['without such a rule', '2026-03-18T08:59', {}, []],
  ] as const)('%s', (_case, now, given, expected) => {
    expect(ask('cancel', now, given)).toEqual(expected);
  });
});

describe('the farthest advance', () => {
  it('is measured to the end, on the wall of a park with summer time', () => {
    const zone = 'America/New_York';
    const now = Date.parse('2026-03-07T17:00:00Z');
    const until = (end: string) =>
      checkPolicies(
        aSessionRequest({
          zone,
          period: { start: Date.parse('2026-03-09T01:00:00Z'), end: Date.parse(end) },
          instrument: anInstrument({
            rules: someRules({ openingHours: null, advanceDays: 1, incrementMinutes: 1, quotas: [] }),
          }),
        }),
        now,
      ).map(({ code }) => code);
    // One day ahead of 7 March: until the end of 8 March, an hour earlier than in winter.
    expect(until('2026-03-09T04:00:00Z')).toEqual([]);
    expect(until('2026-03-09T04:01:00Z')).toEqual(['too_far_ahead']);
  });
});

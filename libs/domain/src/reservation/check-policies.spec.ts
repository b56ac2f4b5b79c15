import { describe, it, expect } from '@jest/globals';
import {
  aCompany,
  anInstrument,
  aPerson,
  aRentalRequest,
  aSessionRequest,
  at,
  period,
  someRules,
} from '../test/builders.js';
import { checkPolicies, notOverridable, POLICIES, refuses } from './check-policies.js';
import type { ReservationFacts } from './reservation-facts.js';
import type { RulesLayer } from '../inventory/rules.js';

const NOW = at('2026-03-16T10:00');
const codes = (facts: ReservationFacts, now = NOW) => checkPolicies(facts, now).map(({ code }) => code);
const session = (from: string, to: string, given: object = {}) =>
  aSessionRequest({ period: period(from, to), instrument: anInstrument(given) });
const rental = (given: object = {}) => aRentalRequest({ instrument: anInstrument(given) });
const ruled = (rules: RulesLayer, given: object = {}) => rental({ rules: someRules(rules), ...given });

describe('policies', () => {
  it('let a plain session and a plain rental pass', () => {
    expect(codes(aSessionRequest())).toEqual([]);
    expect(codes(aRentalRequest())).toEqual([]);
  });

  it.each([
    ['out of service', rental({ status: 'out_of_service' }), ['instrument_out_of_service']],
    ['retired', rental({ status: 'retired' }), ['instrument_retired']],
    ['not for rent', rental({ openModes: { rental: false, session: true, run: true } }), ['mode_not_open']],
    [
      'no sessions',
      session('2026-03-17T09:00', '2026-03-17T10:00', { openModes: { rental: true, session: false, run: false } }),
      ['mode_not_open'],
    ],
    ['before opening', session('2026-03-17T07:45', '2026-03-17T09:00'), ['outside_opening_hours']],
    ['from opening to closing', session('2026-03-17T08:00', '2026-03-17T18:00'), []],
    ['past closing', session('2026-03-17T21:30', '2026-03-17T22:15'), ['outside_opening_hours']],
    ['on a Saturday', session('2026-03-21T09:00', '2026-03-21T10:00'), ['outside_opening_hours']],
    ['always open', session('2026-03-21T23:00', '2026-03-22T01:00', { rules: someRules({ openingHours: null }) }), []],
    ['fifteen minutes', session('2026-03-17T09:00', '2026-03-17T09:15'), ['too_short']],
    ['thirteen hours', session('2026-03-17T08:00', '2026-03-17T21:00'), ['too_long']],
    ['two months of at least three', ruled({ minMonths: 3 }), ['too_short']],
    ['two months of at most one', ruled({ maxMonths: 1 }), ['too_long']],
    ['no limits', ruled({ minMonths: null, maxMonths: null }), []],
    ['five past', session('2026-03-17T09:05', '2026-03-17T10:05'), ['off_increment']],
    ['fifty minutes', session('2026-03-17T09:00', '2026-03-17T09:50'), ['off_increment']],
    ['an hour ago', session('2026-03-16T09:00', '2026-03-16T11:00'), ['in_the_past']],
    [
      'at short notice',
      session('2026-03-16T11:00', '2026-03-16T12:00', { rules: someRules({ createNoticeMinutes: 120 }) }),
      ['too_soon'],
    ],
    [
      'just in time',
      session('2026-03-16T12:00', '2026-03-16T13:00', { rules: someRules({ createNoticeMinutes: 120 }) }),
      [],
    ],
    ['too far by its end', ruled({ advanceDays: 63 }), ['too_far_ahead']],
    ['just near enough', ruled({ advanceDays: 64 }), []],
    ['no horizon', ruled({ advanceDays: null }), []],
    ['calibration too short, warned', rental({ calibrationValidUntil: '2026-05-18' }), ['calibration_expires']],
    ['calibration to the last day', ruled({ calibrationGate: 'blocks' }, { calibrationValidUntil: '2026-05-19' }), []],
    ['approval', rental({ approvalRequired: true }), ['approval_needed']],
  ])('%s', (_case, facts, expected) => {
    expect(codes(facts)).toEqual(expected);
  });

  it('let a rental begin today', () => {
    const today = { period: period('2026-03-16T00:00', '2026-05-16T00:00') };
    expect(codes(aRentalRequest(today))).toEqual([]);
    expect(
      codes(
        aRentalRequest({ ...today, instrument: anInstrument({ rules: someRules({ createNoticeMinutes: 1440 }) }) }),
      ),
    ).toEqual(['too_soon']);
    expect(codes(aRentalRequest({ period: period('2026-03-15T00:00', '2026-05-15T00:00') }))).toEqual(['in_the_past']);
  });

  it.each([
    ['full', { openReservations: 40 }, ['too_many_open']],
    ['one left', { openReservations: 39 }, []],
    ['suspended', { suspended: true }, ['company_suspended']],
    ['61 days overdue', { oldestOverdueDays: 61 }, ['company_overdue']],
    ['60 days overdue', { oldestOverdueDays: 60 }, []],
    ['over its credit', { openReceivableFen: 88001, creditLimitFen: 100000 }, ['credit_limit_exceeded']],
    ['over the credit of the park', { openReceivableFen: 190000 }, ['credit_limit_exceeded']],
    ['over that, with another agreed', { openReceivableFen: 190000, creditLimitFen: 300000 }, []],
    ['at its credit', { openReceivableFen: 88000, creditLimitFen: 100000 }, []],
  ])('company %s', (_case, company, expected) => {
    const instrument = anInstrument({ rules: someRules({ creditLimitFen: 200000 }) });
    expect(codes(aSessionRequest({ company: aCompany(company), instrument }))).toEqual(expected);
  });

  it('let a person hold no more than a number', () => {
    const rules = someRules({ maxOpenOfCompany: null, maxOpenOfPerson: 3 });
    const ask = (openReservations: number, from: ReservationFacts['from'] = null) =>
      codes(
        aSessionRequest({
          instrument: anInstrument({ rules }),
          company: aCompany({ openReservations: 999 }),
          person: aPerson({ openReservations }),
          from,
        }),
      );
    expect(ask(2)).toEqual([]);
    expect(ask(3)).toEqual(['too_many_open']);
    const there = period('2026-03-17T13:00', '2026-03-17T14:00');
    expect(ask(3, { instrumentId: '1', period: there })).toEqual([]);
    expect(ask(3, { instrumentId: '2', period: there })).toEqual(['too_many_open']);
  });

  it('ask for a qualification that is valid on the day', () => {
    const instrument = anInstrument({ trainingRequired: true });
    const base = { instrumentId: null, categoryId: null, validUntil: null };
    const ask = (given: object) => codes(aSessionRequest({ instrument, qualifications: [{ ...base, ...given }] }));
    expect(codes(aSessionRequest({ instrument }))).toEqual(['qualification_missing']);
    expect(codes(aSessionRequest({ instrument, qualifications: null }))).toEqual(['qualification_unchecked']);
    expect(ask({ instrumentId: '1' })).toEqual([]);
    expect(ask({ categoryId: '10' })).toEqual([]);
    expect(ask({ instrumentId: '2', categoryId: '11' })).toEqual(['qualification_missing']);
    expect(ask({ instrumentId: '1', validUntil: '2026-03-17' })).toEqual([]);
    expect(ask({ instrumentId: '1', validUntil: '2026-03-16' })).toEqual(['qualification_expired']);
    expect(ask({ instrumentId: '1', validFrom: '2026-03-18' })).toEqual(['qualification_expired']);
    const warns = anInstrument({ trainingRequired: true, rules: someRules({ qualificationGate: 'warns' }) });
    expect(checkPolicies(aSessionRequest({ instrument: warns }), NOW)).toMatchObject([
      { code: 'qualification_missing', severity: 'warn' },
    ]);
  });

  it('refuse a person until a suspension ends', () => {
    const person = (suspendedUntil: number | null) => codes(aSessionRequest({ person: aPerson({ suspendedUntil }) }));
    expect(person(null)).toEqual([]);
    expect(person(NOW + 1)).toEqual(['person_suspended']);
    expect(person(NOW)).toEqual([]);
  });

  it('compare the sample with the room', () => {
    const bsl = (sampleBiosafetyLevel: number | null, roomBiosafetyLevel: number | null) =>
      codes(aSessionRequest({ sampleBiosafetyLevel, instrument: anInstrument({ roomBiosafetyLevel }) }));
    expect(bsl(null, null)).toEqual([]);
    expect(bsl(1, null)).toEqual([]);
    expect(bsl(2, null)).toEqual(['biosafety_level']);
    expect(bsl(2, 2)).toEqual([]);
    expect(bsl(3, 2)).toEqual(['biosafety_level']);
  });

  it('are all reported at once, in a fixed order', () => {
    const facts = aSessionRequest({
      period: period('2026-03-14T23:05', '2026-03-14T23:15'),
      instrument: anInstrument({
        status: 'retired',
        openModes: { rental: false, session: false, run: false },
        trainingRequired: true,
        calibrationValidUntil: '2026-01-01',
        approvalRequired: true,
        rules: someRules({ quotas: [{ unit: 'bookings', per: 'day', of: 'company', on: 'park', limit: 0 }] }),
      }),
      company: aCompany({ suspended: true, openReservations: 40 }),
      sampleBiosafetyLevel: 4,
    });
    const found = checkPolicies(facts, NOW);
    expect(found.map(({ code }) => code)).toEqual([
      'instrument_retired',
      'mode_not_open',
      'outside_opening_hours',
      'too_short',
      'off_increment',
      'in_the_past',
      'too_many_open',
      'quota_exceeded',
      'qualification_missing',
      'calibration_expires',
      'company_suspended',
      'biosafety_level',
      'approval_needed',
    ]);
    expect(refuses(found)).toBe(true);
    expect(notOverridable(found).map(({ code }) => code)).toEqual(['instrument_retired', 'biosafety_level']);
    for (const { message } of found) expect([message.zh, message.en].every((text) => text.length > 3)).toBe(true);
    expect(POLICIES).toHaveLength(21);
  });

  it('warn and note without refusing', () => {
    const facts = rental({ approvalRequired: true, calibrationValidUntil: '2026-04-01' });
    expect(checkPolicies(facts, NOW).map(({ severity }) => severity)).toEqual(['warn', 'note']);
    expect(refuses(checkPolicies(facts, NOW))).toBe(false);
    expect(
      refuses(checkPolicies(ruled({ calibrationGate: 'blocks' }, { calibrationValidUntil: '2026-04-01' }), NOW)),
    ).toBe(true);
  });
});

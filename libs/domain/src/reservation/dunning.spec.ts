import { describe, it, expect } from '@jest/globals';
import { aCompany, aRentalRequest, aSessionRequest } from '../test/builders.js';
import { standing } from './policies/standing.js';
import { dunningStep } from './dunning.js';
import type { Act, ReservationFacts } from './reservation-facts.js';

const steps = { bookingDays: 10, overFen: 50_000, rentalDays: 30, everythingDays: 60 };
const found = (facts: ReservationFacts, act: Act = 'create'): string[] =>
  standing(facts, 0, act).map(({ code }) => code);
const overdue = (oldestOverdueDays: number) => ({ company: aCompany({ oldestOverdueDays, dunning: steps }) });

describe('dunning', () => {
  it('goes from step to step with the days, each after its day has passed', () => {
    const reached = [0, 1, 10, 11, 30, 31, 60, 61].map((days) => dunningStep(days, steps));
    expect(reached).toEqual(['none', 'overdue', 'overdue', 'bookings', 'bookings', 'rentals', 'rentals', 'everything']);
    expect(dunningStep(400, { ...steps, bookingDays: null, rentalDays: null, everythingDays: null })).toBe('overdue');
  });

  it('limits what a booking and an extension may cost', () => {
    expect(found(aSessionRequest({ quotedFen: 50_001, ...overdue(10) }))).toEqual([]);
    expect(found(aSessionRequest({ quotedFen: 50_000, ...overdue(11) }))).toEqual([]);
    expect(found(aSessionRequest({ quotedFen: 50_001, ...overdue(11) }))).toEqual(['dunning_bookings']);
    expect(found(aRentalRequest({ ...overdue(31) }), 'extend')).toEqual(['dunning_bookings']);
  });

  it('stops new rentals, and leaves what runs alone', () => {
    expect(found(aRentalRequest({ quotedFen: 1, ...overdue(30) }))).toEqual([]);
    expect(found(aRentalRequest({ quotedFen: 1, ...overdue(31) }))).toEqual(['dunning_rentals']);
    expect(found(aSessionRequest({ quotedFen: 1, ...overdue(31) }))).toEqual([]);
    for (const act of ['change', 'shorten', 'cancel', 'approve'] as const)
      expect(found(aRentalRequest({ ...overdue(45) }), act)).toEqual([]);
  });

  it('ends with everything, said once', () => {
    expect(found(aRentalRequest({ ...overdue(61) }))).toEqual(['company_overdue']);
  });
});

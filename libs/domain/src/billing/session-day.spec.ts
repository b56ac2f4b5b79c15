import { describe, it, expect } from '@jest/globals';
import type { RatePlan } from '../pricing/rate-plan.js';
import { aRatePlan, aSession, period } from '../test/builders.js';
import { sessionTargets } from './session-target.js';

const daily = (given: Partial<RatePlan> = {}): RatePlan => aRatePlan({ dayFen: 12000, ...given });
const onlyDays = daily({ hourly: [] });

describe('a session at the price of a day', () => {
  it('is owed as it was quoted; a plan kept from before there were days owes hours', () => {
    const booked = period('2026-03-17T09:00', '2026-03-17T17:00');
    const owed = (plan: RatePlan) =>
      sessionTargets(aSession({ booked, plan }), '2026-04-01').map((line) => [line.segment, line.amountFen]);
    expect(owed(daily())).toEqual([[6, 12000]]);
    expect(owed(onlyDays)).toEqual([[6, 12000]]);
    expect(owed(aRatePlan())).toEqual([[1, 48000]]);
  });
});

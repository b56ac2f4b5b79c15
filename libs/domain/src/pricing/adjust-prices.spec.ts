import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { ADJUSTABLE_PRICES, adjustedFen, adjustedPlan, makesFree } from './adjust-prices.js';

const plan = {
  monthlyFen: 450_000,
  hourly: [{ band: 'weekday' as const, hourlyFen: 6050 }],
  dayFen: null,
  runFen: 12_000,
  sampleFen: null,
  minimumChargeFen: 0,
  depositFen: null,
  note: 'kept',
};

describe('a price changed by a percentage', () => {
  it.each([
    [450_000, 350, 1000, 466_000],
    [450_000, 350, 1, 465_750],
    [6050, -1000, 100, 5400],
    [6050, -1000, 1, 5445],
    [5, 1000, 10, 10],
    [100, 0, 10_000, 0],
  ])('%i by %i bps to %i is %i', (fen, bps, roundToFen, becomes) => {
    expect(adjustedFen(fen, { bps, roundToFen })).toBe(becomes);
  });

  it('touches what is named, and gives no price to what has none', () => {
    expect(adjustedPlan(plan, { prices: ['monthly', 'day', 'sample'], bps: 1000, roundToFen: 100 })).toEqual({
      ...plan,
      monthlyFen: 495_000,
    });
    expect(adjustedPlan(plan, { prices: ADJUSTABLE_PRICES, bps: 1000, roundToFen: 100 })).toMatchObject({
      hourly: [{ band: 'weekday', hourlyFen: 6700 }],
      runFen: 13_200,
      dayFen: null,
    });
  });

  it('says where a coarse rounding would make something free', () => {
    const change = { prices: ['run' as const], bps: -1000, roundToFen: 100_000 };
    expect(makesFree(plan, adjustedPlan(plan, change))).toBe(true);
    expect(makesFree(plan, adjustedPlan(plan, { ...change, roundToFen: 100 }))).toBe(false);
  });

  it('is a multiple, at most half a step from the exact price, and keeps the order of prices', () => {
    const amount = fc.integer({ min: 0, max: 90_000_000 });
    const bps = fc.integer({ min: -9900, max: 100_000 });
    fc.assert(
      fc.property(amount, amount, bps, fc.constantFrom(1, 10, 100, 1000, 10_000), (a, b, by, roundToFen) => {
        const change = { bps: by, roundToFen };
        const becomes = adjustedFen(a, change);
        expect(becomes % roundToFen).toBe(0);
        expect(Math.abs(becomes * 10_000 - a * (10_000 + by))).toBeLessThanOrEqual((roundToFen * 10_000) / 2);
        expect(Math.sign(adjustedFen(b, change) - becomes) * Math.sign(b - a)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 200 },
    );
  });
});

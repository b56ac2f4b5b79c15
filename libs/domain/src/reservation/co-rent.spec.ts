import fc from 'fast-check';
import { splitByShares } from '../money/split-by-shares.js';
import { coRentPlan } from '../pricing/co-rent-plan.js';
import { aRatePlan } from '../test/builders.js';
import { coRentProblems } from './co-rent.js';

const codes = (...shares: Parameters<typeof coRentProblems>[0]): string[] =>
  coRentProblems(shares).map((problem) => problem.code);

describe('the shares of a co-rent', () => {
  it('are two to four that make up the whole and share no half day', () => {
    expect(codes({ pattern: { 1: 'day', 2: 'am' }, shareBps: 6000 }, { pattern: { 2: 'pm' }, shareBps: 4000 })).toEqual(
      [],
    );
  });

  it('name everything that is wrong at once', () => {
    expect(codes({ pattern: { 1: 'day' }, shareBps: 6000 }, { pattern: { 1: 'pm' }, shareBps: 3000 })).toEqual([
      'shares',
      'half_day_twice',
    ]);
    expect(codes({ pattern: {}, shareBps: 10000 })).toEqual(['co_renters', 'nothing_taken']);
  });

  it('say in words which half day is taken twice, and by whom it was chosen last', () => {
    const [problem] = coRentProblems([
      { pattern: { 3: 'pm' }, shareBps: 5000 },
      { pattern: { 3: 'day' }, shareBps: 5000 },
    ]);
    expect(problem).toMatchObject({
      part: 1,
      message: { zh: '周三下午被重复选择', en: 'Wednesday afternoon is taken twice' },
    });
  });
});

describe('the rent of a co-rent', () => {
  it('goes with the largest remainders, the earlier first', () => {
    expect(splitByShares(1000, [3334, 3333, 3333])).toEqual([334, 333, 333]);
    expect(splitByShares(450001, [5000, 5000])).toEqual([225001, 225000]);
  });

  it('sums to the whole, each part within a fen of its share', () => {
    const shares = fc
      .array(fc.integer({ min: 1, max: 9997 }), { minLength: 1, maxLength: 3 })
      .filter((given) => given.reduce((sum, one) => sum + one, 0) < 10000)
      .map((given) => [...given, 10000 - given.reduce((sum, one) => sum + one, 0)]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), shares, (fen, bps) => {
        const parts = splitByShares(fen, bps);
        expect(parts.reduce((sum, one) => sum + one, 0)).toBe(fen);
        parts.forEach((part, i) => expect(Math.abs(part - (fen * bps[i]!) / 10000)).toBeLessThan(1));
      }),
    );
  });

  it('splits the monthly price and a stated deposit, and leaves a deposit of one month to the share', () => {
    const plan = aRatePlan({ monthlyFen: 450001, depositFen: 100001 });
    expect([0, 1].map((part) => coRentPlan(plan, [5000, 5000], part).monthlyFen)).toEqual([225001, 225000]);
    expect([0, 1].map((part) => coRentPlan(plan, [5000, 5000], part).depositFen)).toEqual([50001, 50000]);
    expect(coRentPlan(aRatePlan(), [5000, 5000], 0).depositFen).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lateReturnFrom, suspendedUntil } from './suspension.js';

const DAY = 86_400_000;
const rule = { count: 3, withinDays: 90, forDays: 30 };
const on = (...days: number[]) => days.map((day) => ({ at: day * DAY, waived: false }));

describe('a suspension', () => {
  it.each([
    ['nobody without violations', [], null],
    ['nobody after two', on(1, 2), null],
    ['for so long from the third within the days', on(1, 10, 20), 50],
    ['also when they come out of order', on(20, 1, 10), 50],
    ['nobody when the third is just too late', on(1, 10, 91), null],
    ['when it is just in time', on(1, 10, 90.999), 120.999],
    ['anew with every further one', on(1, 10, 20, 25), 55],
    ['from the last three, when the first lie far back', on(1, 2, 300, 310, 320), 350],
    ['nobody by three that lie apart', on(1, 80, 160, 240), null],
  ])('suspends %s', (_, violations, until) => {
    expect(suspendedUntil(violations, rule)).toBe(until === null ? null : until * DAY);
  });

  it('does not count what was waived, and is off without a rule', () => {
    const [first, ...others] = on(1, 10, 20);
    expect(suspendedUntil([{ ...first!, waived: true }, ...others], rule)).toBeNull();
    expect(suspendedUntil(on(1, 10, 20), null)).toBeNull();
    expect(suspendedUntil(on(7), { count: 1, withinDays: 1, forDays: 2 })).toBe(9 * DAY);
  });

  const violations = fc.array(fc.record({ at: fc.integer({ min: 0, max: 400 * DAY }), waived: fc.boolean() }), {
    maxLength: 12,
  });
  const rules = fc.record({
    count: fc.integer({ min: 1, max: 5 }),
    withinDays: fc.integer({ min: 1, max: 120 }),
    forDays: fc.integer({ min: 1, max: 60 }),
  });

  it('is never made longer by waiving one', () => {
    fc.assert(
      fc.property(violations, rules, fc.nat(11), (given, by, n) => {
        const waived = given.map((one, i) => (i === n ? { ...one, waived: true } : one));
        const [before, after] = [suspendedUntil(given, by) ?? 0, suspendedUntil(waived, by) ?? 0];
        expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });

  it('agrees with counting each window by hand', () => {
    fc.assert(
      fc.property(violations, rules, (given, by) => {
        const counted = given.filter((one) => !one.waived);
        const ends = counted
          .filter(({ at }) => counted.filter((o) => o.at <= at && at - o.at < by.withinDays * DAY).length >= by.count)
          .map(({ at }) => at + by.forDays * DAY);
        expect(suspendedUntil(given, by)).toBe(ends.length === 0 ? null : Math.max(...ends));
      }),
    );
  });
});

describe('what is not returned', () => {
  it('counts as late minutes after a session, and a day after a rental', () => {
    expect(lateReturnFrom({ kind: 'session', end: 0 }, 15)).toBe(900_000);
    expect(lateReturnFrom({ kind: 'rental', end: 0 }, 15)).toBe(DAY);
  });
});

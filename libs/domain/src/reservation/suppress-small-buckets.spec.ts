import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Bucket, suppressSmallBuckets } from './suppress-small-buckets.js';

const bucket = (value: number, ...companies: number[]): Bucket => ({ value, companies });
const [A, B, C, D, E] = [1, 2, 3, 4, 5];

describe('a report to companies', () => {
  it('hides a bucket that rests on too few, and one more so that the sum does not give it away', () => {
    const line = suppressSmallBuckets([bucket(10, A, B, C), bucket(20, A, B, C, D), bucket(5, E)], 3);
    expect(line).toEqual({ values: [null, 20, null], total: 35 });
  });

  it('hides no more than it must when those hidden are enough together', () => {
    const line = suppressSmallBuckets([bucket(10, A, B, C), bucket(5, D), bucket(7, A, E)], 3);
    expect(line).toEqual({ values: [10, null, null], total: 22 });
  });

  it('hides an empty bucket: nobody is also somebody less', () => {
    expect(suppressSmallBuckets([bucket(10, A, B, C), bucket(0)], 3)).toEqual({ values: [null, null], total: 10 });
  });

  it('hides the sum too when the whole line rests on too few', () => {
    expect(suppressSmallBuckets([bucket(10, A), bucket(5, A, B)], 3)).toEqual({ values: [null, null], total: null });
    expect(suppressSmallBuckets([], 3)).toEqual({ values: [], total: null });
  });

  it('never lets a figure, or the difference of figures, rest on too few companies', () => {
    const company = fc.integer({ min: 1, max: 9 });
    const line = fc.array(fc.record({ value: fc.nat(1000), companies: fc.uniqueArray(company, { maxLength: 6 }) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(line, fc.integer({ min: 2, max: 5 }), (buckets, k) => {
        const { values, total } = suppressSmallBuckets(buckets, k);
        const union = (some: readonly Bucket[]): number => new Set(some.flatMap((one) => one.companies)).size;
        const shown = buckets.filter((_, i) => values[i] !== null);
        const hidden = buckets.filter((_, i) => values[i] === null);
        for (const one of shown) expect(union([one])).toBeGreaterThanOrEqual(k);
        expect(values.filter((value) => value !== null)).toEqual(shown.map(({ value }) => value));
        expect(total === null).toBe(union(buckets) < k);
        if (total === null) expect(shown).toEqual([]);
        // All that can be reckoned from the line: sums of shown ones, and the sum less some of them.
        else if (hidden.length > 0) expect(union(hidden)).toBeGreaterThanOrEqual(k);
      }),
      { numRuns: 2000 },
    );
  });
});

import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { contains, intersect, lengthMinutes, mergePeriods, overlaps, subtract, type Period } from './period.js';

const M = 60000;
const period = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 30 }))
  .map(([start, length]): Period => ({ start: start * M, end: (start + length) * M }));
const minutesOf = ({ start, end }: Period): Set<number> => {
  const minutes = new Set<number>();
  for (let at = start; at < end; at += M) minutes.add(at);
  return minutes;
};

describe('periods', () => {
  it('touch without meeting', () => {
    expect(overlaps({ start: 0, end: 10 }, { start: 10, end: 20 })).toBe(false);
    expect(overlaps({ start: 0, end: 11 }, { start: 10, end: 20 })).toBe(true);
    expect(overlaps({ start: 0, end: 20 }, { start: 10, end: 10 })).toBe(false);
  });

  it('overlap, share and contain as minute by minute', () => {
    fc.assert(
      fc.property(period, period, (a, b) => {
        const shared = [...minutesOf(a)].filter((minute) => minutesOf(b).has(minute));
        expect(overlaps(a, b)).toBe(shared.length > 0);
        expect(overlaps(b, a)).toBe(overlaps(a, b));
        const both = intersect(a, b);
        expect(both === null ? [] : [...minutesOf(both)]).toEqual(shared);
        if (b.start < b.end) expect(contains(a, b)).toBe(shared.length === minutesOf(b).size);
      }),
    );
  });

  it('are taken out as minute by minute', () => {
    fc.assert(
      fc.property(period, fc.array(period, { maxLength: 6 }), (from, taken) => {
        const left = new Set(minutesOf(from));
        for (const one of taken) for (const minute of minutesOf(one)) left.delete(minute);
        const parts = subtract(from, taken);
        expect(parts.flatMap((part) => [...minutesOf(part)])).toEqual([...left]);
        for (const part of parts) expect(part.start).toBeLessThan(part.end);
      }),
    );
  });

  it('are merged to the same minutes, with time between any two', () => {
    fc.assert(
      fc.property(fc.array(period, { maxLength: 8 }), (given) => {
        const merged = mergePeriods(given);
        const minutes = (periods: readonly Period[]): number[] =>
          [...new Set(periods.flatMap((one) => [...minutesOf(one)]))].sort((a, b) => a - b);
        expect(minutes(merged)).toEqual(minutes(given));
        for (const [i, one] of merged.entries()) expect(one.start).toBeGreaterThan(merged[i - 1]?.end ?? -Infinity);
      }),
    );
  });

  it('count a started minute', () => {
    expect(lengthMinutes({ start: 0, end: 90 * 1000 })).toBe(2);
    expect(lengthMinutes({ start: 0, end: 60 * M })).toBe(60);
  });
});

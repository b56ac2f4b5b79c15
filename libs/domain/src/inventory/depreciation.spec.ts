import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { addMonths } from '../time/calendar-date.js';
import { depreciationFen } from './depreciation.js';

const asset = { valueFen: 45_000_000, residualBps: 500, lifeMonths: 120, inUseSince: '2024-03' };

describe('depreciation in equal parts', () => {
  it('begins the month after the instrument was put to use and ends with its life', () => {
    expect(depreciationFen(asset, '2024-01', '2024-03')).toBe(0);
    expect(depreciationFen(asset, '2024-04', '2024-04')).toBe(356_250);
    expect(depreciationFen(asset, '2025-01', '2025-12')).toBe(4_275_000);
    expect(depreciationFen(asset, '2034-03', '2034-03')).toBe(356_250);
    expect(depreciationFen(asset, '2034-04', '2040-01')).toBe(0);
    expect(depreciationFen(asset, '2025-02', '2025-01')).toBe(0);
  });

  it('sums to the whole, however the months are cut', () => {
    const month = (n: number) => addMonths('2024-01-01', n).slice(0, 7);
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.integer({ min: 1, max: 180 }), fc.nat(200), (valueFen, lifeMonths, cut) => {
        const one = { ...asset, valueFen, lifeMonths };
        const parts = depreciationFen(one, '2024-01', month(cut)) + depreciationFen(one, month(cut + 1), '2060-12');
        expect(parts).toBe(depreciationFen(one, '2024-01', '2060-12'));
        expect(parts).toBe(valueFen - Math.round((valueFen * 500) / 10_000));
      }),
    );
  });
});

import { daysOf, hoursText, rateOf, stepOf } from './reckon';
import type { Utilisation } from './utilisation.queries';

const time = { booked: [], used: [], bookedMinutes: 263 * 3, usedMinutes: 263, outageMinutes: 0 };
const report: Utilisation = {
  from: '2026-02-27',
  to: '2026-03-03',
  dayMinutes: 263,
  total: { ...time, instruments: 2 },
  items: [],
  nextCursor: null,
};

describe('reckoning use', () => {
  it('counts booked time over all days and used time over those that have come', () => {
    expect(daysOf(report)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    expect(rateOf(time, 'booked', { report, today: '2026-02-28' })).toBe(75);
    expect(rateOf(time, 'used', { report, today: '2026-02-28' })).toBe(50);
    expect(rateOf(time, 'used', { report, today: '2026-01-31' })).toBeNull();
    expect(rateOf(time, 'booked', { report, today: '2026-02-28', instruments: 2 })).toBe(37.5);
  });

  it('puts each per cent on the ramp and writes hours with one place', () => {
    expect([0, 1, 14.9, 15, 74, 99, 100, 250].map(stepOf)).toEqual([0, 1, 1, 2, 4, 5, 6, 6]);
    expect([0, 90, 74_040].map(hoursText)).toEqual(['0.0', '1.5', '1,234.0']);
  });
});

import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { aRatePlan, at, period, ZONE } from '../test/builders.js';
import { bandAt, weekOfBands } from './price-band.js';
import { billedPeriod, hourlyRateFen, sessionPrice } from './session-price.js';

const plan = aRatePlan();
const price = (from: string, to: string, given: object = {}) =>
  sessionPrice({ ...period(from, to), plan: { ...plan, ...given }, zone: ZONE });
const minutes = (from: string, to: string) => price(from, to).lines.map((line) => [line.band, line.minutes, line.fen]);

describe('a session by the hour', () => {
  it('is parted by band, the added minutes where it ends', () => {
    expect(minutes('2026-03-13T16:30', '2026-03-13T19:10')).toEqual([
      ['weekday', 90, 9000],
      ['evening', 75, 5000],
    ]);
    expect(price('2026-03-13T16:30', '2026-03-13T19:10').totalFen).toBe(14000);
  });

  it('ends at a band without touching it', () => {
    expect(minutes('2026-03-13T17:50', '2026-03-13T18:00')).toEqual([['weekday', 15, 1500]]);
  });

  it('runs through midnight into the weekend', () => {
    expect(minutes('2026-03-13T23:00', '2026-03-14T01:00')).toEqual([
      ['evening', 60, 4000],
      ['weekend', 60, 5000],
    ]);
  });

  it('counts seconds as a started increment', () => {
    expect(price('2026-03-13T09:00:00', '2026-03-13T09:15:01').minutes).toBe(30);
    expect(price('2026-03-13T09:00:00', '2026-03-13T09:00:00').totalFen).toBe(0);
  });

  it('comes up to the minimum charge', () => {
    const short = price('2026-03-13T09:00', '2026-03-13T09:15', { minimumChargeFen: 5000 });
    expect(short).toMatchObject({ topUpFen: 3500, totalFen: 5000 });
  });

  it('counts an hour that New York skips or repeats as it passes', () => {
    const night = (start: string, end: string) =>
      sessionPrice({ start: Date.parse(start), end: Date.parse(end), plan, zone: 'America/New_York' }).minutes;
    // 01:00 to 04:00 on the wall, two hours long in March; 00:00 to 03:00, four hours long in November.
    expect(night('2026-03-08T06:00:00Z', '2026-03-08T08:00:00Z')).toBe(120);
    expect(night('2026-11-01T04:00:00Z', '2026-11-01T08:00:00Z')).toBe(240);
  });

  it('has bands that sum to what is paid', () => {
    const start = at('2026-03-13T00:00');
    fc.assert(
      fc.property(
        fc.nat(20_000),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 60 }),
        (begin, length, step) => {
          const from = start + begin * 60000;
          const priced = sessionPrice({
            start: from,
            end: from + length * 60000,
            plan: { ...plan, sessionIncrementMinutes: step },
            zone: ZONE,
          });
          expect(priced.minutes % step).toBe(0);
          expect(priced.minutes).toBeGreaterThanOrEqual(length);
          expect(priced.minutes).toBeLessThan(length + step);
          expect(priced.lines.reduce((sum, line) => sum + line.fen, 0)).toBe(priced.totalFen);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('needs a price', () => {
    expect(() => price('2026-03-13T09:00', '2026-03-13T10:00', { hourly: [] })).toThrow();
    expect(hourlyRateFen({ hourly: [{ band: 'weekday', hourlyFen: 1 }] }, 'holiday')).toBe(1);
    expect(hourlyRateFen({ hourly: [] }, 'weekday')).toBeNull();
  });
});

describe('price bands', () => {
  const calendar = { holidays: ['2026-10-01'], workdays: ['2026-10-10'] };
  it.each([
    ['2026-09-30', 600, 3, 'weekday'],
    ['2026-09-30', 1080, 3, 'evening'],
    ['2026-09-30', 1079, 3, 'weekday'],
    ['2026-10-01', 1200, 4, 'holiday'],
    ['2026-10-03', 1200, 6, 'weekend'],
    ['2026-10-10', 600, 6, 'weekday'],
    ['2026-10-10', 1200, 6, 'evening'],
  ] as const)('%s minute %i (weekday %i) is %s', (date, minutesOfDay, weekday, band) => {
    expect(bandAt({ date, minutesOfDay, weekday }, plan.bandWindows, calendar)).toBe(band);
  });

  it('takes the first window that fits', () => {
    const all = { weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: 1440 };
    const windows = [
      { ...all, band: 'evening' as const, fromMinute: 1320 },
      { ...all, band: 'weekday' as const },
    ];
    expect(bandAt({ date: '2026-10-03', minutesOfDay: 600, weekday: 6 }, windows)).toBe('weekday');
    expect(bandAt({ date: '2026-10-03', minutesOfDay: 1330, weekday: 6 }, windows)).toBe('evening');
  });
});

describe('a week of bands', () => {
  it('covers each day without a gap, as the hours are priced', () => {
    const week = weekOfBands(plan.bandWindows);
    expect(week[0]).toEqual([
      { band: 'weekday', fromMinute: 0, toMinute: 1080 },
      { band: 'evening', fromMinute: 1080, toMinute: 1440 },
    ]);
    expect(week[6]).toEqual([{ band: 'weekend', fromMinute: 0, toMinute: 1440 }]);
    expect(weekOfBands([])).toHaveLength(7);
  });
});

describe('booked or used', () => {
  const booked = period('2026-03-13T09:00', '2026-03-13T11:00');
  const longer = period('2026-03-13T10:00', '2026-03-13T12:30');
  const shorter = period('2026-03-13T09:30', '2026-03-13T10:00');
  it.each([
    ['longer', longer, longer],
    ['longer', shorter, booked],
    ['longer', null, booked],
    ['used', shorter, shorter],
    ['used', null, null],
    ['booked', longer, booked],
  ] as const)('%s of %j is %j', (basis, used, billed) => {
    expect(billedPeriod({ booked, used, basis })).toEqual(billed);
  });
});

import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  earlierDate,
  isCalendarDate,
  laterDate,
  mondayOf,
  weekdayOf,
} from './calendar-date.js';
import { daysInMonth, eachMonth, firstDay, monthOf, monthsBetween, monthShares, nextMonth } from './calendar-month.js';

const anyDay = fc.integer({ min: -700_000, max: 2_900_000 });

describe('days', () => {
  it('agree with the calendar of the platform', () => {
    fc.assert(
      fc.property(anyDay, (number) => {
        const date = dateOfDayNumber(number);
        expect(date).toBe(new Date(number * 86400000).toISOString().slice(0, 10));
        expect(dayNumber(date)).toBe(number);
        expect(weekdayOf(date) % 7).toBe(new Date(number * 86400000).getUTCDay());
      }),
    );
  });

  it.each([
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-01', false],
    ['2026-1-1', false],
    ['', false],
  ])('%s exists: %s', (text, exists) => {
    expect(isCalendarDate(text)).toBe(exists);
  });

  it('are added, counted and compared', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-03-15', '2026-04-01')).toBe(17);
    expect(daysBetween('2026-04-01', '2026-03-15')).toBe(-17);
    expect(laterDate('2026-01-02', '2026-01-10')).toBe('2026-01-10');
    expect(earlierDate('2026-01-02', '2026-01-10')).toBe('2026-01-02');
    expect(mondayOf('2026-03-15')).toBe('2026-03-09');
    expect(() => addDays('15/3/2026', 1)).toThrow();
  });
});

describe('months', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2026-01-31', 3, '2026-04-30'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-15', 0, '2026-03-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -13, '2024-12-15'],
  ])('%s and %i months is %s', (date, months, result) => {
    expect(addMonths(date, months)).toBe(result);
  });

  it('are named, measured and listed', () => {
    expect(monthOf('2026-03-15')).toBe('2026-03');
    expect(firstDay('2026-03')).toBe('2026-03-01');
    expect(nextMonth('2026-12')).toBe('2027-01');
    expect(daysInMonth('2024-02')).toBe(29);
    expect(daysInMonth('2026-02')).toBe(28);
    expect(monthsBetween('2025-11', '2026-02')).toBe(3);
    expect(eachMonth('2025-11', '2026-01')).toEqual(['2025-11', '2025-12', '2026-01']);
    expect(eachMonth('2026-02', '2026-01')).toEqual([]);
  });

  it('share out every day exactly once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 18000, max: 22000 }), fc.integer({ min: 0, max: 900 }), (first, length) => {
        const from = dateOfDayNumber(first);
        const to = dateOfDayNumber(first + length);
        const shares = monthShares(from, to);
        expect(shares.reduce((sum, share) => sum + share.days, 0)).toBe(length);
        expect(shares.every((share) => monthOf(share.from) === share.month)).toBe(true);
        expect(shares.every((share) => daysBetween(share.from, share.to) === share.days)).toBe(true);
      }),
    );
    expect(monthShares('2026-03-02', '2026-03-01')).toEqual([]);
  });
});

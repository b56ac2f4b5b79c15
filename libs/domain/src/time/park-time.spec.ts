import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dateOfDayNumber, dayNumber } from './calendar-date.js';
import { instantAt, isTimeZone, localDate, localParts, startOfDay } from './park-time.js';

const at = (text: string): number => Date.parse(text);
const ZONES = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Havana', 'UTC'];

describe('the wall clock of the park', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-15', '2026-03-14T16:00:00Z'],
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00Z'],
    ['America/New_York', '2026-03-09', '2026-03-09T04:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00Z'],
    ['Australia/Lord_Howe', '2026-10-05', '2026-10-04T13:00:00Z'],
    // Havana skips 00:00 in March and repeats it in November.
    ['America/Havana', '2026-03-08', '2026-03-08T05:00:00Z'],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00Z'],
    // Samoa had no 30 December 2011.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z'],
  ])('in %s %s begins at %s', (zone, date, instant) => {
    expect(new Date(startOfDay(date, zone)).toISOString()).toBe(new Date(at(instant)).toISOString());
  });

  it('moves a skipped time forward', () => {
    expect(instantAt('2026-03-08', 150, 'America/New_York')).toBe(at('2026-03-08T07:30:00Z'));
    expect(localParts(at('2026-03-08T07:30:00Z'), 'America/New_York').minutesOfDay).toBe(210);
    expect(localParts(instantAt('2026-10-04', 135, 'Australia/Lord_Howe'), 'Australia/Lord_Howe').minutesOfDay).toBe(
      165,
    );
  });

  it('takes the first of a repeated time', () => {
    expect(instantAt('2026-11-01', 90, 'America/New_York')).toBe(at('2026-11-01T05:30:00Z'));
    expect(instantAt('2026-04-05', 105, 'Australia/Lord_Howe')).toBe(at('2026-04-04T14:45:00Z'));
  });

  it('has days of 23, 24, 24.5 and 25 hours', () => {
    const hours = (date: string, zone: string) =>
      (startOfDay(addDays(date, 1), zone) - startOfDay(date, zone)) / 3600000;
    expect(hours('2026-03-08', 'America/New_York')).toBe(23);
    expect(hours('2026-11-01', 'America/New_York')).toBe(25);
    expect(hours('2026-10-04', 'Australia/Lord_Howe')).toBe(23.5);
    expect(hours('2026-04-05', 'Australia/Lord_Howe')).toBe(24.5);
    expect(hours('2026-03-08', 'Asia/Shanghai')).toBe(24);
  });

  it('knows day, time and weekday', () => {
    const parts = localParts(at('2026-03-15T10:45:59Z'), 'Asia/Shanghai');
    expect(parts).toEqual({ date: '2026-03-15', minutesOfDay: 18 * 60 + 45, weekday: 7 });
    expect(localDate(at('2026-03-14T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-03-15');
    expect(localDate(at('2026-03-14T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2026-03-14');
    expect(instantAt('2026-03-15', 1440, 'Asia/Shanghai')).toBe(startOfDay('2026-03-16', 'Asia/Shanghai'));
  });

  it('agrees with the platform at any instant in any zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('1990-01-01'), max: at('2037-01-01') }),
        fc.constantFrom(...ZONES),
        (instant, zone) => {
          const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
          const { date, minutesOfDay } = localParts(instant, zone);
          const time = [Math.floor(minutesOfDay / 60), minutesOfDay % 60].map((part) => String(part).padStart(2, '0'));
          expect(`${date} ${time.join(':')}`).toBe(format.format(instant));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('begins each day on it and a moment later than the day before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2037-01-01') }),
        fc.constantFrom(...ZONES),
        (day, zone) => {
          const date = dateOfDayNumber(day);
          const start = startOfDay(date, zone);
          expect(localDate(start, zone)).toBe(date);
          expect(localDate(start - 1, zone) < date).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('answers a hundred thousand times without delay', () => {
    // CPU time: on a machine that others use, the clock on the wall says nothing.
    const begun = process.cpuUsage();
    for (let count = 0; count < 100_000; count += 1) localParts(1_773_000_000_000 + count * 60_000, 'America/New_York');
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(2000);
  });

  it('knows which zones there are', () => {
    expect(isTimeZone('Asia/Shanghai')).toBe(true);
    expect(isTimeZone('Asia/Shijiazhuang')).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { rentalPeriod } from './occupied-period.js';
import { addDays, addMonths, dateOfDayNumber, dayNumber } from '../time/calendar-date.js';
import { instantAt, localDate, localParts, startOfDay } from '../time/park-time.js';
import { lengthMinutes } from '../time/period.js';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const from = Date.parse('2020-01-01T00:00:00Z');
const to = Date.parse('2041-01-01T00:00:00Z');

/** The oracle: what the platform's own tables show on the wall, minute by minute, with no cache and no arithmetic of ours. */
class Wall {
  private readonly format: Intl.DateTimeFormat;

  constructor(readonly zone: string) {
    const two = '2-digit';
    this.format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
    });
  }

  /** `2026-03-08 03:30` */
  shows(instant: number): string {
    return this.format.format(instant);
  }

  /** What the wall shows less UTC, in minutes. */
  offset(instant: number): number {
    return (
      (Date.parse(`${this.shows(instant).replace(' ', 'T')}Z`) - Math.floor(instant / minuteMs) * minuteMs) / minuteMs
    );
  }

  /** The moments at which the clock is changed; it is never changed and changed back within a week. */
  changes(): { at: number; before: number; after: number }[] {
    const found: { at: number; before: number; after: number }[] = [];
    for (let week = from; week < to; week += 7 * dayMs) {
      const [before, after] = [this.offset(week), this.offset(week + 7 * dayMs)];
      if (before === after) continue;
      let [low, high] = [week, week + 7 * dayMs];
      while (high - low > minuteMs) {
        const middle = Math.floor((low + high) / 2 / minuteMs) * minuteMs;
        if (this.offset(middle) === before) low = middle;
        else high = middle;
      }
      found.push({ at: high, before, after });
    }
    return found;
  }
}

const zones = Intl.supportedValuesOf('timeZone');
const changes = zones.flatMap((zone) => {
  const wall = new Wall(zone);
  return wall.changes().map((change) => ({ wall, zone, ...change }));
});

/** Whatever differs, as few words as needed to find it; an assertion for each of a million comparisons would take minutes. */
const differing: string[] = [];
const same = (what: string, ours: string, theirs: string): void => {
  if (ours !== theirs) differing.push(`${what}: ${ours}, not ${theirs}`);
};
const none = (): void => {
  const found = differing.splice(0);
  expect(found.slice(0, 20)).toEqual([]);
};
const words = (instant: number, zone: string): string => {
  const { date, minutesOfDay } = localParts(instant, zone);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date} ${two(Math.floor(minutesOfDay / 60))}:${two(minutesOfDay % 60)}`;
};

describe(`every zone of the world, 2020 to 2040, where its clock is changed`, () => {
  it('is looked at', () => {
    expect(zones.length).toBeGreaterThan(400);
    expect(changes.length).toBeGreaterThan(3_000);
    expect(changes.some((change) => change.zone === 'Australia/Lord_Howe' && change.after - change.before === 30)).toBe(
      true,
    );
  });

  it('shows what the wall shows, up to the change and after it', () => {
    for (const { wall, zone, at } of changes)
      for (const instant of [at - 61 * minuteMs, at - minuteMs, at - 1, at, at + minuteMs, at + 61 * minuteMs])
        same(`${zone} ${new Date(instant).toISOString()}`, words(instant, zone), wall.shows(instant));
    none();
  });

  it('begins a day at the first moment that is on it', () => {
    for (const { wall, zone, at } of changes) {
      for (const day of [-1, 0, 1]) {
        const date = addDays(localDate(at, zone), day);
        const start = startOfDay(date, zone);
        const name = `${zone} ${date} begins ${new Date(start).toISOString()}`;
        if (wall.shows(start).slice(0, 10) < date) differing.push(`${name}, which is the day before`);
        if (wall.shows(start - minuteMs).slice(0, 10) >= date) differing.push(`${name}, a minute late`);
      }
    }
    none();
  });

  it('means the first of two equal times, and the later one of a time that is skipped', () => {
    for (const { wall, zone, at, before, after } of changes) {
      const wallBefore = at + before * minuteMs;
      for (let step = -12; step <= 12; step++) {
        // Quarter hours around the change as the wall shows them, on it and off it.
        const asked = Math.floor(wallBefore / (15 * minuteMs)) * 15 * minuteMs + step * 15 * minuteMs;
        const date = dateOfDayNumber(Math.floor(asked / dayMs));
        const minutes = (asked - dayNumber(date) * dayMs) / minuteMs;
        const text = new Date(asked).toISOString().slice(0, 16).replace('T', ' ');
        const meant = [before, after]
          .map((offset) => asked - offset * minuteMs)
          .filter((instant) => wall.shows(instant) === text)
          .sort((a, b) => a - b);
        const expected = meant[0] ?? asked - before * minuteMs;
        same(
          `${zone} ${text}`,
          new Date(instantAt(date, minutes, zone)).toISOString(),
          new Date(expected).toISOString(),
        );
      }
    }
    none();
  });

  it('counts the hours of a session as they pass', () => {
    for (const { zone, at, before, after } of changes) {
      // From two hours before the change to two after it, by the wall at both ends.
      const [start, end] = [at - 120 * minuteMs, at + 120 * minuteMs];
      const [a, b] = [localParts(start, zone), localParts(end, zone)];
      const onTheWall = (dayNumber(b.date) - dayNumber(a.date)) * 1440 + b.minutesOfDay - a.minutesOfDay;
      same(`${zone} passes`, String(lengthMinutes({ start, end })), '240');
      same(`${zone} shows`, String(onTheWall), String(240 + after - before));
    }
    none();
  });

  it('lets months of a rental follow each other without a gap, from midnight to midnight', () => {
    for (const { wall, zone, at } of changes) {
      const start = addMonths(localDate(at, zone), -1);
      const months = [0, 1, 2].map((n) => rentalPeriod({ start: addMonths(start, n), months: 1, zone }));
      const whole = rentalPeriod({ start, months: 1, zone });
      same(`${zone} ${start}`, String(whole.end), String(startOfDay(addMonths(start, 1), zone)));
      for (const { start: begins } of months)
        if (wall.shows(begins - minuteMs).slice(0, 10) >= wall.shows(begins).slice(0, 10))
          differing.push(`${zone}: a month begins at ${new Date(begins).toISOString()}, within a day`);
    }
    none();
  });
});

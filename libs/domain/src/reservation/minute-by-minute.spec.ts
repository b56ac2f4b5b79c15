import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openPeriods, type OpeningHours } from '../inventory/opening-hours.js';
import { localParts, startOfDay } from '../time/park-time.js';
import { contains, intersect, lengthMinutes, overlaps, type Period, subtract } from '../time/period.js';
import { nextFreeSlot } from './alternatives.js';
import { occupiedPeriod, rentalPeriod } from './occupied-period.js';
import { occupiedPieces, type WeekPattern } from './occupied-pieces.js';

const minute = 60_000;
/** Three days over the change of clocks in New York, or the half hour of Lord Howe: every minute of them is looked at. */
const places = [
  { zone: 'America/New_York', from: Date.parse('2026-03-07T12:00:00Z') },
  { zone: 'America/New_York', from: Date.parse('2026-10-31T12:00:00Z') },
  { zone: 'Australia/Lord_Howe', from: Date.parse('2026-10-03T00:00:00Z') },
  { zone: 'Australia/Lord_Howe', from: Date.parse('2026-04-04T00:00:00Z') },
  { zone: 'Asia/Shanghai', from: Date.parse('2026-03-01T00:00:00Z') },
];
const span = 3 * 1440;
type Minutes = ReadonlySet<number>;

/** The minutes of a period, by number since `from`. */
const minutesOf = (from: number, ...periods: readonly Period[]): Minutes => {
  const minutes = new Set<number>();
  for (const { start, end } of periods) for (let at = start; at < end; at += minute) minutes.add((at - from) / minute);
  return minutes;
};
const sorted = (minutes: Iterable<number>): number[] => [...minutes].sort((a, b) => a - b);

const period = (from: number): fc.Arbitrary<Period> =>
  fc.tuple(fc.nat(span - 1), fc.nat(900)).map(([at, length]) => ({
    start: from + at * minute,
    end: from + (at + length) * minute,
  }));
const place = fc.constantFrom(...places);
const turnaround = fc.record({ beforeMinutes: fc.constantFrom(0, 10, 45), afterMinutes: fc.constantFrom(0, 15, 60) });
/** None ends inside the hour that New York skips or repeats: the wall clock has no one answer there (see opening hours). */
const windows = fc
  .tuple(fc.nat(23), fc.nat(23))
  .map(([a, b]) => (a < b ? [{ fromMinute: a * 60, toMinute: b * 60 + (b < 3 ? 0 : 30) }] : []));
const week = fc.tuple(windows, windows, windows, windows, windows, windows, windows);
const hours: fc.Arbitrary<OpeningHours | null> = fc.option(
  week.map((days) => Object.fromEntries(days.map((its, i) => [i + 1, its])) as OpeningHours),
);

/** Whether an instrument is open in a minute, asked of the wall clock alone. */
function isOpen(opening: OpeningHours | null, instant: number, zone: string): boolean {
  if (opening === null) return true;
  const { weekday, minutesOfDay } = localParts(instant, zone);
  return (opening[weekday] ?? []).some((w) => w.fromMinute <= minutesOfDay && minutesOfDay < w.toMinute);
}

describe('what periods share, minute by minute', () => {
  it('overlap, containment, intersection and difference', () => {
    const pair = place.chain(({ from }) =>
      fc.tuple(fc.constant(from), period(from), period(from), fc.array(period(from), { maxLength: 5 })),
    );
    fc.assert(
      fc.property(pair, ([from, a, b, others]) => {
        const [as, bs] = [minutesOf(from, a), minutesOf(from, b)];
        const shared = sorted(as).filter((at) => bs.has(at));
        expect(overlaps(a, b)).toBe(shared.length > 0);
        if (b.start < b.end) expect(contains(a, b)).toBe(shared.length === bs.size);
        const both = intersect(a, b);
        expect(sorted(both ? minutesOf(from, both) : [])).toEqual(shared);
        expect(lengthMinutes(a)).toBe(as.size);
        const gone = minutesOf(from, ...others);
        expect(sorted(minutesOf(from, ...subtract(a, others)))).toEqual(sorted(as).filter((at) => !gone.has(at)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('what an instrument is held for and when it is open, minute by minute', () => {
  it('is the period with its turnaround, less the gaps, met with the pattern', () => {
    const part = fc.constantFrom('am', 'pm', 'day', undefined);
    const drawn = place.chain(({ zone, from }) =>
      fc.record({
        zone: fc.constant(zone),
        from: fc.constant(from),
        held: period(from).filter((p) => p.end > p.start),
        around: turnaround,
        gaps: fc.array(period(from), { maxLength: 4 }),
        parts: fc.option(fc.tuple(part, part, part, part, part, part, part)),
      }),
    );
    fc.assert(
      fc.property(drawn, ({ zone, from, held, around, gaps, parts }) => {
        const pattern = parts && (Object.fromEntries(parts.flatMap((p, i) => (p ? [[i + 1, p]] : []))) as WeekPattern);
        const pieces = occupiedPieces({ period: held, turnaround: around, gaps, pattern: pattern ?? undefined, zone });
        const gone = minutesOf(from, ...gaps);
        const isMine = (at: number): boolean => {
          const { weekday, minutesOfDay } = localParts(from + at * minute, zone);
          return !pattern || pattern[weekday] === 'day' || pattern[weekday] === (minutesOfDay < 720 ? 'am' : 'pm');
        };
        const [first, last] = [(held.start - from) / minute, (held.end - from) / minute - 1];
        // The turnaround goes with the first and the last minute of the period.
        const expected = sorted(minutesOf(from, occupiedPeriod(held, around))).filter(
          (at) => isMine(Math.min(Math.max(at, first), last)) && !gone.has(at),
        );
        expect(sorted(minutesOf(from, ...pieces))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('is open when the wall clock says so', () => {
    const drawn = place.chain(({ zone, from }) => fc.tuple(fc.constant(zone), fc.constant(from), period(from), hours));
    fc.assert(
      fc.property(drawn, ([zone, from, range, opening]) => {
        const expected = sorted(minutesOf(from, range)).filter((at) => isOpen(opening, from + at * minute, zone));
        expect(sorted(minutesOf(from, ...openPeriods(opening, range, zone)))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the next free slot, minute by minute', () => {
  it('is the first session that is on the grid, inside the hours and meets nothing', () => {
    const drawn = place.chain(({ zone, from }) =>
      fc.record({
        zone: fc.constant(zone),
        from: fc.constant(from),
        busy: fc.array(period(from), { maxLength: 8 }),
        lengthMinutes: fc.constantFrom(15, 30, 60, 240),
        incrementMinutes: fc.constantFrom(15, 30, 60),
        around: turnaround,
        opening: hours,
      }),
    );
    fc.assert(
      fc.property(drawn, ({ zone, from, busy, lengthMinutes: length, incrementMinutes, around, opening }) => {
        const horizon = from + span * minute;
        const search = { busy, from, horizon, zone, incrementMinutes, openingHours: opening, turnaround: around };
        const found = nextFreeSlot({ kind: 'session', lengthMinutes: length, ...search });
        const taken = minutesOf(from, ...busy);
        const free = (at: number): boolean => {
          if (localParts(from + at * minute, zone).minutesOfDay % incrementMinutes !== 0 || at + length > span)
            return false;
          for (let m = at; m < at + length; m++) if (!isOpen(opening, from + m * minute, zone)) return false;
          for (let m = at - around.beforeMinutes; m < at + length + around.afterMinutes; m++)
            if (taken.has(m)) return false;
          return true;
        };
        const first = Array.from({ length: span }, (_, at) => at).find(free);
        expect(found && (found.start - from) / minute).toBe(first ?? null);
        if (found) expect(lengthMinutes(found)).toBe(length);
      }),
      { numRuns: 150 },
    );
  });

  it('is the first midnight from which whole months are free', () => {
    const drawn = fc.record({
      zone: fc.constantFrom('America/New_York', 'Australia/Lord_Howe', 'Asia/Shanghai', 'America/Havana'),
      months: fc.integer({ min: 1, max: 3 }),
      busy: fc.array(fc.tuple(fc.nat(250), fc.integer({ min: 1, max: 400 })), { maxLength: 5 }),
      around: turnaround,
    });
    fc.assert(
      fc.property(drawn, ({ zone, months, busy, around }) => {
        const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
        const from = startOfDay(day(0), zone);
        const horizon = startOfDay(day(365), zone);
        const hour = 60 * minute;
        const taken = busy.map(([n, length]) => ({
          start: startOfDay(day(n), zone) + 5 * hour,
          end: startOfDay(day(n), zone) + (5 + length) * hour,
        }));
        const slots = Array.from({ length: 365 }, (_, n) => rentalPeriod({ start: day(n), months, zone }));
        const first = slots.find(
          (slot) => slot.end <= horizon && !taken.some((one) => overlaps(one, occupiedPeriod(slot, around))),
        );
        const found = nextFreeSlot({ kind: 'rental', months, busy: taken, from, horizon, zone, turnaround: around });
        expect(found).toEqual(first ?? null);
      }),
      { numRuns: 100 },
    );
  });
});

import fc from 'fast-check';
import type { Period } from '../time/period.js';
import { instantAt, startOfDay } from '../time/park-time.js';
import { occupiedPieces, patternPeriods, type WeekPattern } from './occupied-pieces.js';

const zone = 'Asia/Shanghai';
const none = { beforeMinutes: 0, afterMinutes: 0 };
const at = (date: string, hour: number): number => instantAt(date, hour * 60, zone);
const march: Period = { start: startOfDay('2026-03-01', zone), end: startOfDay('2026-04-01', zone) };

describe('what a reservation holds', () => {
  it('is its period with the turnaround around it', () => {
    const turnaround = { beforeMinutes: 30, afterMinutes: 60 };
    expect(occupiedPieces({ period: march, turnaround, zone })).toEqual([
      { start: march.start - 1_800_000, end: march.end + 3_600_000 },
    ]);
  });

  it('leaves a gap to others', () => {
    const gap = { start: at('2026-03-03', 9), end: at('2026-03-03', 17) };
    expect(occupiedPieces({ period: march, turnaround: none, gaps: [gap], zone })).toEqual([
      { start: march.start, end: gap.start },
      { start: gap.end, end: march.end },
    ]);
  });

  it('is nothing where a gap covers it whole', () => {
    expect(occupiedPieces({ period: march, turnaround: none, gaps: [march], zone })).toEqual([]);
  });
});

describe('a pattern of half days', () => {
  it('joins what touches: Monday afternoon to Tuesday is one stretch', () => {
    const week = { start: startOfDay('2026-03-02', zone), end: startOfDay('2026-03-09', zone) };
    expect(patternPeriods({ 1: 'pm', 2: 'day', 5: 'am' }, week, zone)).toEqual([
      { start: at('2026-03-02', 12), end: at('2026-03-03', 24) },
      { start: at('2026-03-06', 0), end: at('2026-03-06', 12) },
    ]);
  });

  it('follows the wall clock of a zone that changes it', () => {
    const newYork = 'America/New_York';
    const sunday = { start: startOfDay('2026-03-08', newYork), end: startOfDay('2026-03-09', newYork) };
    const [piece] = patternPeriods({ 7: 'am' }, sunday, newYork);
    expect(piece!.end - piece!.start).toBe(11 * 3_600_000);
  });

  it.each(['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'])(
    'and its counterpart share no moment and leave none out (%s)',
    (there) => {
      const part = fc.constantFrom('am', 'pm', 'day', 'none');
      fc.assert(
        fc.property(
          fc.tuple(part, part, part, part, part, part, part),
          fc.nat(700),
          fc.nat(60),
          (parts, day, length) => {
            const first = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
            const start = startOfDay(first, there);
            const period = { start, end: start + (length + 1) * 86_400_000 };
            const [mine, theirs] = [true, false].map((own) => patternOf(parts, own));
            const pieces = [...patternPeriods(mine!, period, there), ...patternPeriods(theirs!, period, there)].sort(
              (a, b) => a.start - b.start,
            );
            let cursor = period.start;
            for (const piece of pieces) {
              expect(piece.start).toBe(cursor);
              cursor = piece.end;
            }
            expect(cursor).toBe(period.end);
          },
        ),
        { numRuns: 60 },
      );
    },
  );
});

const opposite = { am: 'pm', pm: 'am', day: 'none', none: 'day' } as const;

function patternOf(parts: readonly string[], own: boolean): WeekPattern {
  const mine = parts.map((part) => (own ? part : opposite[part as keyof typeof opposite]));
  return Object.fromEntries(mine.flatMap((part, i) => (part === 'none' ? [] : [[i + 1, part]])));
}

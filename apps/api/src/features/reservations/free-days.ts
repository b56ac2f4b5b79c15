import { addDays, startOfDay } from '@parkbench/domain';

/** Taken stretches in seconds since 1970, in any order. */
export type BusySeconds = readonly (readonly [number, number])[];

/** The days from today on that a catalogue looks at: their first instants, and the one after the last. */
export interface DaysAhead {
  readonly dates: readonly string[];
  readonly starts: readonly number[];
}

const stripDays = 14;
const searchedDays = 400;
let kept: { today: string; zone: string; ahead: DaysAhead } | undefined;

/** The days ahead of a day; every request of that day shares them. */
export function daysAhead(today: string, zone: string): DaysAhead {
  if (kept?.today === today && kept.zone === zone) return kept.ahead;
  const dates = Array.from({ length: searchedDays + 1 }, (_, i) => addDays(today, i));
  const ahead = { dates, starts: dates.map((date) => startOfDay(date, zone)) };
  kept = { today, zone, ahead };
  return ahead;
}

/** Fourteen signs from today: 0 free, 1 taken the whole day, 2 taken in part. */
export function strip(busy: BusySeconds, { starts }: DaysAhead): string {
  const sorted = [...busy].sort((a, b) => a[0] - b[0]);
  let signs = '';
  for (let day = 0; day < stripDays; day++) {
    signs += signOf(sorted, (starts[day] ?? 0) / 1000, (starts[day + 1] ?? 0) / 1000);
  }
  return signs;
}

function signOf(sorted: BusySeconds, from: number, to: number): '0' | '1' | '2' {
  let covered = from;
  let touched = false;
  for (const [start, end] of sorted) {
    if (end <= from) continue;
    if (start >= to) break;
    touched = true;
    if (start <= covered) covered = Math.max(covered, end);
  }
  if (!touched) return '0';
  return covered >= to ? '1' : '2';
}

/** The first day on which nothing stands at all; null when there is none in the days looked at. */
export function nextFreeDay(busy: BusySeconds, { dates, starts }: DaysAhead): string | null {
  const sorted = [...busy].sort((a, b) => a[0] - b[0]);
  let next = 0;
  let day = 0;
  for (; day < searchedDays; day++) {
    const [from, to] = [(starts[day] ?? 0) / 1000, (starts[day + 1] ?? 0) / 1000];
    while (next < sorted.length && (sorted[next]?.[1] ?? 0) <= from) next++;
    if ((sorted[next]?.[0] ?? Infinity) >= to) return dates[day] ?? null;
  }
  return null;
}

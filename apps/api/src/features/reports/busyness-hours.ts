import { addDays, type Bucket, localParts, startOfDay } from '@parkbench/domain';

/** A week has so many hours: Monday 00:00 is the first. */
export const weekHours = 168;
const hour = 3_600_000;

/** A stretch of a month that a company had an instrument of a category. */
export interface Taken {
  readonly categoryId: number;
  readonly companyId: number;
  readonly start: number;
  readonly end: number;
}

/** The hours of a month as they passed in the park: where each begins and which hour of the week it is. */
export interface MonthHours {
  readonly starts: readonly number[];
  readonly weekHour: readonly number[];
  /** How often each hour of the week occurs. */
  readonly times: readonly number[];
}

export function monthHours(from: string, to: string, zone: string): MonthHours {
  const starts: number[] = [];
  const weekHour: number[] = [];
  const times = Array.from({ length: weekHours }, () => 0);
  for (let day = from; day < to; day = addDays(day, 1)) {
    const next = startOfDay(addDays(day, 1), zone);
    for (let at = startOfDay(day, zone); at < next; at += hour) {
      const { weekday, minutesOfDay } = localParts(at, zone);
      const which = (weekday - 1) * 24 + Math.floor(minutesOfDay / 60);
      starts.push(at);
      weekHour.push(which);
      times[which] = (times[which] ?? 0) + 1;
    }
  }
  return { starts, weekHour, times };
}

/** By category, for each hour of the week: the milliseconds taken in the month, and by which companies. */
export function takenByWeekHour(rows: Iterable<Taken>, hours: MonthHours): Map<number, Bucket[]> {
  const found = new Map<number, { value: number; companies: Set<number> }[]>();
  for (const { categoryId, companyId, start, end } of rows) {
    const week =
      found.get(categoryId) ?? Array.from({ length: weekHours }, () => ({ value: 0, companies: new Set<number>() }));
    found.set(categoryId, week);
    for (let i = firstHour(hours.starts, start); i < hours.starts.length && (hours.starts[i] ?? end) < end; i++) {
      const begins = hours.starts[i] ?? 0;
      const ends = hours.starts[i + 1] ?? begins + hour;
      const bucket = week[hours.weekHour[i] ?? 0];
      const ms = Math.min(end, ends) - Math.max(start, begins);
      if (!bucket || ms <= 0) continue;
      bucket.value += ms;
      bucket.companies.add(companyId);
    }
  }
  return new Map(
    [...found].map(([id, week]) => [id, week.map(({ value, companies }) => ({ value, companies: [...companies] }))]),
  );
}

/** The last hour that begins at or before an instant; the first when none does. */
function firstHour(starts: readonly number[], instant: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= instant) low = middle;
    else high = middle;
  }
  return low;
}

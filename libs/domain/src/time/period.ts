/** A moment, in milliseconds since 1970-01-01 00:00 UTC. Always handed in; the domain never asks the clock. */
export type Instant = number;

/** A stretch of time from `start` (included) to `end` (not included): what ends at noon does not meet what starts then (rules §1). */
export interface Period {
  readonly start: Instant;
  readonly end: Instant;
}

/** Whether two periods share a moment. Back to back they do not; an empty period shares nothing. */
export function overlaps(a: Period, b: Period): boolean {
  return a.start < b.end && b.start < a.end && a.start < a.end && b.start < b.end;
}

/** Whether the second period lies wholly within the first; touching its ends is within. */
export function contains(outer: Period, inner: Period): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The stretch that both periods share, or null when they share none. */
export function intersect(a: Period, b: Period): Period | null {
  if (!overlaps(a, b)) return null;
  return { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) };
}

/** What is left of a period when others are taken out, in order of time; the others may overlap each other. */
export function subtract(from: Period, taken: readonly Period[]): Period[] {
  const left: Period[] = [];
  let cursor = from.start;
  for (const period of [...taken].sort((a, b) => a.start - b.start)) {
    if (!overlaps(from, period)) continue;
    if (period.start > cursor) left.push({ start: cursor, end: period.start });
    cursor = Math.max(cursor, period.end);
  }
  if (cursor < from.end) left.push({ start: cursor, end: from.end });
  return left;
}

/** The same time in as few stretches as it takes, in order: what overlaps or touches is one, so that how many there were cannot be seen. */
export function mergePeriods(periods: readonly Period[]): Period[] {
  const merged: Period[] = [];
  for (const { start, end } of [...periods].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (end <= start) continue;
    if (last && start <= last.end) merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else merged.push({ start, end });
  }
  return merged;
}

/** How long a period lasts, in elapsed milliseconds; an hour that a zone skips or repeats counts as it passes (rules §1). */
export function lengthMs(period: Period): number {
  return period.end - period.start;
}

/** How long a period lasts in whole elapsed minutes, a started minute counting as one. */
export function lengthMinutes(period: Period): number {
  return Math.ceil(lengthMs(period) / 60000);
}

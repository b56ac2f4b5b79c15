import { addDays, type Instant, localDate, startOfDay } from '@parkbench/domain';

/** The first day on which what comes back at an instant is free: a started day counts as used (rules §4). */
export function firstFreeDay(at: Instant, zone: string): string {
  const date = localDate(at, zone);
  return startOfDay(date, zone) >= at ? date : addDays(date, 1);
}

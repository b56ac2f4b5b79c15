import { invariant } from '../core/assert.js';
import { scaleFen } from '../money/fen.js';
import { intersect, lengthMs, type Period } from '../time/period.js';

const MINUTE = 60000;

/** Time that became free when a reservation was given up, and how much of it others have booked since. */
export interface RebookedTime {
  readonly freedMinutes: number;
  /** Not more than was freed. */
  readonly rebookedMinutes: number;
}

/**
 * How much of freed time has been booked again: what several bookings share counts once, what lies outside counts for
 * nothing. Whole minutes, begun ones not counted.
 *
 * Freed 14:00–18:00, booked again 13:00–15:00 and 14:30–16:00: 120 of 240 minutes.
 */
export function rebookedTime(freed: Period, bookings: readonly Period[]): RebookedTime {
  const inside = bookings
    .map((booking) => intersect(freed, booking))
    .filter((part) => part !== null)
    .sort((a, b) => a.start - b.start);
  let [covered, sum] = [freed.start, 0];
  for (const { start, end } of inside) {
    sum += Math.max(0, end - Math.max(start, covered));
    covered = Math.max(covered, end);
  }
  return { freedMinutes: Math.floor(lengthMs(freed) / MINUTE), rebookedMinutes: Math.floor(sum / MINUTE) };
}

/**
 * What is left of a cancellation or no-show fee when the time was booked again:
 * `half_up(fee × (freed − booked again) / freed)`; the whole fee when nothing was freed.
 *
 * 72.00 for 2 hours, of which half an hour was booked again: 54.00.
 */
export function feeAfterRebooking(feeFen: number, time: RebookedTime): number {
  const { freedMinutes, rebookedMinutes } = time;
  invariant(rebookedMinutes >= 0 && rebookedMinutes <= freedMinutes, 'no more is booked again than was freed');
  return freedMinutes === 0 ? feeFen : scaleFen(feeFen, freedMinutes - rebookedMinutes, freedMinutes);
}

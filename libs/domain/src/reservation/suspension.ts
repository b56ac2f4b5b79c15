import type { ReservationKind } from '../core/reservation-kind.js';
import type { Instant } from '../time/period.js';

const DAY = 86_400_000;

/** Why a person's conduct is noted: did not come, brought it back late, cancelled late. */
export type ViolationKind = 'no_show' | 'late_return' | 'late_cancel';

/** One violation of conduct, as far as a suspension goes. */
export interface CountedViolation {
  readonly at: Instant;
  /** Staff have let it go: it does not count. */
  readonly waived: boolean;
}

/**
 * From when what is not returned counts as late: a session so many minutes after its end, a rental a day after it, because
 * what comes back in the evening is often written down the next morning.
 */
export function lateReturnFrom(
  { kind, end }: { readonly kind: ReservationKind; readonly end: Instant },
  minutes: number,
): Instant {
  return kind === 'session' ? end + minutes * 60_000 : end + DAY;
}

/** After `count` violations within `withinDays` a person may not reserve for `forDays`. */
export interface SuspensionRule {
  readonly count: number;
  readonly withinDays: number;
  readonly forDays: number;
}

/**
 * Until when a person may not reserve: `count` violations within `withinDays` (24 hours each) suspend for `forDays` from
 * the last of them; every further one within the window suspends anew. The latest such end, whether it lies ahead or
 * behind; null when there is none, or the rule is off. A waived violation never makes it longer (rules §3).
 *
 * Three within 90 days for 30: no-shows on 1, 10 and 20 March suspend to 19 April.
 */
export function suspendedUntil(violations: readonly CountedViolation[], rule: SuspensionRule | null): Instant | null {
  if (rule === null || rule.count < 1) return null;
  const times = violations.filter(({ waived }) => !waived).map(({ at }) => at);
  times.sort((a, b) => a - b);
  const windowMs = rule.withinDays * DAY;
  const suspending = times.filter((at, i) => at - (times[i - rule.count + 1] ?? -Infinity) < windowMs);
  const last = suspending.at(-1);
  return last === undefined ? null : last + rule.forDays * DAY;
}

import type { CountedUse } from '../pricing/count-line.js';
import type { HolidayCalendar, RatePlan } from '../pricing/rate-plan.js';
import { sessionLines } from '../pricing/session-lines.js';
import { billedPeriod, isPricedByTime, type HourlyPlan } from '../pricing/session-price.js';
import type { ReservationStatus } from '../reservation/status.js';
import type { CalendarDate } from '../time/calendar-date.js';
import { monthOf } from '../time/calendar-month.js';
import { localDate } from '../time/park-time.js';
import type { Period } from '../time/period.js';
import type { ChargeTarget, SettledFee } from './charge.js';
import { feeTargets } from './fee-target.js';

/** The prices of a session as they were quoted. */
export type SessionPlan = HourlyPlan & Pick<RatePlan, 'billBasis' | 'sessionTax'>;

/** A session as far as money goes. */
export interface SessionSource {
  readonly kind: 'session';
  readonly status: ReservationStatus;
  readonly booked: Period;
  /** Log-in to log-out; null while no use is recorded. */
  readonly used: Period | null;
  readonly plan: SessionPlan;
  readonly zone: string;
  readonly holidays?: HolidayCalendar;
  /** Runs, samples, assistance, consumables: lines of their own. */
  readonly counted?: readonly (CountedUse & { readonly segment?: number })[];
  /** It was booked by the count, so its hours are not paid, whatever was counted then. */
  readonly byCount?: boolean;
  readonly fee: SettledFee | null;
}

function isDue(source: SessionSource, today: CalendarDate): boolean {
  const endsOn = localDate(source.booked.end, source.zone);
  if (source.status === 'confirmed') return endsOn < today;
  return (
    source.status === 'completed' || ((source.status === 'active' || source.status === 'overdue') && endsOn <= today)
  );
}

/**
 * Everything a session owes once it is over, in the month in which it was booked to start, even when it runs into the
 * next: its bands, what the minimum charge adds, what was counted; or only the fee when it was given up or nobody came.
 * Booked and not used: the booked time, unless the plan bills used time; of what is counted, what was booked (rules §4).
 */
export function sessionTargets(source: SessionSource, today: CalendarDate): ChargeTarget[] {
  const tax = source.plan.sessionTax;
  if (source.status === 'cancelled') return feeTargets({ component: 'cancellation', fee: source.fee, tax });
  if (source.status === 'no_show') return feeTargets({ component: 'no_show', fee: source.fee, tax });
  if (!isDue(source, today)) return [];
  const month = monthOf(localDate(source.booked.start, source.zone));
  const billed = billedPeriod({ booked: source.booked, used: source.used, basis: source.plan.billBasis });
  const { plan, zone, holidays, counted } = source;
  const byCount = source.byCount === true || !isPricedByTime(plan);
  if (!byCount && billed === null) {
    // Nobody used it, so no time is owed yet; what was counted is, and no minimum.
    return sessionLines({ time: null, plan: { ...plan, minimumChargeFen: 0 }, zone, month, counted });
  }
  return sessionLines({ time: byCount ? null : billed, plan, zone, holidays, month, counted });
}

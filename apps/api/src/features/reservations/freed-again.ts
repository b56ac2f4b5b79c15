import { type Period, type RebookedTime, rebookedTime } from '@parkbench/domain';

/** Time that a reservation set free when it was given up, and what of it others hold now; periods in milliseconds. */
export interface FreedAgain {
  readonly freed: readonly [start: number, end: number];
  readonly bookings: readonly (readonly [start: number, end: number])[];
}

const freed = 'tstzrange(greatest(r.starts_at, r.cancelled_at), r.ends_at)';
const ends = (period: string): string =>
  `jsonb_build_array(extract(epoch FROM lower(${period})) * 1000, extract(epoch FROM upper(${period})) * 1000)`;

/**
 * For a query in which the reservation is `r` and that sees all companies; null where no fee is owed. Whatever was
 * reserved after the cancellation counts, whoever reserved it, for what it really takes of the instrument; what was given
 * up again does not. A co-rent's fee stays whole: only the park arranges one, and its half days are no one period.
 */
export const freedAgainJson = `
  CASE WHEN r.status IN ('cancelled', 'no_show') AND r.fee_fen > 0 AND NOT r.fee_waived AND r.cancelled_at < r.ends_at AND r.pattern IS NULL
  THEN jsonb_build_object('freed', ${ends(freed)}, 'bookings', (
    SELECT coalesce(jsonb_agg(${ends('b.period')} ORDER BY lower(b.period)), '[]')
    FROM (SELECT o.period * tstzrange(x.starts_at, x.ends_at) period FROM occupancy o JOIN reservation x ON x.id = o.source_id
          WHERE o.source_kind = 'reservation' AND o.instrument_id = r.instrument_id AND o.period && ${freed}
            AND x.created_at >= r.cancelled_at AND x.status IN ('confirmed', 'active', 'overdue', 'completed')) b
    WHERE NOT isempty(b.period))) END`;

/** The same in the shape in which the rules drop the fee (ADR 0030). */
export function rebookedOf(row: FreedAgain | null): RebookedTime | undefined {
  if (row === null) return undefined;
  const period = ([start, end]: readonly [number, number]): Period => ({ start, end });
  return rebookedTime(period(row.freed), row.bookings.map(period));
}

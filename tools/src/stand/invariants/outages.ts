import type { Invariant } from './invariant.js';

/** A rig's park may be ahead of the database's clock: what it wrote last says by how much. */
const parkNow = '(SELECT greatest(now(), max(updated_at)) FROM reservation)';

/** Outages, who is asked about them, and the rent that is abated for them (ADR 0020). */
export const outageInvariants: readonly Invariant[] = [
  {
    id: 'I25',
    rule: 'a planned outage with a known end holds its whole period, but for records of what is over; one that is over holds nothing ahead; what is held for an owner has an open case',
    sql: `SELECT (SELECT count(*) FROM outage u WHERE u.status = 'planned' AND NOT u.open_ended AND u.ends_at > ${parkNow} AND NOT coalesce(
           (SELECT range_agg(o.period) FROM occupancy o LEFT JOIN reservation r ON o.source_kind = 'reservation' AND r.id = o.source_id
            WHERE o.instrument_id = u.instrument_id AND (o.source_kind = 'outage' AND o.source_id = u.id
              OR r.status NOT IN ('requested', 'confirmed', 'active', 'overdue'))) @> tstzrange(u.starts_at, u.ends_at), false))
      + (SELECT count(*) FROM occupancy o JOIN outage u ON o.source_kind = 'outage' AND u.id = o.source_id
         WHERE u.status = 'ended' AND upper(o.period) > u.ends_at OR u.status = 'cancelled' AND upper(o.period) > ${parkNow})
      + (SELECT count(*) FROM occupancy o WHERE o.source_kind = 'case'
         AND NOT EXISTS (SELECT FROM outage_case c WHERE c.id = o.source_id AND c.status = 'open' AND c.held_instrument_id = o.instrument_id))
      + (SELECT count(*) FROM outage u WHERE u.open_cases <> (SELECT count(*) FROM outage_case c WHERE c.outage_id = u.id AND c.status = 'open')) v`,
  },
  {
    id: 'I26',
    rule: 'no more rent is abated than was charged for the month, and none is charged for being out',
    sql: `SELECT count(*) v FROM (SELECT FROM charge WHERE component IN ('rent', 'abatement') GROUP BY source_kind, source_id, segment, month
        HAVING sum(amount_fen) < 0 OR coalesce(sum(amount_fen) FILTER (WHERE component = 'abatement'), 0) > 0) x`,
  },
];

import type { Invariant } from './invariant.js';

const zone = '(SELECT time_zone FROM park)';

/** Who has the instrument (rules §2). */
export const bookingInvariants: readonly Invariant[] = [
  {
    id: 'I01',
    rule: 'no two occupancies of an instrument overlap',
    sql: `SELECT count(*) v FROM occupancy a JOIN occupancy b ON a.instrument_id = b.instrument_id AND a.id < b.id AND a.period && b.period`,
  },
  {
    id: 'I02',
    rule: 'an instrument is taken at most once at any instant (sweep line; ends come before starts)',
    sql: `SELECT count(*) v FROM (
        SELECT sum(d) OVER (PARTITION BY instrument_id ORDER BY t, d) n FROM (
          SELECT instrument_id, lower(period) t, 1 d FROM occupancy UNION ALL SELECT instrument_id, upper(period), -1 FROM occupancy) e) w
      WHERE n > 1`,
  },
  {
    id: 'I03',
    rule: 'periods are bounded and half open; what waits for its start holds its period, less what it released or sits out (a co-rent at least something); what was given up holds nothing ahead',
    sql: `SELECT (SELECT count(*) FROM occupancy WHERE isempty(period) OR lower_inf(period) OR upper_inf(period) OR NOT lower_inc(period) OR upper_inc(period))
      + (SELECT count(*) FROM reservation r
         LEFT JOIN LATERAL (SELECT range_agg(o.period) held FROM occupancy o WHERE o.source_kind = 'reservation' AND o.source_id = r.id
           AND o.instrument_id = r.instrument_id) o ON true
         LEFT JOIN LATERAL (SELECT range_agg(g.period) open FROM reservation_gap g WHERE g.reservation_id = r.id) g ON true
         WHERE r.status IN ('requested', 'confirmed') AND r.ends_at > now()
           AND NOT coalesce(coalesce(o.held, '{}') + coalesce(g.open, '{}') @> tstzrange(r.starts_at, r.ends_at) OR (r.pattern IS NOT NULL AND o.held IS NOT NULL), false))
      + (SELECT count(*) FROM reservation_gap g JOIN occupancy o ON o.source_kind = 'reservation' AND o.source_id = g.reservation_id
           AND o.instrument_id = g.instrument_id AND o.period && g.period)
      + (SELECT count(*) FROM occupancy o JOIN reservation r ON o.source_kind = 'reservation' AND o.source_id = r.id
         WHERE r.status IN ('rejected', 'lapsed', 'cancelled') AND upper(o.period) > r.updated_at) v`,
  },
  {
    id: 'I04',
    rule: "a rental starts at 00:00 of its first day on the park's wall",
    sql: `SELECT count(*) v FROM reservation WHERE kind = 'rental' AND starts_on::timestamp AT TIME ZONE ${zone} <> starts_at`,
  },
  {
    id: 'I05',
    rule: 'nothing happens to a reservation after it was rejected, lapsed or cancelled',
    sql: `SELECT count(*) v FROM audit_event e WHERE e.entity = 'reservation'
        AND e.action IN ('reservation.approved', 'reservation.rejected', 'reservation.lapsed', 'reservation.cancelled', 'reservation.extended',
          'reservation.shortened', 'reservation.moved', 'reservation.handed_over', 'reservation.no_show')
        AND EXISTS (SELECT FROM audit_event f WHERE f.entity = 'reservation' AND f.entity_id = e.entity_id AND f.id < e.id
          AND f.action IN ('reservation.rejected', 'reservation.lapsed', 'reservation.cancelled'))`,
  },
  {
    id: 'I06',
    rule: 'one request key has at most one effect',
    sql: `SELECT (SELECT count(*) FROM (SELECT FROM idempotency_key GROUP BY member_id, key HAVING count(*) > 1) x)
      + (SELECT count(*) FROM (SELECT FROM idempotency_key WHERE route = 'POST /api/v1/reservations' AND response ? 'id'
           GROUP BY response ->> 'id' HAVING count(*) > 1) x) v`,
  },
];

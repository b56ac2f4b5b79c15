/** Seconds that two stretches have in common. */
const common = (from: string, to: string): string =>
  `greatest(extract(epoch FROM least(${to}, d.ends) - greatest(${from}, d.starts)), 0)`;

/** A session counts as the minutes it takes; of a rental a whole day counts as a day's share, whoever was at the bench. */
const minutes = (from: string, to: string): string =>
  `coalesce(sum(CASE u.kind WHEN 'rental' THEN ${common(from, to)} / extract(epoch FROM d.ends - d.starts) * $4
    ELSE ${common(from, to)} / 60 END) FILTER (WHERE ${from} IS NOT NULL), 0)::float8`;

const whole = (sum: string): string => `round(coalesce(${sum}, 0)::numeric)::int`;

/**
 * Parameters: $1 and $2 starts and ends of the days, $3 now, $4 a day's share in minutes.
 * What is booked counts until it was returned, what is overdue until now; what is used, from hand-over to return.
 */
export const utilisationSql = ({ wanted, place, limit }: { wanted: string; place: string; limit: number }): string => `
  WITH day AS MATERIALIZED (SELECT * FROM unnest($1::timestamptz[], $2::timestamptz[]) WITH ORDINALITY d(starts, ends, n)),
  asked AS MATERIALIZED (
    SELECT i.id, i.asset_no, i.name_zh, i.name_en, i.category_id FROM instrument i WHERE ${wanted}),
  page AS MATERIALIZED (SELECT * FROM asked a WHERE ${place} ORDER BY a.name_zh, a.id LIMIT ${limit}),
  use AS MATERIALIZED (
    SELECT r.instrument_id, r.kind, r.starts_at booked_from, r.handed_over_at used_from,
      CASE r.status WHEN 'overdue' THEN greatest(r.ends_at, $3::timestamptz) ELSE coalesce(r.returned_at, r.ends_at) END booked_to,
      CASE WHEN r.handed_over_at IS NOT NULL THEN coalesce(r.returned_at, $3::timestamptz) END used_to
    FROM reservation r JOIN asked a ON a.id = r.instrument_id
    WHERE r.status IN ('confirmed', 'active', 'overdue', 'completed') AND r.starts_at < ($2::timestamptz[])[cardinality($2)]
      AND greatest(r.ends_at, r.returned_at, CASE r.status WHEN 'overdue' THEN $3 END) > ($1::timestamptz[])[1]),
  cell AS MATERIALIZED (
    SELECT u.instrument_id, d.n, ${minutes('u.booked_from', 'u.booked_to')} booked, ${minutes('u.used_from', 'u.used_to')} used
    FROM use u JOIN day d ON d.ends > least(u.booked_from, u.used_from) AND d.starts < greatest(u.booked_to, u.used_to)
    GROUP BY u.instrument_id, d.n),
  outage_time AS MATERIALIZED (
    SELECT o.instrument_id, sum(${common('o.starts_at', 'o.ends_at')} / 60) minutes
    FROM outage o JOIN asked a ON a.id = o.instrument_id JOIN day d ON o.starts_at < d.ends AND o.ends_at > d.starts
    WHERE o.status <> 'cancelled' GROUP BY o.instrument_id),
  day_sum AS (
    SELECT d.n, sum(c.booked) booked, sum(c.used) used FROM day d LEFT JOIN cell c USING (n) GROUP BY d.n),
  total AS MATERIALIZED (
    SELECT jsonb_build_object('instruments', (SELECT count(*) FROM asked),
      'booked', array_agg(${whole('booked')} ORDER BY n), 'used', array_agg(${whole('used')} ORDER BY n),
      'bookedMinutes', ${whole('sum(booked)')}, 'usedMinutes', ${whole('sum(used)')},
      'outageMinutes', (SELECT ${whole('sum(minutes)')} FROM outage_time)) total FROM day_sum),
  grid AS (
    SELECT p.id, array_agg(${whole('c.booked')} ORDER BY d.n) booked, array_agg(${whole('c.used')} ORDER BY d.n) used,
      ${whole('sum(c.booked)')} booked_all, ${whole('sum(c.used)')} used_all
    FROM page p CROSS JOIN day d LEFT JOIN cell c ON c.instrument_id = p.id AND c.n = d.n GROUP BY p.id)
  SELECT p.id "instrumentId", p.asset_no "assetNo", p.name_zh "nameZh", p.name_en "nameEn", c.name_zh "categoryZh",
    c.name_en "categoryEn", g.booked, g.used, g.booked_all "bookedMinutes", g.used_all "usedMinutes",
    ${whole('o.minutes')} "outageMinutes", t.total
  FROM page p JOIN grid g USING (id) JOIN category c ON c.id = p.category_id
  LEFT JOIN outage_time o ON o.instrument_id = p.id CROSS JOIN total t ORDER BY p.name_zh, p.id`;

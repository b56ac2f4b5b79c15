/** Seconds that two stretches have in common. */
const common = (from: string, to: string): string =>
  `greatest(extract(epoch FROM least(${to}, d.ends) - greatest(${from}, d.starts)), 0)`;

/** A session counts as the minutes it takes; of a rental a whole day counts as a day's share, whoever was at the bench. */
const minutes = (from: string, to: string): string =>
  `coalesce(sum(CASE u.kind WHEN 'rental' THEN ${common(from, to)} / extract(epoch FROM d.ends - d.starts) * $4
    ELSE ${common(from, to)} / 60 END) FILTER (WHERE ${from} IS NOT NULL), 0)`;

const byDay = (column: string, where: string): string =>
  `(SELECT array_agg(coalesce(s.minutes, 0) ORDER BY d.n) FROM day d LEFT JOIN (
     SELECT c.n, round(sum(c.${column}))::int minutes FROM cell c WHERE ${where} GROUP BY c.n) s USING (n))`;
const allDays = (column: string, where: string): string =>
  `(SELECT coalesce(round(sum(c.${column})), 0)::int FROM cell c WHERE ${where})`;
const outages = (where: string): string =>
  `(SELECT coalesce(round(sum(o.minutes)), 0)::int FROM outage_time o WHERE ${where})`;

/**
 * Parameters: $1 and $2 starts and ends of the days, $3 now, $4 a day's share in minutes.
 * What is booked counts until it was returned, what is overdue until now; what is used, from hand-over to return.
 */
export const utilisationSql = ({ wanted, place, limit }: { wanted: string; place: string; limit: number }): string => `
  WITH day AS MATERIALIZED (SELECT * FROM unnest($1::timestamptz[], $2::timestamptz[]) WITH ORDINALITY d(starts, ends, n)),
  asked AS MATERIALIZED (
    SELECT i.id, i.asset_no, i.name_zh, i.name_en, i.category_id FROM instrument i WHERE ${wanted}),
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
  total AS MATERIALIZED (
    SELECT jsonb_build_object('instruments', (SELECT count(*) FROM asked), 'booked', ${byDay('booked', 'true')},
      'used', ${byDay('used', 'true')}, 'bookedMinutes', ${allDays('booked', 'true')},
      'usedMinutes', ${allDays('used', 'true')}, 'outageMinutes', ${outages('true')}) total)
  SELECT a.id "instrumentId", a.asset_no "assetNo", a.name_zh "nameZh", a.name_en "nameEn", c.name_zh "categoryZh",
    c.name_en "categoryEn", ${byDay('booked', 'c.instrument_id = a.id')} booked, ${byDay('used', 'c.instrument_id = a.id')} used,
    ${allDays('booked', 'c.instrument_id = a.id')} "bookedMinutes", ${allDays('used', 'c.instrument_id = a.id')} "usedMinutes",
    ${outages('o.instrument_id = a.id')} "outageMinutes", t.total
  FROM (SELECT * FROM asked a WHERE ${place} ORDER BY a.name_zh, a.id LIMIT ${limit}) a
  JOIN category c ON c.id = a.category_id CROSS JOIN total t ORDER BY a.name_zh, a.id`;

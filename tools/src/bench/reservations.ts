import type pg from 'pg';

/** A year of sessions and rentals, about eight an instrument in any 31 days, as the commands leave them. */
export async function makeReservations(db: pg.Pool): Promise<void> {
  await db.query(`
    WITH made AS (
      INSERT INTO reservation (company_id, member_id, instrument_id, kind, status, starts_at, ends_at, quote, total_fen)
      SELECT m.company_id, m.id, i.id, 'session', 'confirmed', s.start, s.start + (1 + (i.id + k) % 3) * interval '1 day', '{}', 18000
      FROM instrument i CROSS JOIN generate_series(0, 91) k
      CROSS JOIN LATERAL (SELECT date_trunc('day', now()) - interval '30 day' + (k * 4 + i.id % 4) * interval '1 day' start) s
      JOIN member m ON m.company_id = 1 + (i.id + k) % 50
      RETURNING id, instrument_id, starts_at, ends_at)
    INSERT INTO occupancy (instrument_id, period, source_kind, source_id)
    SELECT instrument_id, tstzrange(starts_at, ends_at), 'reservation', id FROM made`);
  await db.query('VACUUM ANALYZE');
}

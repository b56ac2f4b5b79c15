import type pg from 'pg';

export interface RentalsOptions {
  readonly count: number;
  readonly companies: readonly number[];
  readonly members: readonly number[];
  readonly instruments: readonly number[];
  /** Each starts on one of the 120 days after this day. */
  readonly from: string;
}

/**
 * Running rentals as the commands leave them, by set-based SQL: one an instrument, spread over companies,
 * start days (month ends among them) and one to twelve months; every seventh returned early, every fifth extended.
 */
export async function makeRentals(db: pg.Pool, options: RentalsOptions): Promise<void> {
  await db.query(
    `CREATE TEMP TABLE IF NOT EXISTS told AS
     SELECT n, ($2::bigint[])[1 + n % cardinality($2::bigint[])] company, ($3::bigint[])[1 + n % cardinality($3::bigint[])] member,
            ($4::bigint[])[1 + n] instrument, $5::date + (n * 7) % 120 starts_on, 1 + (n * 5) % 12 months
     FROM generate_series(0, $1 - 1) n`,
    [options.count, options.companies, options.members, options.instruments, options.from],
  );
  await db.query(`
    CREATE TEMP TABLE made AS
    WITH made AS (
      INSERT INTO reservation (company_id, member_id, instrument_id, kind, status, starts_at, ends_at, starts_on, months, quote, total_fen,
        handed_over_at, returned_on, returned_at)
      SELECT company, member, instrument, 'rental', CASE WHEN n % 7 = 0 THEN 'completed' ELSE 'active' END,
             starts_on::timestamp AT TIME ZONE 'Asia/Shanghai',
             (starts_on + (months + CASE WHEN n % 5 = 0 THEN 2 ELSE 0 END) * interval '1 month') AT TIME ZONE 'Asia/Shanghai',
             starts_on, months + CASE WHEN n % 5 = 0 THEN 2 ELSE 0 END, '{}', months * 450000, starts_on::timestamp AT TIME ZONE 'Asia/Shanghai',
             CASE WHEN n % 7 = 0 THEN starts_on + 20 END,
             CASE WHEN n % 7 = 0 THEN (starts_on + 20)::timestamp AT TIME ZONE 'Asia/Shanghai' END
      FROM told ORDER BY n
      RETURNING id, instrument_id, months, starts_at, ends_at)
    SELECT made.*, told.n FROM made JOIN told ON told.instrument = made.instrument_id`);
  await db.query(`
    INSERT INTO reservation_segment (reservation_id, segment, from_month, months, list_monthly_fen, monthly_fen, term_tiers, tax, rate_plan_id)
    SELECT m.id, s.segment, s.from_month, s.months, 450000, 450000 - (m.n % 9) * 1111,
           '[{"months":3,"bps":300},{"months":6,"bps":500},{"months":12,"bps":1000}]',
           '{"rateBps":1300,"code":"3040502019900000000","itemName":"*经营租赁*仪器设备租赁费"}',
           (SELECT id FROM rate_plan p WHERE p.instrument_id = m.instrument_id LIMIT 1)
    FROM made m CROSS JOIN LATERAL (
      SELECT 1 segment, 0 from_month, CASE WHEN m.n % 5 = 0 THEN m.months - 2 ELSE m.months END months
      UNION ALL SELECT 2, m.months - 2, 2 WHERE m.n % 5 = 0) s`);
  await db.query(`
    INSERT INTO occupancy (instrument_id, period, source_kind, source_id)
    SELECT instrument_id, tstzrange(starts_at, ends_at), 'reservation', id FROM made WHERE n % 7 <> 0`);
  await db.query('DROP TABLE told; DROP TABLE made');
  await db.query('ANALYZE');
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The instrument's columns that become rules, with the default that is not worth keeping. */
const moved = [
  { column: 'min_months', key: 'minMonths', fallback: 1, check: 'BETWEEN 1 AND 60' },
  { column: 'max_months', key: 'maxMonths', fallback: 24, check: 'BETWEEN 1 AND 60' },
  { column: 'increment_minutes', key: 'incrementMinutes', fallback: 15, check: 'BETWEEN 5 AND 240' },
  { column: 'min_session_minutes', key: 'minSessionMinutes', fallback: 30, check: '> 0' },
  { column: 'max_session_minutes', key: 'maxSessionMinutes', fallback: 720, check: '> 0' },
  { column: 'notice_minutes', key: 'createNoticeMinutes', fallback: 0, check: '>= 0' },
  { column: 'advance_days', key: 'advanceDays', fallback: 730, check: '> 0' },
];

/**
 * The figures of the rules in layers: an instrument, a category and the park each keep only those that they set; the
 * domain resolves them (ADR 0015). With them what else decides about a reservation: closures of the park, the years whose
 * holidays are known, a company's credit limit, the biosafety level of a room and of what is brought into it.
 */
export class ResolveRulesByLayer1795601000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const figures = moved.map(({ column, key, fallback }) => `'${key}', nullif(${column}, ${fallback})`).join(', ');
    await db.query(`
      ALTER TABLE park ADD COLUMN rules jsonb NOT NULL DEFAULT '{}';
      UPDATE park SET rules = jsonb_strip_nulls(jsonb_build_object(
        'maxOpenOfCompany', nullif(max_open_reservations, 40),
        'quotas', CASE WHEN max_weekly_hours <> 120 THEN jsonb_build_array(jsonb_build_object(
          'unit', 'hours', 'per', 'week', 'of', 'company', 'on', 'park', 'limit', max_weekly_hours)) END));
      ALTER TABLE park DROP COLUMN max_open_reservations, DROP COLUMN max_weekly_hours;

      ALTER TABLE category ADD COLUMN rules jsonb NOT NULL DEFAULT '{}', ADD COLUMN version int NOT NULL DEFAULT 1;

      ALTER TABLE instrument ADD COLUMN rules jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN room_biosafety_level smallint CHECK (room_biosafety_level BETWEEN 1 AND 4);
      UPDATE instrument SET rules = jsonb_strip_nulls(jsonb_build_object(${figures},
        'calibrationGate', CASE WHEN calibration_blocks THEN 'blocks' END));
      ALTER TABLE instrument ${moved.map(({ column }) => `DROP COLUMN ${column}`).join(', ')}, DROP COLUMN calibration_blocks;

      ALTER TABLE company ADD COLUMN suspended_reason text,
        ADD COLUMN credit_limit_fen bigint CHECK (credit_limit_fen BETWEEN 0 AND 9007199254740991);
      COMMENT ON COLUMN company.credit_limit_fen IS 'null: the park''s';

      ALTER TABLE reservation ADD COLUMN sample_biosafety_level smallint CHECK (sample_biosafety_level BETWEEN 1 AND 4);
      COMMENT ON COLUMN reservation.sample_biosafety_level IS 'of what is brought along; null: nothing biological';

      CREATE TABLE park_closure (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        starts_at  timestamptz NOT NULL,
        ends_at    timestamptz NOT NULL CHECK (ends_at > starts_at),
        reason_zh  text NOT NULL,
        reason_en  text NOT NULL DEFAULT '',
        created_by bigint NOT NULL REFERENCES member,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX park_closure_end ON park_closure (ends_at);

      CREATE TABLE park_calendar_year (
        year  int PRIMARY KEY CHECK (year BETWEEN 2000 AND 2200),
        -- where its holidays come from: the package chinese-days, or written by staff
        source text NOT NULL CHECK (source IN ('chinese-days', 'manual'))
      );
      -- Names come with statutory holidays only; a year that was filled with bare weekends is not known.
      INSERT INTO park_calendar_year (year, source)
        SELECT DISTINCT extract(year FROM day)::int, 'chinese-days' FROM park_holiday WHERE kind = 'holiday' AND name_zh <> '';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    const columns = moved.map(
      ({ column, fallback, check }) => `ADD COLUMN ${column} int NOT NULL DEFAULT ${fallback} CHECK (${column} ${check})`,
    );
    const values = moved.map(
      ({ column, key, fallback }) => `${column} = coalesce((rules ->> '${key}')::int, ${fallback})`,
    );
    await db.query(`
      DROP TABLE park_calendar_year, park_closure;
      ALTER TABLE reservation DROP COLUMN sample_biosafety_level;
      ALTER TABLE company DROP COLUMN credit_limit_fen, DROP COLUMN suspended_reason;
      ALTER TABLE instrument ${columns.join(', ')}, ADD COLUMN calibration_blocks boolean NOT NULL DEFAULT false;
      UPDATE instrument SET ${values.join(', ')}, calibration_blocks = coalesce(rules ->> 'calibrationGate' = 'blocks', false);
      ALTER TABLE instrument DROP COLUMN rules, DROP COLUMN room_biosafety_level;
      ALTER TABLE category DROP COLUMN rules, DROP COLUMN version;
      ALTER TABLE park ADD COLUMN max_open_reservations int NOT NULL DEFAULT 40 CHECK (max_open_reservations > 0),
        ADD COLUMN max_weekly_hours int NOT NULL DEFAULT 120 CHECK (max_weekly_hours > 0);
      UPDATE park SET max_open_reservations = coalesce((rules ->> 'maxOpenOfCompany')::int, 40);
      ALTER TABLE park DROP COLUMN rules;
    `);
  }
}

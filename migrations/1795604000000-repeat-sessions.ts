import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sessions that repeat (ADR 0018): the rule, and each session as a reservation of its own that knows the day of the rule
 * it stands for. Days of the rule without a session are what was skipped; they are not written down anywhere else.
 */
export class RepeatSessions1795604000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE series (
        id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id     bigint NOT NULL REFERENCES company,
        member_id      bigint NOT NULL,
        instrument_id  bigint NOT NULL REFERENCES instrument,
        rrule          text NOT NULL,
        start_local    timestamp NOT NULL,
        length_minutes int NOT NULL CHECK (length_minutes > 0),
        zone           text NOT NULL,
        ends_before    date,
        split_from     bigint REFERENCES series,
        purpose        text NOT NULL DEFAULT '',
        project        text NOT NULL DEFAULT '',
        rd_use         boolean NOT NULL DEFAULT true,
        created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (company_id, id),
        FOREIGN KEY (company_id, member_id) REFERENCES member (company_id, id)
      );
      COMMENT ON COLUMN series.start_local IS 'the wall time of the first session in the zone of the series';
      COMMENT ON COLUMN series.ends_before IS 'the first day that does not belong to it any more: it was split, or given up from there';

      ALTER TABLE reservation ADD COLUMN series_id bigint, ADD COLUMN series_date date,
        ADD FOREIGN KEY (company_id, series_id) REFERENCES series (company_id, id),
        ADD CONSTRAINT reservation_series_has_a_day CHECK ((series_id IS NULL) = (series_date IS NULL)),
        ADD CONSTRAINT reservation_one_a_day_of_series EXCLUDE USING btree (series_id WITH =, series_date WITH =)
          WHERE (series_id IS NOT NULL AND status NOT IN ('cancelled', 'rejected', 'lapsed')) DEFERRABLE;
      CREATE INDEX reservation_series ON reservation (series_id, series_date) WHERE series_id IS NOT NULL;
      COMMENT ON COLUMN reservation.series_date IS 'the day of the rule that it stands for, wherever it was moved since';

      ALTER TABLE series ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_company ON series TO parkbench_app
        USING ((SELECT current_setting('app.company', true)) = '*'
               OR company_id::text = (SELECT current_setting('app.company', true)));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE reservation DROP COLUMN series_date, DROP COLUMN series_id;
      DROP TABLE series;
    `);
  }
}

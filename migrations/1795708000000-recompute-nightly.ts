import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the nightly recomputation of all issued lines found: a row a night, and one for every fen that does not follow from its source. */
export class RecomputeNightly1795708000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE recompute_run (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        day        date NOT NULL UNIQUE,
        started_at timestamptz NOT NULL,
        ended_at   timestamptz,
        month      date,
        lines      int NOT NULL DEFAULT 0,
        pending    int NOT NULL DEFAULT 0,
        alarms     int NOT NULL DEFAULT 0
      );
      COMMENT ON COLUMN recompute_run.day IS 'the park''s: one a night, whichever worker comes first';
      COMMENT ON COLUMN recompute_run.month IS 'the last month that was billed; null when none was';
      COMMENT ON COLUMN recompute_run.pending IS 'differences that a change after the bill explains: the next run charges them';

      CREATE TABLE recompute_alarm (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        run_id       bigint NOT NULL REFERENCES recompute_run ON DELETE CASCADE,
        company_id   bigint NOT NULL REFERENCES company,
        kind         text NOT NULL CHECK (kind IN ('line', 'source', 'document')),
        invoice_id   bigint REFERENCES invoice,
        line_no      int,
        source_kind  text,
        source_id    bigint,
        component    text,
        month        date,
        expected_fen bigint,
        found_fen    bigint
      );
      CREATE INDEX recompute_alarm_run ON recompute_alarm (run_id, id);
      COMMENT ON COLUMN recompute_alarm.kind IS 'line: an issued line does not follow from its own formula; source: what is charged is not what the source owes; document: an issued invoice changed';
      ALTER TABLE recompute_alarm ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_company ON recompute_alarm TO parkbench_app
        USING ((SELECT current_setting('app.company', true)) = '*' OR company_id::text = (SELECT current_setting('app.company', true)));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE recompute_alarm, recompute_run');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Violations of conduct, each once a reservation and kind. Whether a person is suspended is never stored: it follows
 * from these rows and the park's rule as it is, so that waiving one, or changing the rule, takes effect at once.
 */
export class CountViolations1795602300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE park
        ADD COLUMN late_return_minutes int NOT NULL DEFAULT 15 CHECK (late_return_minutes BETWEEN 0 AND 1440);
      COMMENT ON COLUMN park.late_return_minutes IS 'not returned so long after the end is a violation of conduct';

      CREATE TABLE conduct_violation (
        id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id     bigint NOT NULL REFERENCES company,
        member_id      bigint NOT NULL,
        reservation_id bigint NOT NULL,
        kind           text NOT NULL CHECK (kind IN ('no_show', 'late_return', 'late_cancel')),
        at             timestamptz NOT NULL,
        waived_at      timestamptz,
        waived_by      bigint REFERENCES member,
        waive_reason   text,
        UNIQUE (reservation_id, kind),
        FOREIGN KEY (company_id, reservation_id) REFERENCES reservation (company_id, id),
        FOREIGN KEY (company_id, member_id) REFERENCES member (company_id, id),
        CHECK ((waived_at IS NULL) = (waived_by IS NULL) AND (waived_at IS NULL) = (waive_reason IS NULL))
      );
      CREATE INDEX conduct_violation_member ON conduct_violation (member_id, at);

      ALTER TABLE conduct_violation ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_company ON conduct_violation TO parkbench_app
        USING ((SELECT current_setting('app.company', true)) = '*'
               OR company_id::text = (SELECT current_setting('app.company', true)));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE conduct_violation; ALTER TABLE park DROP COLUMN late_return_minutes;');
  }
}

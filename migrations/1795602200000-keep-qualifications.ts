import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who was trained for which instrument or category, until when. A park that is already running has no records yet:
 * there the rule goes on only warning until staff switch it on; in a new park it holds from the start.
 */
export class KeepQualifications1795602200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE park
        ADD COLUMN keeps_qualifications    boolean NOT NULL DEFAULT true,
        ADD COLUMN qualification_idle_days int CHECK (qualification_idle_days BETWEEN 1 AND 3650);
      UPDATE park SET keeps_qualifications = false;
      COMMENT ON COLUMN park.qualification_idle_days IS 'a qualification ends when it was not used for so long; null: it does not';

      CREATE TABLE qualification (
        id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id    bigint NOT NULL REFERENCES company,
        member_id     bigint NOT NULL,
        instrument_id bigint REFERENCES instrument,
        category_id   bigint REFERENCES category,
        valid_from    date NOT NULL,
        valid_until   date,
        granted_by    bigint NOT NULL REFERENCES member,
        note          text NOT NULL DEFAULT '',
        revoked_at    timestamptz,
        revoked_by    bigint REFERENCES member,
        revoke_reason text,
        version       int NOT NULL DEFAULT 1,
        created_at    timestamptz NOT NULL,
        FOREIGN KEY (company_id, member_id) REFERENCES member (company_id, id),
        CHECK ((instrument_id IS NULL) <> (category_id IS NULL)),
        CHECK (valid_until IS NULL OR valid_until >= valid_from),
        CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
      );
      CREATE UNIQUE INDEX qualification_in_force ON qualification (member_id, instrument_id, category_id)
        NULLS NOT DISTINCT WHERE revoked_at IS NULL;
      CREATE INDEX qualification_company ON qualification (company_id, member_id);
      COMMENT ON COLUMN qualification.valid_until IS 'its last day; null: for good';

      ALTER TABLE qualification ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_company ON qualification TO parkbench_app
        USING ((SELECT current_setting('app.company', true)) = '*'
               OR company_id::text = (SELECT current_setting('app.company', true)));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE qualification;
      ALTER TABLE park DROP COLUMN keeps_qualifications, DROP COLUMN qualification_idle_days;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Several instruments reserved together, all or nothing: each stays a reservation with a price of its own, and the bundle
 * names what belongs together. The foreign key keeps a bundle within one company.
 */
export class BundleReservations1795603000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE bundle (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id bigint NOT NULL REFERENCES company,
        member_id  bigint NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (company_id, id),
        FOREIGN KEY (company_id, member_id) REFERENCES member (company_id, id)
      );
      ALTER TABLE bundle ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_company ON bundle TO parkbench_app
        USING ((SELECT current_setting('app.company', true)) = '*'
               OR company_id::text = (SELECT current_setting('app.company', true)));

      ALTER TABLE reservation ADD COLUMN bundle_id bigint,
        ADD CONSTRAINT reservation_of_own_bundle FOREIGN KEY (company_id, bundle_id) REFERENCES bundle (company_id, id);
      CREATE INDEX reservation_bundle ON reservation (bundle_id) WHERE bundle_id IS NOT NULL;

      CREATE INDEX instrument_alike ON instrument (category_id, name_zh, model);
      COMMENT ON INDEX instrument_alike IS 'units of one kind, for who needs several: the catalogue counts them a row at a time';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX instrument_alike;
      ALTER TABLE reservation DROP CONSTRAINT reservation_of_own_bundle, DROP COLUMN bundle_id;
      DROP TABLE bundle;
    `);
  }
}

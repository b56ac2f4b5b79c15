import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words of the specification are looked for as names are: every character doubled, so that the trigram index serves two of them. */
export class SearchSpecifications1795603100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE instrument ADD COLUMN spec_text text
        GENERATED ALWAYS AS (doubled(specifications || ' ' || functions || ' ' || accessories)) STORED;
      CREATE INDEX instrument_specification ON instrument USING gin (spec_text gin_trgm_ops);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE instrument DROP COLUMN spec_text');
  }
}

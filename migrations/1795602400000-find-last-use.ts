import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a person last used what a qualification is for: asked for every one on a page of people. */
export class FindLastUse1795602400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX reservation_used ON reservation (member_id, instrument_id) INCLUDE (returned_at, ends_at)
        WHERE handed_over_at IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX reservation_used');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a late day costs is kept with the segment as it was agreed: a setting changed later re-reckons no month that was billed. */
export class KeepOverdueFactor1795710000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE reservation_segment ADD COLUMN overdue_factor_bps int CHECK (overdue_factor_bps >= 10000);
      UPDATE reservation_segment SET overdue_factor_bps = (SELECT overdue_factor_bps FROM park);
      COMMENT ON COLUMN reservation_segment.overdue_factor_bps IS 'the park''s when it was agreed; null: the park''s of today';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE reservation_segment DROP COLUMN overdue_factor_bps');
  }
}

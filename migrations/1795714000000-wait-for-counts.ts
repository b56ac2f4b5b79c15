import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody who waits wants to book by the count: the offer is priced and taken with it (ADR 0029). */
export class WaitForCounts1795714000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE waiting_list_entry ADD COLUMN counts jsonb CHECK (counts IS NULL OR kind = 'session');
      COMMENT ON COLUMN waiting_list_entry.counts IS 'runs, samples and extras of the session: {runs, samples, extras: [{code, quantity}]}; null: none';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE waiting_list_entry DROP COLUMN counts');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When each worker last answered a wake-up: the sign that jobs reach somebody who does them. The application may also read
 * which migrations have run, for the page of the system's health.
 */
export class KeepHeartbeats1795715100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE worker_beat (
        worker     text PRIMARY KEY,
        started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        beat_at    timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      DO $$ BEGIN
        IF to_regclass('schema_migration') IS NOT NULL THEN GRANT SELECT ON schema_migration TO parkbench_app; END IF;
      END $$;
      COMMENT ON COLUMN worker_beat.worker IS 'host and process';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE worker_beat');
  }
}

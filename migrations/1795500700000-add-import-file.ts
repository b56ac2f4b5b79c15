import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An uploaded workbook waits in the database until a worker has read it: two API machines share no disk.
 * `claimed_until` is the lease of the worker that reads or imports, so that a killed one is followed by another
 * and two never do the same; `changes` says per row what the import would alter.
 */
export class AddImportFile1795500700000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE instrument_import_file (
        import_id bigint PRIMARY KEY REFERENCES instrument_import ON DELETE CASCADE,
        content   bytea NOT NULL CHECK (length(content) <= 10485760)
      );
      ALTER TABLE instrument_import_file ALTER COLUMN content SET STORAGE EXTERNAL;
      COMMENT ON TABLE instrument_import_file IS 'deleted as soon as the rows are read';

      ALTER TABLE instrument_import
        ADD sheet_name text,
        ADD confirmed_by bigint REFERENCES member,
        ADD claimed_until timestamptz;
      CREATE INDEX instrument_import_open ON instrument_import (id) WHERE status IN ('uploaded', 'parsing', 'importing');

      ALTER TABLE instrument_import_row ADD changes jsonb NOT NULL DEFAULT '{}';
      COMMENT ON COLUMN instrument_import_row.changes IS 'field -> [now, after the import]';
      CREATE INDEX instrument_import_row_verdict ON instrument_import_row (import_id, verdict, row_no);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE instrument_import_file;
      DROP INDEX instrument_import_row_verdict, instrument_import_open;
      ALTER TABLE instrument_import_row DROP changes;
      ALTER TABLE instrument_import DROP sheet_name, DROP confirmed_by, DROP claimed_until;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** On how many companies a figure must rest before companies may read it. */
export class SetReportMinimum1795608100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      'ALTER TABLE park ADD report_min_companies int NOT NULL DEFAULT 3 CHECK (report_min_companies BETWEEN 2 AND 50)',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE park DROP report_min_companies');
  }
}

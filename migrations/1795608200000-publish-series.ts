import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail about a series carries all its sessions at once, which is no invitation to one but a publication of many. */
export class PublishSeries1795608200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE mail DROP CONSTRAINT mail_calendar_method_check,
        ADD CONSTRAINT mail_calendar_method_check CHECK (calendar_method IN ('REQUEST', 'CANCEL', 'PUBLISH'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE mail SET calendar = NULL, calendar_method = NULL WHERE calendar_method = 'PUBLISH';
      ALTER TABLE mail DROP CONSTRAINT mail_calendar_method_check,
        ADD CONSTRAINT mail_calendar_method_check CHECK (calendar_method IN ('REQUEST', 'CANCEL'))`);
  }
}

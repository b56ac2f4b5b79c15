import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A draft that could not be issued stays with its company until it is retried: its charges are history and cannot be taken off it. */
export class KeepFailedDrafts1795500715000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE billing_run_company
        DROP CONSTRAINT billing_run_company_invoice,
        ADD CONSTRAINT billing_run_company_invoice CHECK (
          CASE status WHEN 'planned' THEN invoice_id IS NULL WHEN 'nothing' THEN invoice_id IS NULL WHEN 'failed' THEN true ELSE invoice_id IS NOT NULL END);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE billing_run_company
        DROP CONSTRAINT billing_run_company_invoice,
        ADD CONSTRAINT billing_run_company_invoice CHECK ((status IN ('drafted', 'invoiced')) = (invoice_id IS NOT NULL));
    `);
  }
}

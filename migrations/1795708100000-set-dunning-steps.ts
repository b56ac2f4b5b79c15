import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happens to a company whose invoices stay unpaid, step by step, as the park sets it; a running rental is never stopped. */
export class SetDunningSteps1795708100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE park
        ADD COLUMN dunning_reminder_days int[] NOT NULL DEFAULT '{1,7,14}' CHECK (cardinality(dunning_reminder_days) <= 6 AND 0 < ALL (dunning_reminder_days)),
        ADD COLUMN dunning_booking_days int CHECK (dunning_booking_days BETWEEN 1 AND 3650),
        ADD COLUMN dunning_booking_over_fen bigint NOT NULL DEFAULT 0 CHECK (dunning_booking_over_fen >= 0),
        ADD COLUMN dunning_rental_days int CHECK (dunning_rental_days BETWEEN 1 AND 3650);
      COMMENT ON COLUMN park.dunning_reminder_days IS 'so many days after the due date the company is reminded';
      COMMENT ON COLUMN park.dunning_booking_days IS 'an invoice overdue for longer: no new booking above dunning_booking_over_fen; null: no such step';
      COMMENT ON COLUMN park.dunning_rental_days IS 'an invoice overdue for longer: no new rental; null: no such step';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE park DROP COLUMN dunning_reminder_days, DROP COLUMN dunning_booking_days, DROP COLUMN dunning_booking_over_fen,
      DROP COLUMN dunning_rental_days`);
  }
}

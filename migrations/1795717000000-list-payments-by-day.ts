import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payments are listed by the day on which they came in, latest first, a page at a time. */
export class ListPaymentsByDay1795717000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX payment_received ON payment (received_on DESC, id DESC)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX payment_received');
  }
}

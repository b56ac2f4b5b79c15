import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = (more: string): string => `
  ALTER TABLE ledger_transaction
    DROP CONSTRAINT ledger_transaction_kind_check,
    ADD CONSTRAINT ledger_transaction_kind_check CHECK (kind IN ('issue', 'payment', 'allocation', 'credit_balance', 'deposit_taken',
      'deposit_refunded', 'deposit_set_off', 'deposit_forfeited', 'credit_note', 'credit_allocation', 'write_off', 'refund',
      'voucher_paid', 'voucher_redeemed', 'voucher_returned', 'subsidy_paid', 'payment_reversed',
      'deposit_untaken', 'deposit_retaken'${more}));`;

/** Two migrations named the kinds of postings without each other: both stand, deposits taken back and support returned (ADR 0035). */
export class KeepEveryLedgerKind1795716000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(kinds(", 'support_returned'"));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(kinds(''));
  }
}

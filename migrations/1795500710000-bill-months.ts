import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a resumable billing run needs (ADR 0014): drafts before numbers, the name of the instrument
 * frozen on the line, one hash over what is printed, and ledger kinds for balances that are used later.
 */
export class BillMonths1795500710000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE charge ADD COLUMN subject jsonb NOT NULL DEFAULT '{}';
      COMMENT ON COLUMN charge.subject IS 'what it is for, as printed: {nameZh, nameEn, assetNo}; a later renaming changes no invoice';

      ALTER TABLE billing_run_company
        DROP CONSTRAINT billing_run_company_status_check,
        ADD CONSTRAINT billing_run_company_status_check CHECK (status IN ('planned', 'drafted', 'invoiced', 'nothing', 'failed')),
        ADD COLUMN issue_at timestamptz,
        ADD CONSTRAINT billing_run_company_invoice CHECK ((status IN ('drafted', 'invoiced')) = (invoice_id IS NOT NULL));
      ALTER TABLE billing_run ADD COLUMN terms jsonb NOT NULL DEFAULT '{}';
      COMMENT ON COLUMN billing_run.terms IS 'the plan: {series, timeZone, dueDays, seller} as they stood at the start, so that settings changed meanwhile change no invoice of the run';
      COMMENT ON COLUMN billing_run_company.issue_at IS 'of a retry; null: the run''s';
      CREATE INDEX billing_run_company_open ON billing_run_company (run_id, company_id) WHERE status = 'planned';
      CREATE INDEX billing_run_company_settled ON billing_run_company (company_id, run_id) WHERE status NOT IN ('planned', 'failed');

      CREATE INDEX invoice_month ON invoice (month, number);
      CREATE INDEX invoice_draft ON invoice (run_id) WHERE status = 'draft';
      CREATE INDEX ledger_transaction_posted ON ledger_transaction (posted_at, id);

      ALTER TABLE payment
        DROP CONSTRAINT payment_method_check,
        ADD CONSTRAINT payment_method_check CHECK (method IN ('bank', 'cash', 'wechat', 'alipay', 'other', 'credit', 'deposit'));
      COMMENT ON COLUMN payment.method IS 'credit: a statement below zero became a balance; deposit: a deposit was set off';
      ALTER TABLE payment_allocation
        DROP CONSTRAINT payment_allocation_pkey,
        ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
      CREATE INDEX payment_allocation_payment ON payment_allocation (payment_id);

      ALTER TABLE ledger_transaction
        DROP CONSTRAINT ledger_transaction_kind_check,
        ADD CONSTRAINT ledger_transaction_kind_check CHECK (kind IN ('issue', 'payment', 'allocation', 'credit_balance',
          'deposit_taken', 'deposit_refunded', 'deposit_set_off', 'credit_note', 'write_off'));

      CREATE FUNCTION invoice_lines_content(wanted bigint) RETURNS text LANGUAGE sql STABLE AS $f$
        SELECT string_agg(jsonb_build_array(line_no, source_kind, source_id, component, segment, month, amount_fen, net_fen, tax_fen,
          tax_rate_bps, tax_code, item_name, subject, explanation)::text, E'\\n' ORDER BY line_no)
        FROM charge WHERE invoice_id = wanted
      $f$;
      CREATE FUNCTION invoice_content_hash(i invoice, its_number text, its_issue timestamptz, its_due date) RETURNS bytea LANGUAGE sql STABLE AS $f$
        SELECT sha256(convert_to(jsonb_build_array(its_number, extract(epoch FROM its_issue), its_due, i.month,
          i.gross_fen, i.net_fen, i.tax_fen, i.buyer, i.seller)::text || E'\\n' || coalesce(invoice_lines_content(i.id), ''), 'UTF8'))
      $f$;
      COMMENT ON FUNCTION invoice_content_hash IS 'over everything printed and over no surrogate id, so that a resumed run can be compared with a clean one';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION invoice_content_hash(invoice, text, timestamptz, date), invoice_lines_content(bigint);
      ALTER TABLE ledger_transaction
        DROP CONSTRAINT ledger_transaction_kind_check,
        ADD CONSTRAINT ledger_transaction_kind_check CHECK (kind IN ('issue', 'payment', 'deposit_taken', 'deposit_refunded', 'deposit_set_off', 'credit_note', 'write_off'));
      DROP INDEX payment_allocation_payment;
      ALTER TABLE payment_allocation DROP COLUMN id, ADD PRIMARY KEY (payment_id, invoice_id);
      ALTER TABLE payment
        DROP CONSTRAINT payment_method_check,
        ADD CONSTRAINT payment_method_check CHECK (method IN ('bank', 'cash', 'wechat', 'alipay', 'other'));
      DROP INDEX ledger_transaction_posted, invoice_draft, invoice_month, billing_run_company_settled, billing_run_company_open;
      ALTER TABLE billing_run DROP COLUMN terms;
      ALTER TABLE billing_run_company
        DROP CONSTRAINT billing_run_company_invoice,
        DROP COLUMN issue_at,
        DROP CONSTRAINT billing_run_company_status_check,
        ADD CONSTRAINT billing_run_company_status_check CHECK (status IN ('planned', 'invoiced', 'nothing', 'failed'));
      ALTER TABLE charge DROP COLUMN subject;
    `);
  }
}

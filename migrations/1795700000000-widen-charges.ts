import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Billing at full depth (ADR 0024): charges of more than reservations, what no rule of a reservation gives as rows of
 * their own, credit notes beside payments, and runs that wait for the companies' review before they issue.
 */
export class WidenCharges1795700000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE billable_item (
        id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id       bigint NOT NULL REFERENCES company,
        kind             text NOT NULL CHECK (kind IN ('damage', 'adjustment', 'service', 'assistance', 'consumable', 'forfeit')),
        reservation_id   bigint,
        instrument_id    bigint REFERENCES instrument,
        service_order_id bigint,
        month            date NOT NULL CHECK (extract(day FROM month) = 1),
        amount_fen       bigint NOT NULL CHECK (amount_fen > 0 OR (kind = 'adjustment' AND amount_fen < 0)),
        tax_rate_bps     int NOT NULL CHECK (tax_rate_bps BETWEEN 0 AND 10000),
        tax_code         text NOT NULL,
        item_name        text NOT NULL,
        subject          jsonb NOT NULL DEFAULT '{}',
        reason           text NOT NULL CHECK (reason <> ''),
        explanation      jsonb,
        withdrawn_at     timestamptz,
        withdrawn_by     bigint REFERENCES member,
        withdrawn_reason text,
        created_by       bigint NOT NULL REFERENCES member,
        created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
        version          int NOT NULL DEFAULT 1,
        UNIQUE (company_id, id),
        FOREIGN KEY (company_id, reservation_id) REFERENCES reservation (company_id, id),
        CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_by IS NULL))
      );
      CREATE INDEX billable_item_month ON billable_item (month, company_id);
      CREATE INDEX billable_item_company ON billable_item (company_id, id);
      CREATE INDEX billable_item_reservation ON billable_item (reservation_id) WHERE reservation_id IS NOT NULL;
      COMMENT ON TABLE billable_item IS 'what is owed and follows from no reservation''s rules: owed as stated, or nothing once withdrawn; never edited';
      COMMENT ON COLUMN billable_item.amount_fen IS 'with tax; below zero only for an adjustment';
      ALTER TABLE billable_item ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_company ON billable_item TO parkbench_app
        USING ((SELECT current_setting('app.company', true)) = '*' OR company_id::text = (SELECT current_setting('app.company', true)));

      CREATE FUNCTION refuse_change_of_billable_item() RETURNS trigger LANGUAGE plpgsql AS $f$
      DECLARE free text[] := ARRAY['withdrawn_at', 'withdrawn_by', 'withdrawn_reason', 'version'];
      BEGIN
        IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL OR (to_jsonb(NEW) - free) IS DISTINCT FROM (to_jsonb(OLD) - free) THEN
          RAISE EXCEPTION 'billable item % is history', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'billable_item_is_history';
        END IF;
        RETURN NEW;
      END $f$;
      CREATE TRIGGER billable_item_is_history BEFORE UPDATE OR DELETE ON billable_item
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_billable_item();

      ALTER TABLE charge
        DROP CONSTRAINT charge_company_id_source_id_fkey,
        DROP CONSTRAINT charge_source_kind_check,
        DROP CONSTRAINT charge_component_check,
        DROP CONSTRAINT charge_once,
        ADD COLUMN reservation_id bigint GENERATED ALWAYS AS (CASE WHEN source_kind = 'reservation' THEN source_id END) STORED,
        ADD COLUMN item_id bigint GENERATED ALWAYS AS (CASE WHEN source_kind = 'item' THEN source_id END) STORED,
        ADD COLUMN instrument_id bigint GENERATED ALWAYS AS (CASE WHEN source_kind = 'best_of' THEN source_id END) STORED,
        ADD CONSTRAINT charge_source_kind_check CHECK (source_kind IN ('reservation', 'item', 'best_of')),
        ADD CONSTRAINT charge_component_check CHECK (component IN ('rent', 'abatement', 'idle_credit', 'session', 'overdue', 'cancellation', 'no_show',
          'run', 'sample', 'assistance', 'consumable', 'service', 'damage', 'adjustment', 'best_of', 'forfeit')),
        ADD CONSTRAINT charge_once UNIQUE (source_kind, source_id, component, segment, month, revision, company_id),
        ADD CONSTRAINT charge_reservation FOREIGN KEY (company_id, reservation_id) REFERENCES reservation (company_id, id),
        ADD CONSTRAINT charge_item FOREIGN KEY (company_id, item_id) REFERENCES billable_item (company_id, id),
        ADD CONSTRAINT charge_instrument FOREIGN KEY (instrument_id) REFERENCES instrument;
      COMMENT ON COLUMN charge.source_kind IS 'best_of: the source is the instrument, for the company and month';

      CREATE OR REPLACE FUNCTION refuse_change_of_charge() RETURNS trigger LANGUAGE plpgsql AS $f$
      -- A generated column is not reckoned yet when this is asked; it follows from what may not change.
      DECLARE free text[] := ARRAY['invoice_id', 'line_no', 'reservation_id', 'item_id', 'instrument_id'];
      BEGIN
        IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - free) IS DISTINCT FROM (to_jsonb(OLD) - free) THEN
          RAISE EXCEPTION 'charge % is history', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'charge_is_history';
        END IF;
        IF OLD.invoice_id IS NOT NULL THEN
          PERFORM 1 FROM invoice WHERE id = OLD.invoice_id AND number IS NULL FOR SHARE;
          IF NOT FOUND THEN
            RAISE EXCEPTION 'charge % is invoiced', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'charge_is_history';
          END IF;
        END IF;
        RETURN NEW;
      END $f$;

      ALTER TABLE invoice
        ADD COLUMN credited_fen bigint NOT NULL DEFAULT 0,
        ADD CONSTRAINT invoice_settled CHECK (credited_fen >= 0 AND paid_fen + credited_fen <= greatest(gross_fen, 0)),
        ADD COLUMN open_fen bigint GENERATED ALWAYS AS (greatest(gross_fen, 0) - paid_fen - credited_fen) STORED;
      COMMENT ON COLUMN invoice.credited_fen IS 'what credit notes took off its open amount; what they gave back of paid money is a balance or a refund';

      CREATE OR REPLACE FUNCTION refuse_change_of_issued_invoice() RETURNS trigger LANGUAGE plpgsql AS $f$
      DECLARE free text[] := ARRAY['status', 'paid_fen', 'credited_fen', 'open_fen', 'version'];
      BEGIN
        IF TG_OP = 'DELETE' THEN
          IF OLD.number IS NOT NULL THEN
            RAISE EXCEPTION 'invoice % is issued', OLD.number USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_issued';
          END IF;
          RETURN OLD;
        END IF;
        IF OLD.number IS NOT NULL AND (to_jsonb(NEW) - free) IS DISTINCT FROM (to_jsonb(OLD) - free) THEN
          RAISE EXCEPTION 'invoice % is issued', OLD.number USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_issued';
        END IF;
        RETURN NEW;
      END $f$;

      ALTER TABLE payment
        DROP CONSTRAINT payment_method_check,
        ADD CONSTRAINT payment_method_check CHECK (method IN ('bank', 'cash', 'wechat', 'alipay', 'other', 'credit', 'deposit',
          'voucher', 'subsidy', 'prepaid', 'writeoff'));

      ALTER TABLE ledger_transaction
        DROP CONSTRAINT ledger_transaction_kind_check,
        ADD CONSTRAINT ledger_transaction_kind_check CHECK (kind IN ('issue', 'payment', 'allocation', 'credit_balance', 'deposit_taken',
          'deposit_refunded', 'deposit_set_off', 'deposit_forfeited', 'credit_note', 'credit_allocation', 'write_off', 'refund',
          'voucher_paid', 'voucher_redeemed', 'voucher_returned', 'subsidy_paid', 'payment_reversed'));
      ALTER TABLE ledger_entry
        DROP CONSTRAINT ledger_entry_account_check,
        ADD CONSTRAINT ledger_entry_account_check CHECK (account IN ('receivable', 'revenue_rental', 'revenue_session', 'revenue_service',
          'revenue_fee', 'revenue_other', 'vat_payable', 'deposits_held', 'bank', 'vouchers', 'subsidies', 'bad_debt', 'unallocated', 'refunds_payable'));

      ALTER TABLE billing_run
        DROP CONSTRAINT billing_run_status_check,
        ADD CONSTRAINT billing_run_status_check CHECK (status IN ('planned', 'running', 'review', 'cancelled', 'done')),
        ADD COLUMN review_until timestamptz;
      COMMENT ON COLUMN billing_run.review_until IS 'until when companies may dispute a line of their drafts; then the run issues';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE billing_run DROP COLUMN review_until, DROP CONSTRAINT billing_run_status_check,
        ADD CONSTRAINT billing_run_status_check CHECK (status IN ('planned', 'running', 'done'));
      ALTER TABLE ledger_entry
        DROP CONSTRAINT ledger_entry_account_check,
        ADD CONSTRAINT ledger_entry_account_check CHECK (account IN ('receivable', 'revenue_rental', 'revenue_session', 'revenue_fee', 'vat_payable',
          'deposits_held', 'bank', 'vouchers', 'bad_debt', 'unallocated'));
      ALTER TABLE ledger_transaction
        DROP CONSTRAINT ledger_transaction_kind_check,
        ADD CONSTRAINT ledger_transaction_kind_check CHECK (kind IN ('issue', 'payment', 'allocation', 'credit_balance',
          'deposit_taken', 'deposit_refunded', 'deposit_set_off', 'credit_note', 'write_off'));
      ALTER TABLE payment
        DROP CONSTRAINT payment_method_check,
        ADD CONSTRAINT payment_method_check CHECK (method IN ('bank', 'cash', 'wechat', 'alipay', 'other', 'credit', 'deposit'));
      ALTER TABLE invoice DROP COLUMN open_fen, DROP CONSTRAINT invoice_settled, DROP COLUMN credited_fen;
      ALTER TABLE charge
        DROP CONSTRAINT charge_once, DROP CONSTRAINT charge_component_check, DROP CONSTRAINT charge_source_kind_check,
        DROP COLUMN instrument_id, DROP COLUMN item_id, DROP COLUMN reservation_id,
        ADD CONSTRAINT charge_source_kind_check CHECK (source_kind IN ('reservation')),
        ADD CONSTRAINT charge_component_check CHECK (component IN ('rent', 'abatement', 'idle_credit', 'session', 'overdue', 'cancellation', 'no_show')),
        ADD CONSTRAINT charge_once UNIQUE (source_kind, source_id, component, segment, month, revision),
        ADD CONSTRAINT charge_company_id_source_id_fkey FOREIGN KEY (company_id, source_id) REFERENCES reservation (company_id, id);
      CREATE OR REPLACE FUNCTION refuse_change_of_charge() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        IF TG_OP = 'DELETE' OR OLD.invoice_id IS NOT NULL OR
           (to_jsonb(NEW) - ARRAY['invoice_id', 'line_no']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['invoice_id', 'line_no']) THEN
          RAISE EXCEPTION 'charge % is history', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'charge_is_history';
        END IF;
        RETURN NEW;
      END $f$;
      CREATE OR REPLACE FUNCTION refuse_change_of_issued_invoice() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        IF TG_OP = 'DELETE' THEN
          IF OLD.number IS NOT NULL THEN
            RAISE EXCEPTION 'invoice % is issued', OLD.number USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_issued';
          END IF;
          RETURN OLD;
        END IF;
        IF OLD.number IS NOT NULL AND
           (to_jsonb(NEW) - ARRAY['status', 'paid_fen', 'version']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['status', 'paid_fen', 'version']) THEN
          RAISE EXCEPTION 'invoice % is issued', OLD.number USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_issued';
        END IF;
        RETURN NEW;
      END $f$;
      DROP TABLE billable_item;
      DROP FUNCTION refuse_change_of_billable_item();
    `);
  }
}

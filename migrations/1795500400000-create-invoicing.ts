import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Charges, invoices, payments, deposits and the ledger (rules §5). The database itself refuses a
 * second charge of one revision, a charge on two lines, a change to an issued invoice and an
 * unbalanced ledger transaction.
 */
export class CreateInvoicing1795500400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE billing_month (
        month     date PRIMARY KEY CHECK (extract(day FROM month) = 1),
        closed_at timestamptz NOT NULL,
        closed_by bigint NOT NULL REFERENCES member
      );

      CREATE TABLE billing_run (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        month      date NOT NULL UNIQUE CHECK (extract(day FROM month) = 1),
        status     text NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'running', 'done')),
        started_by bigint NOT NULL REFERENCES member,
        started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        issue_at   timestamptz NOT NULL,
        ended_at   timestamptz
      );
      COMMENT ON COLUMN billing_run.issue_at IS 'the instant printed on every invoice of the run, so that a killed and resumed run issues the same';

      CREATE TABLE invoice (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id   bigint NOT NULL REFERENCES company,
        run_id       bigint REFERENCES billing_run,
        month        date NOT NULL,
        status       text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'issued', 'part_paid', 'paid', 'void')),
        series       text,
        year         int,
        sequence     int CHECK (sequence > 0),
        number       text UNIQUE,
        issued_at    timestamptz,
        due_on       date,
        net_fen      bigint NOT NULL,
        tax_fen      bigint NOT NULL,
        gross_fen    bigint NOT NULL CHECK (gross_fen = net_fen + tax_fen),
        paid_fen     bigint NOT NULL DEFAULT 0 CHECK (paid_fen BETWEEN 0 AND greatest(gross_fen, 0)),
        buyer        jsonb NOT NULL,
        seller       jsonb NOT NULL,
        content_hash bytea,
        version      int NOT NULL DEFAULT 1,
        created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (company_id, id),
        UNIQUE (series, year, sequence),
        UNIQUE (run_id, company_id),
        CHECK ((status = 'draft') = (number IS NULL)),
        CHECK ((number IS NULL) = (issued_at IS NULL) AND (number IS NULL) = (sequence IS NULL) AND (number IS NULL) = (content_hash IS NULL))
      );
      CREATE INDEX invoice_company ON invoice (company_id, month DESC);
      CREATE INDEX invoice_open ON invoice (due_on) WHERE status IN ('issued', 'part_paid');

      CREATE TABLE billing_run_company (
        run_id     bigint NOT NULL REFERENCES billing_run,
        company_id bigint NOT NULL REFERENCES company,
        status     text NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'invoiced', 'nothing', 'failed')),
        invoice_id bigint REFERENCES invoice,
        reason     text,
        done_at    timestamptz,
        PRIMARY KEY (run_id, company_id)
      );

      CREATE TABLE charge (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id   bigint NOT NULL,
        source_kind  text NOT NULL CHECK (source_kind IN ('reservation')),
        source_id    bigint NOT NULL,
        component    text NOT NULL CHECK (component IN ('rent', 'session', 'overdue', 'cancellation', 'no_show')),
        segment      int NOT NULL DEFAULT 1,
        month        date NOT NULL CHECK (extract(day FROM month) = 1),
        posted_month date NOT NULL CHECK (extract(day FROM posted_month) = 1 AND posted_month >= month),
        revision     int NOT NULL CHECK (revision >= 1),
        amount_fen   bigint NOT NULL,
        net_fen      bigint NOT NULL,
        tax_fen      bigint NOT NULL,
        tax_rate_bps int NOT NULL CHECK (tax_rate_bps BETWEEN 0 AND 10000),
        tax_code     text NOT NULL,
        item_name    text NOT NULL,
        explanation  jsonb NOT NULL,
        invoice_id   bigint,
        line_no      int CHECK (line_no >= 1),
        created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        CHECK (amount_fen = net_fen + tax_fen),
        CHECK ((invoice_id IS NULL) = (line_no IS NULL)),
        CONSTRAINT charge_once UNIQUE (source_kind, source_id, component, segment, month, revision),
        CONSTRAINT charge_one_line UNIQUE (invoice_id, line_no),
        FOREIGN KEY (company_id, source_id) REFERENCES reservation (company_id, id),
        FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id)
      );
      CREATE INDEX charge_open ON charge (company_id, posted_month) WHERE invoice_id IS NULL;
      COMMENT ON TABLE charge IS 'An invoice line is a charge with an invoice: it can be on one invoice only, by its own column.';
      COMMENT ON COLUMN charge.month IS 'the calendar month it is owed for';
      COMMENT ON COLUMN charge.posted_month IS 'the first open month at the time it was recorded: where it is invoiced';

      CREATE TABLE document_counter (
        series text NOT NULL,
        year   int NOT NULL,
        last   int NOT NULL DEFAULT 0,
        PRIMARY KEY (series, year)
      );

      CREATE TABLE payment (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id  bigint NOT NULL REFERENCES company,
        amount_fen  bigint NOT NULL CHECK (amount_fen > 0),
        received_on date NOT NULL,
        method      text NOT NULL CHECK (method IN ('bank', 'cash', 'wechat', 'alipay', 'other')),
        reference   text NOT NULL DEFAULT '',
        note        text NOT NULL DEFAULT '',
        created_by  bigint NOT NULL REFERENCES member,
        created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (company_id, id)
      );
      CREATE UNIQUE INDEX payment_reference ON payment (method, reference) WHERE reference <> '';
      CREATE TABLE payment_allocation (
        company_id bigint NOT NULL,
        payment_id bigint NOT NULL,
        invoice_id bigint NOT NULL,
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        PRIMARY KEY (payment_id, invoice_id),
        FOREIGN KEY (company_id, payment_id) REFERENCES payment (company_id, id),
        FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id)
      );
      CREATE INDEX payment_allocation_invoice ON payment_allocation (invoice_id);

      CREATE TABLE deposit (
        id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id     bigint NOT NULL,
        reservation_id bigint NOT NULL UNIQUE,
        amount_fen     bigint NOT NULL CHECK (amount_fen > 0),
        status         text NOT NULL DEFAULT 'held' CHECK (status IN ('held', 'refunded', 'set_off')),
        taken_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
        released_at    timestamptz,
        FOREIGN KEY (company_id, reservation_id) REFERENCES reservation (company_id, id),
        CHECK ((status = 'held') = (released_at IS NULL))
      );
      CREATE INDEX deposit_company ON deposit (company_id);

      CREATE TABLE ledger_transaction (
        id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind      text NOT NULL CHECK (kind IN ('issue', 'payment', 'deposit_taken', 'deposit_refunded', 'deposit_set_off', 'credit_note', 'write_off')),
        ref_id    bigint NOT NULL,
        posted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (kind, ref_id)
      );
      CREATE TABLE ledger_entry (
        transaction_id bigint NOT NULL REFERENCES ledger_transaction,
        entry_no       int NOT NULL,
        account        text NOT NULL CHECK (account IN ('receivable', 'revenue_rental', 'revenue_session', 'revenue_fee', 'vat_payable', 'deposits_held', 'bank', 'vouchers', 'bad_debt', 'unallocated')),
        company_id     bigint NOT NULL REFERENCES company,
        amount_fen     bigint NOT NULL CHECK (amount_fen <> 0),
        PRIMARY KEY (transaction_id, entry_no)
      );
      CREATE INDEX ledger_entry_company ON ledger_entry (company_id, account);
      COMMENT ON COLUMN ledger_entry.amount_fen IS 'debit positive, credit negative';

      CREATE FUNCTION refuse_unbalanced_ledger() RETURNS trigger LANGUAGE plpgsql AS $f$
      DECLARE txn bigint := coalesce(NEW.transaction_id, OLD.transaction_id); total bigint;
      BEGIN
        SELECT sum(amount_fen) INTO total FROM ledger_entry WHERE transaction_id = txn;
        IF coalesce(total, 0) <> 0 THEN
          RAISE EXCEPTION 'ledger transaction % does not balance: % fen', txn, total USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_balanced';
        END IF;
        RETURN NULL;
      END $f$;
      CREATE CONSTRAINT TRIGGER ledger_balanced AFTER INSERT OR UPDATE OR DELETE ON ledger_entry
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_ledger();

      CREATE FUNCTION refuse_change_of_issued_invoice() RETURNS trigger LANGUAGE plpgsql AS $f$
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
      CREATE TRIGGER invoice_issued BEFORE UPDATE OR DELETE ON invoice
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_issued_invoice();

      CREATE FUNCTION refuse_change_of_charge() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        IF TG_OP = 'DELETE' OR OLD.invoice_id IS NOT NULL OR
           (to_jsonb(NEW) - ARRAY['invoice_id', 'line_no']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['invoice_id', 'line_no']) THEN
          RAISE EXCEPTION 'charge % is history', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'charge_is_history';
        END IF;
        RETURN NEW;
      END $f$;
      CREATE TRIGGER charge_is_history BEFORE UPDATE OR DELETE ON charge
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_charge();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE ledger_entry, ledger_transaction, deposit, payment_allocation, payment, document_counter, charge,
        billing_run_company, invoice, billing_run, billing_month;
      DROP FUNCTION refuse_unbalanced_ledger(), refuse_change_of_issued_invoice(), refuse_change_of_charge();
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const companyTables = ['refund', 'refund_part', 'bank_line', 'bank_match', 'balance_setting'];

/**
 * Money in and back: bank statements with their lines, who confirmed each as what, payments that are taken back,
 * refunds, and prepaid money (ADR 0027). The database decides that a line is confirmed once and that no payment gives
 * back more than it brought.
 */
export class ImportBankStatements1795702000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE payment
        ADD returned_fen bigint NOT NULL DEFAULT 0,
        ADD reversed_at timestamptz,
        ADD reversed_by bigint REFERENCES member,
        ADD reversal_reason text,
        ADD reversed_allocations jsonb,
        ADD service_from date,
        ADD service_until date,
        ADD CONSTRAINT payment_returned CHECK (returned_fen BETWEEN 0 AND amount_fen),
        ADD CONSTRAINT payment_reversed CHECK (
          (reversed_at IS NULL) = (reversed_by IS NULL) AND (reversed_at IS NULL) = (reversal_reason IS NULL)
          AND (reversed_at IS NULL) = (reversed_allocations IS NULL) AND (reversed_at IS NULL OR returned_fen = amount_fen)),
        ADD CONSTRAINT payment_service CHECK ((service_from IS NULL) = (service_until IS NULL) AND service_from < service_until);
      COMMENT ON COLUMN payment.returned_fen IS 'what left it again, by refunds or because it was taken back; what is left is amount - returned - allocations';
      COMMENT ON COLUMN payment.reversed_allocations IS 'the allocations it had when it was taken back: [{invoiceId, number, amountFen}]; they are gone from payment_allocation';
      COMMENT ON COLUMN payment.service_from IS 'of prepaid money: the period it is for, service_until exclusive (reference/china.md 2.9)';
      DROP INDEX payment_reference;
      CREATE UNIQUE INDEX payment_reference ON payment (method, reference) WHERE reference <> '' AND reversed_at IS NULL;

      CREATE TABLE refund (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id  bigint NOT NULL REFERENCES company,
        payable_fen bigint NOT NULL CHECK (payable_fen >= 0),
        balance_fen bigint NOT NULL CHECK (balance_fen >= 0),
        amount_fen  bigint GENERATED ALWAYS AS (payable_fen + balance_fen) STORED CHECK (amount_fen > 0),
        paid_on     date NOT NULL,
        method      text NOT NULL CHECK (method IN ('bank', 'cash', 'wechat', 'alipay', 'other')),
        reference   text NOT NULL DEFAULT '',
        note        text NOT NULL DEFAULT '',
        reverses_id bigint UNIQUE REFERENCES refund,
        reversed_at timestamptz,
        created_by  bigint NOT NULL REFERENCES member,
        created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (company_id, id)
      );
      CREATE UNIQUE INDEX refund_reference ON refund (method, reference) WHERE reference <> '' AND reversed_at IS NULL AND reverses_id IS NULL;
      COMMENT ON COLUMN refund.payable_fen IS 'what of it was owed back by credit notes; the rest is from the balance';
      COMMENT ON COLUMN refund.reverses_id IS 'a row that takes another one back, with the same amounts';
      CREATE TABLE refund_part (
        company_id bigint NOT NULL,
        refund_id  bigint NOT NULL,
        payment_id bigint NOT NULL,
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        PRIMARY KEY (refund_id, payment_id),
        FOREIGN KEY (company_id, refund_id) REFERENCES refund (company_id, id),
        FOREIGN KEY (company_id, payment_id) REFERENCES payment (company_id, id)
      );
      CREATE INDEX refund_part_payment ON refund_part (payment_id);

      CREATE TABLE balance_setting (
        company_id        bigint PRIMARY KEY REFERENCES company,
        use_automatically boolean NOT NULL,
        changed_by        bigint NOT NULL REFERENCES member,
        changed_at        timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON COLUMN balance_setting.use_automatically IS 'newly issued invoices are paid from the balance; without a row they are not';

      CREATE TABLE bank_layout (
        signature  text PRIMARY KEY,
        mapping    jsonb NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE bank_layout IS 'what a reader said the columns of a bank''s layout are; signature is over its headers';
      CREATE TABLE bank_statement (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        file_name   text NOT NULL,
        file_hash   bytea NOT NULL,
        status      text NOT NULL DEFAULT 'preview' CHECK (status IN ('preview', 'imported')),
        sheet_name  text NOT NULL,
        header_row  int NOT NULL,
        headers     jsonb NOT NULL,
        mapping     jsonb NOT NULL,
        total_rows  int NOT NULL,
        summary     jsonb NOT NULL,
        created_by  bigint NOT NULL REFERENCES member,
        created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
        imported_by bigint REFERENCES member,
        imported_at timestamptz,
        CHECK ((status = 'imported') = (imported_at IS NOT NULL))
      );
      CREATE TABLE bank_statement_row (
        statement_id bigint NOT NULL REFERENCES bank_statement ON DELETE CASCADE,
        row_no       int NOT NULL,
        cells        jsonb NOT NULL,
        record       jsonb,
        problems     jsonb NOT NULL DEFAULT '[]',
        verdict      text NOT NULL CHECK (verdict IN ('new', 'known', 'skipped', 'invalid', 'pending')),
        PRIMARY KEY (statement_id, row_no)
      );

      CREATE TABLE bank_line (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        statement_id    bigint NOT NULL REFERENCES bank_statement,
        row_no          int NOT NULL,
        line_key        text NOT NULL CONSTRAINT bank_line_once UNIQUE,
        content_key     text NOT NULL,
        booked_on       date NOT NULL,
        amount_fen      bigint NOT NULL CHECK (amount_fen <> 0),
        counterparty    text NOT NULL,
        counter_account text NOT NULL,
        text            text NOT NULL,
        reference       text NOT NULL,
        balance_fen     bigint,
        status          text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'confirmed', 'ignored')),
        company_id      bigint REFERENCES company,
        ignored_reason  text,
        decided_by      bigint REFERENCES member,
        decided_at      timestamptz,
        version         int NOT NULL DEFAULT 1,
        CHECK ((status = 'ignored') = (ignored_reason IS NOT NULL)),
        CHECK ((status = 'open') = (decided_at IS NULL))
      );
      CREATE INDEX bank_line_open ON bank_line (booked_on, id) WHERE status = 'open';
      CREATE INDEX bank_line_content ON bank_line (content_key);
      CREATE INDEX bank_line_statement ON bank_line (statement_id, row_no);
      CREATE INDEX bank_line_decided ON bank_line (id DESC) WHERE status <> 'open';
      COMMENT ON COLUMN bank_line.amount_fen IS 'in above 0, out below';
      COMMENT ON COLUMN bank_line.line_key IS 'the bank''s reference with the amount, else the content: no line is added twice';
      COMMENT ON COLUMN bank_line.company_id IS 'said by hand; whom it was confirmed for stands in bank_match';
      CREATE TABLE bank_match (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        line_id      bigint NOT NULL REFERENCES bank_line,
        company_id   bigint NOT NULL REFERENCES company,
        payment_id   bigint,
        refund_id    bigint,
        is_own       boolean NOT NULL,
        confirmed_by bigint NOT NULL REFERENCES member,
        confirmed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        undone_by    bigint REFERENCES member,
        undone_at    timestamptz,
        undo_reason  text,
        FOREIGN KEY (company_id, payment_id) REFERENCES payment (company_id, id),
        FOREIGN KEY (company_id, refund_id) REFERENCES refund (company_id, id),
        CHECK (num_nonnulls(payment_id, refund_id) = 1),
        CHECK ((undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undo_reason IS NULL))
      );
      CREATE UNIQUE INDEX bank_match_line ON bank_match (line_id) WHERE undone_at IS NULL;
      CREATE UNIQUE INDEX bank_match_payment ON bank_match (payment_id) WHERE undone_at IS NULL AND payment_id IS NOT NULL;
      CREATE UNIQUE INDEX bank_match_refund ON bank_match (refund_id) WHERE undone_at IS NULL AND refund_id IS NOT NULL;
      CREATE INDEX bank_match_company ON bank_match (company_id);
      COMMENT ON COLUMN bank_match.is_own IS 'the payment or refund was made by the confirmation and goes with it when it is undone; else it stood before';
    `);
    for (const table of companyTables) {
      await db.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own_company ON ${table} TO parkbench_app
          USING ((SELECT current_setting('app.company', true)) = '*'
                 OR company_id::text = (SELECT current_setting('app.company', true)));
      `);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE bank_match, bank_line, bank_statement_row, bank_statement, bank_layout, balance_setting, refund_part, refund;
      DROP INDEX payment_reference;
      CREATE UNIQUE INDEX payment_reference ON payment (method, reference) WHERE reference <> '';
      ALTER TABLE payment DROP COLUMN returned_fen, DROP COLUMN reversed_at, DROP COLUMN reversed_by, DROP COLUMN reversal_reason,
        DROP COLUMN reversed_allocations, DROP COLUMN service_from, DROP COLUMN service_until;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const ownCompany = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own_company ON ${table} TO parkbench_app
    USING ((SELECT current_setting('app.company', true)) = '*' OR company_id::text = (SELECT current_setting('app.company', true)));`;

/**
 * Statements on their way to the tax bureau and back (ADR 0034): the bureau's template, batches that were exported, the
 * number under which an invoice was issued, its red letters, and what was read from the bureau's own lists.
 */
export class IssueTaxInvoices1795709000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE company
        ADD COLUMN tax_invoice_kind text NOT NULL DEFAULT 'special' CHECK (tax_invoice_kind IN ('special', 'ordinary')),
        ADD COLUMN taxpayer text NOT NULL DEFAULT 'general' CHECK (taxpayer IN ('general', 'small'));
      COMMENT ON COLUMN company.tax_invoice_kind IS 'special: 增值税专用发票; ordinary: 普通发票';
      COMMENT ON COLUMN company.taxpayer IS 'general: books costs net; small: gross';

      CREATE TABLE tax_template (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        file_name   text NOT NULL,
        version     text NOT NULL,
        content     bytea NOT NULL,
        uploaded_by bigint NOT NULL REFERENCES member,
        uploaded_at timestamptz NOT NULL
      );
      ALTER TABLE tax_template ALTER COLUMN content SET STORAGE EXTERNAL;
      COMMENT ON COLUMN tax_template.version IS 'excelVersion!A4 as it stands there; empty: none found';

      CREATE TABLE tax_batch (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        template_id bigint REFERENCES tax_template,
        invoices    int NOT NULL CHECK (invoices > 0),
        details     int NOT NULL CHECK (details > 0),
        gross_fen   bigint NOT NULL CHECK (gross_fen > 0),
        exported_by bigint NOT NULL REFERENCES member,
        exported_at timestamptz NOT NULL
      );
      COMMENT ON COLUMN tax_batch.template_id IS 'null: made without the bureau''s template';
      CREATE TABLE tax_batch_file (
        batch_id bigint NOT NULL REFERENCES tax_batch,
        file_no  int NOT NULL CHECK (file_no >= 1),
        name     text NOT NULL,
        invoices int NOT NULL,
        details  int NOT NULL,
        content  bytea NOT NULL,
        PRIMARY KEY (batch_id, file_no)
      );
      ALTER TABLE tax_batch_file ALTER COLUMN content SET STORAGE EXTERNAL;
      CREATE TABLE tax_batch_invoice (
        batch_id        bigint NOT NULL REFERENCES tax_batch,
        company_id      bigint NOT NULL,
        invoice_id      bigint NOT NULL,
        file_no         int NOT NULL,
        kind            text NOT NULL CHECK (kind IN ('special', 'ordinary')),
        released_at     timestamptz,
        released_by     bigint REFERENCES member,
        released_reason text,
        PRIMARY KEY (batch_id, invoice_id),
        FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id),
        FOREIGN KEY (batch_id, file_no) REFERENCES tax_batch_file (batch_id, file_no),
        CHECK ((released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (released_reason IS NULL))
      );
      CREATE UNIQUE INDEX tax_exported_once ON tax_batch_invoice (invoice_id) WHERE released_at IS NULL;

      CREATE TABLE tax_invoice (
        invoice_id  bigint PRIMARY KEY,
        company_id  bigint NOT NULL,
        number      text NOT NULL CHECK (number ~ '^[0-9]{20}$'),
        issued_on   date NOT NULL,
        source      text NOT NULL CHECK (source IN ('list', 'xml', 'manual')),
        recorded_by bigint NOT NULL REFERENCES member,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT tax_invoice_number UNIQUE (number),
        UNIQUE (company_id, invoice_id),
        FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id)
      );
      CREATE TABLE tax_red_letter (
        id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id     bigint NOT NULL,
        invoice_id     bigint NOT NULL,
        number         text NOT NULL CHECK (number ~ '^[0-9]{20}$'),
        issued_on      date NOT NULL,
        gross_fen      bigint NOT NULL CHECK (gross_fen > 0),
        confirmation   text NOT NULL DEFAULT '',
        credit_note_id bigint,
        recorded_by    bigint NOT NULL REFERENCES member,
        recorded_at    timestamptz NOT NULL,
        CONSTRAINT tax_red_letter_number UNIQUE (number),
        FOREIGN KEY (company_id, invoice_id) REFERENCES tax_invoice (company_id, invoice_id)
      );
      CREATE INDEX tax_red_letter_invoice ON tax_red_letter (invoice_id);
      COMMENT ON COLUMN tax_red_letter.credit_note_id IS 'the credit note of ours that it answers, once matched';

      CREATE TABLE tax_reading (
        id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        file_name text NOT NULL,
        kind      text NOT NULL CHECK (kind IN ('list', 'xml')),
        read_by   bigint NOT NULL REFERENCES member,
        read_at   timestamptz NOT NULL
      );
      CREATE TABLE tax_reading_row (
        reading_id   bigint NOT NULL REFERENCES tax_reading,
        row_no       int NOT NULL,
        number       text NOT NULL,
        issued_on    date,
        buyer_tax_id text NOT NULL,
        buyer_name   text NOT NULL,
        gross_fen    bigint NOT NULL,
        remark       text NOT NULL,
        outcome      text NOT NULL CHECK (outcome IN ('matched', 'red', 'ambiguous', 'already', 'unknown', 'unreadable', 'confirmed')),
        doubts       text[] NOT NULL DEFAULT '{}',
        candidates   bigint[] NOT NULL DEFAULT '{}',
        invoice_id   bigint REFERENCES invoice,
        PRIMARY KEY (reading_id, row_no)
      );
      ${['tax_batch_invoice', 'tax_invoice', 'tax_red_letter'].map(ownCompany).join('')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE tax_reading_row, tax_reading, tax_red_letter, tax_invoice, tax_batch_invoice, tax_batch_file, tax_batch, tax_template;
      ALTER TABLE company DROP COLUMN tax_invoice_kind, DROP COLUMN taxpayer;
    `);
  }
}

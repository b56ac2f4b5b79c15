import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A tax invoice may be for less than its statement, when part of that was credited before: what it comes to is kept with it. */
export class KnowWhatTaxInvoicesComeTo1795709100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tax_batch_invoice ADD COLUMN gross_fen bigint;
      UPDATE tax_batch_invoice b SET gross_fen = i.gross_fen FROM invoice i WHERE i.id = b.invoice_id;
      ALTER TABLE tax_batch_invoice ALTER COLUMN gross_fen SET NOT NULL, ADD CHECK (gross_fen > 0);
      ALTER TABLE tax_invoice ADD COLUMN gross_fen bigint;
      UPDATE tax_invoice t SET gross_fen = greatest(i.gross_fen, 1) FROM invoice i WHERE i.id = t.invoice_id;
      ALTER TABLE tax_invoice ALTER COLUMN gross_fen SET NOT NULL, ADD CHECK (gross_fen > 0);
      ALTER TABLE tax_red_letter
        ADD FOREIGN KEY (company_id, credit_note_id) REFERENCES credit_note (company_id, id),
        ADD CONSTRAINT tax_red_letter_credit_note UNIQUE (credit_note_id);

      CREATE FUNCTION credited_before_tax(wanted bigint) RETURNS bigint LANGUAGE sql STABLE AS $f$
        SELECT coalesce(sum(gross_fen), 0)::bigint FROM credit_note WHERE invoice_id = wanted AND status = 'issued'
      $f$;
      COMMENT ON FUNCTION credited_before_tax IS 'what issued credit notes take off a statement: its tax invoice is for the rest';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION credited_before_tax(bigint);
      ALTER TABLE tax_red_letter DROP CONSTRAINT tax_red_letter_credit_note, DROP CONSTRAINT tax_red_letter_company_id_credit_note_id_fkey;
      ALTER TABLE tax_invoice DROP COLUMN gross_fen;
      ALTER TABLE tax_batch_invoice DROP COLUMN gross_fen;
    `);
  }
}

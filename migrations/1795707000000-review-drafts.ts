import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The month with its review (ADR 0032): how many days companies have to dispute a line before a run issues, the disputes
 * themselves, why a company could not be billed in a form that can be worded, and mails that deliver an invoice.
 */
export class ReviewDrafts1795707000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE park ADD COLUMN review_days int NOT NULL DEFAULT 0 CHECK (review_days BETWEEN 0 AND 30);
      COMMENT ON COLUMN park.review_days IS 'days after a run in which companies may dispute a line; 0: it issues at once';

      ALTER TABLE billing_run
        ADD COLUMN released_at timestamptz,
        ADD COLUMN cancelled_by bigint REFERENCES member,
        ADD COLUMN cancelled_reason text;
      COMMENT ON COLUMN billing_run.released_at IS 'when the review ended, by its date or by finance: from here on the run issues';
      ALTER TABLE billing_run_company
        ADD COLUMN failure jsonb,
        ADD COLUMN told_at timestamptz;
      COMMENT ON COLUMN billing_run_company.failure IS '{code, ...}: what reason means, to be worded for the reader';
      COMMENT ON COLUMN billing_run_company.told_at IS 'when the company was told that its draft is ready for review';

      CREATE TABLE charge_dispute (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id  bigint NOT NULL REFERENCES company,
        charge_id   bigint NOT NULL REFERENCES charge,
        run_id      bigint NOT NULL REFERENCES billing_run,
        reason      text NOT NULL CHECK (reason <> ''),
        status      text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'upheld', 'accepted', 'withdrawn')),
        opened_by   bigint NOT NULL REFERENCES member,
        opened_at   timestamptz NOT NULL,
        answer      text,
        answered_by bigint REFERENCES member,
        answered_at timestamptz,
        correction  text CHECK (correction IN ('source', 'adjustment')),
        item_id     bigint,
        version     int NOT NULL DEFAULT 1,
        FOREIGN KEY (company_id, item_id) REFERENCES billable_item (company_id, id),
        CHECK ((status = 'open') = (answered_at IS NULL) AND (answered_at IS NULL) = (answered_by IS NULL)),
        CHECK ((status = 'accepted') = (correction IS NOT NULL)),
        CHECK ((correction IS NOT DISTINCT FROM 'adjustment') = (item_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX charge_dispute_open ON charge_dispute (charge_id) WHERE status = 'open';
      CREATE INDEX charge_dispute_of_company ON charge_dispute (company_id, id);
      CREATE INDEX charge_dispute_of_run ON charge_dispute (run_id, company_id);
      CREATE INDEX charge_dispute_of_charge ON charge_dispute (charge_id);
      COMMENT ON TABLE charge_dispute IS 'while one is open, whatever is charged at the place of its line stands on no invoice';
      ALTER TABLE charge_dispute ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_company ON charge_dispute TO parkbench_app
        USING ((SELECT current_setting('app.company', true)) = '*' OR company_id::text = (SELECT current_setting('app.company', true)));

      CREATE FUNCTION is_disputed(c charge) RETURNS boolean LANGUAGE sql STABLE AS $f$
        SELECT EXISTS (SELECT FROM charge_dispute d JOIN charge o ON o.id = d.charge_id
          WHERE d.company_id = c.company_id AND d.status = 'open' AND o.source_kind = c.source_kind AND o.source_id = c.source_id
            AND o.component = c.component AND o.segment = c.segment AND o.month = c.month)
      $f$;
      COMMENT ON FUNCTION is_disputed IS 'asked of what waits for an invoice only: a correction of a disputed line waits with it';

      ALTER TABLE mail ADD COLUMN invoice_id bigint REFERENCES invoice;
      COMMENT ON COLUMN mail.invoice_id IS 'the invoice that this mail delivers; one mail an invoice and address';
      CREATE UNIQUE INDEX mail_invoice_once ON mail (invoice_id, lower(to_address)) WHERE invoice_id IS NOT NULL;
      DROP INDEX mail_open;
      CREATE INDEX mail_open ON mail ((documents <> '[]'), next_try_at) WHERE sent_at IS NULL AND failed_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX mail_open, mail_invoice_once;
      ALTER TABLE mail DROP COLUMN invoice_id;
      CREATE INDEX mail_open ON mail (next_try_at) WHERE sent_at IS NULL AND failed_at IS NULL;
      DROP FUNCTION is_disputed(charge);
      DROP TABLE charge_dispute;
      ALTER TABLE billing_run_company DROP COLUMN told_at, DROP COLUMN failure;
      ALTER TABLE billing_run DROP COLUMN cancelled_reason, DROP COLUMN cancelled_by, DROP COLUMN released_at;
      ALTER TABLE park DROP COLUMN review_days;
    `);
  }
}

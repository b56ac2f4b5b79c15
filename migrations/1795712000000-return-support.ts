import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = `'issue', 'payment', 'allocation', 'credit_balance', 'deposit_taken', 'deposit_refunded', 'deposit_set_off',
  'deposit_forfeited', 'credit_note', 'credit_allocation', 'write_off', 'refund', 'voucher_paid', 'voucher_redeemed', 'voucher_returned',
  'subsidy_paid', 'payment_reversed'`;

/** Sums what a programme granted a company; `given` is what of a grant counts. */
const limits = (given: string): string => `
  CREATE OR REPLACE FUNCTION refuse_wrong_subsidy() RETURNS trigger LANGUAGE plpgsql AS $f$
  DECLARE p subsidy_programme; a_month bigint; a_year bigint;
  BEGIN
    SELECT * INTO p FROM subsidy_programme WHERE id = NEW.programme_id;
    SELECT coalesce(sum(${given}) FILTER (WHERE g.month = NEW.month), 0), coalesce(sum(${given}), 0) INTO a_month, a_year
    FROM subsidy_grant g LEFT JOIN payment ON payment.id = g.payment_id
    WHERE g.programme_id = p.id AND g.company_id = NEW.company_id
      AND g.month >= date_trunc('year', NEW.month) AND g.month < date_trunc('year', NEW.month) + interval '1 year';
    IF NEW.amount_fen > 0 AND (a_month > p.company_month_fen OR a_year > p.company_year_fen) THEN
      RAISE EXCEPTION 'programme % grants company % more than its limit', p.id, NEW.company_id USING ERRCODE = 'check_violation', CONSTRAINT = 'subsidy_limits';
    END IF;
    RETURN NULL;
  END $f$;`;

/**
 * What subsidies and vouchers paid, or was written off, goes back when its invoice is credited (ADR 0035): a posting of
 * its own, terms kept with the grant, and limits that count what stayed. A use that its issuer has paid can be taken back.
 */
export class ReturnSupport1795712000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE ledger_transaction
        DROP CONSTRAINT ledger_transaction_kind_check,
        ADD CONSTRAINT ledger_transaction_kind_check CHECK (kind IN (${kinds}, 'support_returned'));
      ALTER TABLE subsidy_grant ADD COLUMN share_bps int CHECK (share_bps BETWEEN 1 AND 10000), ADD COLUMN scope jsonb, ADD COLUMN base_fen bigint;
      ALTER TABLE subsidy_grant DISABLE TRIGGER subsidy_grant_is_history;
      UPDATE subsidy_grant g SET share_bps = p.share_bps, scope = p.scope, base_fen = g.covered_fen FROM subsidy_programme p WHERE p.id = g.programme_id;
      ALTER TABLE subsidy_grant ENABLE TRIGGER subsidy_grant_is_history;
      ALTER TABLE subsidy_grant ALTER COLUMN share_bps SET NOT NULL, ALTER COLUMN scope SET NOT NULL, ALTER COLUMN base_fen SET NOT NULL;
      COMMENT ON COLUMN subsidy_grant.base_fen IS 'what the share was reckoned on: what was covered, less credits carried from before';
      COMMENT ON COLUMN subsidy_grant.amount_fen IS 'as granted; what went back since is returned_fen of its payment';
      ${limits('g.amount_fen - coalesce(payment.returned_fen, 0)')}
      ALTER TABLE voucher_use
        DROP CONSTRAINT voucher_use_state,
        ADD CONSTRAINT voucher_use_state CHECK ((state = 'returned') = (returned_at IS NOT NULL) AND (state <> 'redeemed' OR redeemed_on IS NOT NULL)
          AND (state IN ('redeemed', 'returned') OR redeemed_on IS NULL) AND (state NOT IN ('submitted', 'redeemed') OR submitted_at IS NOT NULL));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE voucher_use
        DROP CONSTRAINT voucher_use_state,
        ADD CONSTRAINT voucher_use_state CHECK ((state = 'returned') = (returned_at IS NOT NULL) AND (state = 'redeemed') = (redeemed_on IS NOT NULL)
          AND (state NOT IN ('submitted', 'redeemed') OR submitted_at IS NOT NULL));
      ${limits('g.amount_fen')}
      ALTER TABLE subsidy_grant DROP COLUMN share_bps, DROP COLUMN scope, DROP COLUMN base_fen;
      ALTER TABLE ledger_transaction
        DROP CONSTRAINT ledger_transaction_kind_check,
        ADD CONSTRAINT ledger_transaction_kind_check CHECK (kind IN (${kinds}));
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = (more: string): string => `
  ALTER TABLE ledger_transaction
    DROP CONSTRAINT ledger_transaction_kind_check,
    ADD CONSTRAINT ledger_transaction_kind_check CHECK (kind IN ('issue', 'payment', 'allocation', 'credit_balance', 'deposit_taken',
      'deposit_refunded', 'deposit_set_off', 'deposit_forfeited', 'credit_note', 'credit_allocation', 'write_off', 'refund',
      'voucher_paid', 'voucher_redeemed', 'voucher_returned', 'subsidy_paid', 'payment_reversed'${more}));`;

/**
 * A line of a bank statement may be several things at once, and a deposit (ADR 0036): each live match says how much of
 * the line it is, and the database refuses a confirmed line whose matches do not sum to it. The receipt of a deposit
 * that came in by mistake is voided: its number stays taken, and the deposit is due again. A damage may be
 * photographed when it is found, apart from the signed hand-over.
 */
export class SplitBankLines1795713000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE bank_match
        ADD COLUMN amount_fen bigint,
        ADD COLUMN deposit_id bigint,
        ADD FOREIGN KEY (company_id, deposit_id) REFERENCES deposit (company_id, id);
      UPDATE bank_match m SET amount_fen = abs(l.amount_fen) FROM bank_line l WHERE l.id = m.line_id;
      ALTER TABLE bank_match
        ALTER COLUMN amount_fen SET NOT NULL,
        DROP CONSTRAINT bank_match_check,
        ADD CONSTRAINT bank_match_one_thing CHECK (num_nonnulls(payment_id, refund_id, deposit_id) = 1),
        ADD CONSTRAINT bank_match_amount CHECK (amount_fen > 0);
      COMMENT ON COLUMN bank_match.amount_fen IS 'how much of the line it is, without sign; the live ones of a line sum to it';
      DROP INDEX bank_match_line;
      CREATE INDEX bank_match_line ON bank_match (line_id) WHERE undone_at IS NULL;
      CREATE UNIQUE INDEX bank_match_deposit ON bank_match (deposit_id) WHERE undone_at IS NULL AND deposit_id IS NOT NULL;

      CREATE FUNCTION refuse_part_of_bank_line() RETURNS trigger LANGUAGE plpgsql AS $f$
      DECLARE wanted bigint := CASE TG_TABLE_NAME WHEN 'bank_line' THEN (to_jsonb(NEW)->>'id')::bigint ELSE (to_jsonb(NEW)->>'line_id')::bigint END;
        l bank_line; matched bigint;
      BEGIN
        SELECT * INTO l FROM bank_line WHERE id = wanted;
        SELECT coalesce(sum(amount_fen), 0) INTO matched FROM bank_match WHERE line_id = wanted AND undone_at IS NULL;
        IF matched <> (CASE l.status WHEN 'confirmed' THEN abs(l.amount_fen) ELSE 0 END) THEN
          RAISE EXCEPTION 'bank line % is % and matched with %', wanted, l.status, matched USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_match_whole';
        END IF;
        RETURN NULL;
      END $f$;
      CREATE CONSTRAINT TRIGGER bank_match_whole AFTER INSERT OR UPDATE ON bank_match
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_part_of_bank_line();
      CREATE CONSTRAINT TRIGGER bank_match_whole AFTER UPDATE ON bank_line
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_part_of_bank_line();

      ALTER TABLE handover_photo
        DROP CONSTRAINT handover_photo_direction_check,
        ADD CONSTRAINT handover_photo_direction_check CHECK (direction IN ('out', 'back', 'damage')),
        ADD CONSTRAINT handover_photo_damage CHECK (direction <> 'damage' OR handover_id IS NULL);

      CREATE TABLE voided_deposit_receipt (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id bigint NOT NULL,
        deposit_id bigint NOT NULL,
        taken_at   timestamptz NOT NULL,
        series     text,
        year       int,
        sequence   int,
        number     text UNIQUE,
        parties    jsonb,
        reason     text NOT NULL,
        voided_at  timestamptz NOT NULL,
        voided_by  bigint NOT NULL REFERENCES member,
        UNIQUE (deposit_id, taken_at),
        FOREIGN KEY (company_id, deposit_id) REFERENCES deposit (company_id, id),
        CONSTRAINT voided_receipt_number CHECK (num_nonnulls(series, year, sequence, number, parties) IN (0, 5))
      );
      CREATE INDEX voided_deposit_receipt_deposit ON voided_deposit_receipt (company_id, deposit_id);
      COMMENT ON TABLE voided_deposit_receipt IS 'a deposit that was said to have come in and had not; its receipt number, if it had one, is used up';
      ALTER TABLE voided_deposit_receipt ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_company ON voided_deposit_receipt TO parkbench_app
        USING ((SELECT current_setting('app.company', true)) = '*' OR company_id::text = (SELECT current_setting('app.company', true)));
      ${kinds(`, 'deposit_untaken', 'deposit_retaken'`)}

      CREATE OR REPLACE FUNCTION refuse_change_of_receipt() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        IF TG_OP = 'DELETE' OR NEW.amount_fen <> OLD.amount_fen OR NEW.company_id <> OLD.company_id OR NEW.reservation_id <> OLD.reservation_id
           OR (OLD.taken_at IS NOT NULL AND NEW.taken_at IS DISTINCT FROM OLD.taken_at AND NOT (NEW.status = 'due' AND OLD.decided_fen = 0
               AND EXISTS (SELECT FROM voided_deposit_receipt v WHERE v.deposit_id = OLD.id AND v.taken_at = OLD.taken_at AND v.number IS NOT DISTINCT FROM OLD.receipt_number)))
           OR (OLD.receipt_number IS NOT NULL AND NEW.taken_at IS NOT NULL AND (NEW.receipt_number, NEW.receipt_sequence, NEW.receipt_parties) IS DISTINCT FROM (OLD.receipt_number, OLD.receipt_sequence, OLD.receipt_parties)) THEN
          RAISE EXCEPTION 'the receipt of deposit % stands', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'deposit_receipt_stands';
        END IF;
        RETURN NEW;
      END $f$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION refuse_change_of_receipt() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        IF TG_OP = 'DELETE' OR NEW.amount_fen <> OLD.amount_fen OR NEW.company_id <> OLD.company_id OR NEW.reservation_id <> OLD.reservation_id
           OR (OLD.taken_at IS NOT NULL AND NEW.taken_at IS DISTINCT FROM OLD.taken_at)
           OR (OLD.receipt_number IS NOT NULL AND (NEW.receipt_number, NEW.receipt_sequence, NEW.receipt_parties) IS DISTINCT FROM (OLD.receipt_number, OLD.receipt_sequence, OLD.receipt_parties)) THEN
          RAISE EXCEPTION 'the receipt of deposit % stands', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'deposit_receipt_stands';
        END IF;
        RETURN NEW;
      END $f$;
      DELETE FROM handover_photo WHERE direction = 'damage';
      ALTER TABLE handover_photo
        DROP CONSTRAINT handover_photo_damage,
        DROP CONSTRAINT handover_photo_direction_check,
        ADD CONSTRAINT handover_photo_direction_check CHECK (direction IN ('out', 'back'));
      DROP TRIGGER bank_match_whole ON bank_match;
      DROP TRIGGER bank_match_whole ON bank_line;
      DROP FUNCTION refuse_part_of_bank_line();
      DELETE FROM ledger_entry e USING ledger_transaction t WHERE t.id = e.transaction_id AND t.kind IN ('deposit_untaken', 'deposit_retaken');
      DELETE FROM ledger_transaction WHERE kind IN ('deposit_untaken', 'deposit_retaken');
      ${kinds('')}
      DROP TABLE voided_deposit_receipt;
      UPDATE bank_line SET status = 'open', decided_by = NULL, decided_at = NULL
      WHERE id IN (SELECT line_id FROM bank_match GROUP BY line_id HAVING count(deposit_id) > 0 OR count(*) FILTER (WHERE undone_at IS NULL) > 1);
      DELETE FROM bank_match WHERE line_id IN (SELECT line_id FROM bank_match GROUP BY line_id HAVING count(deposit_id) > 0 OR count(*) FILTER (WHERE undone_at IS NULL) > 1);
      DROP INDEX bank_match_line;
      CREATE UNIQUE INDEX bank_match_line ON bank_match (line_id) WHERE undone_at IS NULL;
      ALTER TABLE bank_match DROP CONSTRAINT bank_match_one_thing, DROP COLUMN deposit_id, DROP COLUMN amount_fen,
        ADD CONSTRAINT bank_match_check CHECK (num_nonnulls(payment_id, refund_id) = 1);
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const ownCompany = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own_company ON ${table} TO parkbench_app
    USING ((SELECT current_setting('app.company', true)) = '*' OR company_id::text = (SELECT current_setting('app.company', true)));`;

/**
 * Credit notes (红字) with a gapless series of their own, and numbered receipts of payments (ADR 0026). What was issued
 * never changes; that no line and no invoice is credited beyond itself is refused here too, behind the command's locks.
 */
export class CreateCreditNotes1795701000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE credit_note (
        id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id     bigint NOT NULL,
        invoice_id     bigint NOT NULL,
        status         text NOT NULL CHECK (status IN ('awaiting_buyer', 'issued', 'withdrawn')),
        reason         text NOT NULL CHECK (reason IN ('wrong_invoice', 'goods_returned', 'service_ended', 'allowance')),
        kind           text NOT NULL CHECK (kind IN ('offset', 'credit', 'refund')),
        note           text NOT NULL DEFAULT '',
        net_fen        bigint NOT NULL,
        tax_fen        bigint NOT NULL,
        gross_fen      bigint NOT NULL CHECK (gross_fen > 0 AND gross_fen = net_fen + tax_fen),
        offset_fen     bigint NOT NULL DEFAULT 0 CHECK (offset_fen >= 0),
        credit_fen     bigint NOT NULL DEFAULT 0 CHECK (credit_fen >= 0),
        refund_fen     bigint NOT NULL DEFAULT 0 CHECK (refund_fen >= 0),
        red_confirm_no text NOT NULL DEFAULT '',
        confirm_by     timestamptz,
        decided_at     timestamptz,
        decided_by     bigint REFERENCES member,
        decided_reason text NOT NULL DEFAULT '',
        series         text,
        year           int,
        sequence       int CHECK (sequence >= 1),
        number         text UNIQUE,
        issued_at      timestamptz,
        content_hash   bytea,
        created_by     bigint NOT NULL REFERENCES member,
        created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
        version        int NOT NULL DEFAULT 1,
        UNIQUE (company_id, id),
        UNIQUE (series, year, sequence),
        FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id),
        CONSTRAINT credit_note_numbered CHECK ((status = 'issued') = (number IS NOT NULL) AND (number IS NULL) = (sequence IS NULL)
          AND (number IS NULL) = (issued_at IS NULL) AND (number IS NULL) = (content_hash IS NULL)),
        CONSTRAINT credit_note_settled CHECK (offset_fen + credit_fen + refund_fen = CASE WHEN status = 'issued' THEN gross_fen ELSE 0 END)
      );
      CREATE INDEX credit_note_invoice ON credit_note (invoice_id);
      CREATE INDEX credit_note_company ON credit_note (company_id, id DESC);
      CREATE UNIQUE INDEX credit_note_one_awaits ON credit_note (invoice_id) WHERE status = 'awaiting_buyer';
      COMMENT ON TABLE credit_note IS 'amounts are above zero where they lower the invoice; they are printed below zero';
      COMMENT ON COLUMN credit_note.confirm_by IS 'until when the buyer may agree; null: nobody was asked, it was issued at once';
      COMMENT ON COLUMN credit_note.kind IS 'what was asked for; where the money went is in offset_fen, credit_fen, refund_fen';
      COMMENT ON COLUMN credit_note.red_confirm_no IS '红字发票信息确认单编号, given by the tax platform, sometimes after issue; set once';

      CREATE TABLE credit_note_line (
        credit_note_id bigint NOT NULL,
        line_no        int NOT NULL CHECK (line_no >= 1),
        company_id     bigint NOT NULL,
        charge_id      bigint NOT NULL REFERENCES charge,
        amount_fen     bigint NOT NULL,
        net_fen        bigint NOT NULL,
        tax_fen        bigint NOT NULL,
        PRIMARY KEY (credit_note_id, line_no),
        UNIQUE (credit_note_id, charge_id),
        CHECK (amount_fen = net_fen + tax_fen),
        FOREIGN KEY (company_id, credit_note_id) REFERENCES credit_note (company_id, id)
      );
      CREATE INDEX credit_note_line_charge ON credit_note_line (charge_id);
      COMMENT ON COLUMN credit_note_line.amount_fen IS 'in the sign of the charge';

      CREATE FUNCTION credit_note_content_hash(n credit_note, its_number text, its_issue timestamptz, its_parts bigint[]) RETURNS bytea LANGUAGE sql STABLE AS $f$
        SELECT sha256(convert_to(jsonb_build_array(its_number, extract(epoch FROM its_issue), i.number, n.reason, n.note, n.gross_fen, n.net_fen, n.tax_fen,
          to_jsonb(its_parts), i.buyer, i.seller)::text || E'\\n' || coalesce((
            SELECT string_agg(jsonb_build_array(l.line_no, c.line_no, c.month, c.item_name, c.subject, c.tax_rate_bps, l.amount_fen, l.net_fen, l.tax_fen)::text, E'\\n' ORDER BY l.line_no)
            FROM credit_note_line l JOIN charge c ON c.id = l.charge_id WHERE l.credit_note_id = n.id), ''), 'UTF8'))
        FROM invoice i WHERE i.id = n.invoice_id
      $f$;
      COMMENT ON FUNCTION credit_note_content_hash IS 'over everything printed but the confirmation number, and over no surrogate id; its_parts: offset, credit, refund';

      CREATE FUNCTION refuse_change_of_credit_note() RETURNS trigger LANGUAGE plpgsql AS $f$
      DECLARE free text[] := ARRAY['status', 'offset_fen', 'credit_fen', 'refund_fen', 'red_confirm_no', 'decided_at', 'decided_by', 'decided_reason',
        'series', 'year', 'sequence', 'number', 'issued_at', 'content_hash', 'version'];
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.status = 'issued' AND OLD.red_confirm_no = '' THEN free := ARRAY['red_confirm_no', 'version'];
        ELSIF TG_OP = 'UPDATE' AND OLD.status <> 'awaiting_buyer' THEN free := ARRAY[]::text[];
        END IF;
        IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - free) IS DISTINCT FROM (to_jsonb(OLD) - free) THEN
          RAISE EXCEPTION 'credit note % stands', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_note_stands';
        END IF;
        RETURN NEW;
      END $f$;
      CREATE TRIGGER credit_note_stands BEFORE UPDATE OR DELETE ON credit_note
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_credit_note();

      CREATE FUNCTION refuse_change_of_credit_note_line() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        RAISE EXCEPTION 'credit note % stands', OLD.credit_note_id USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_note_stands';
      END $f$;
      CREATE TRIGGER credit_note_line_stands BEFORE UPDATE OR DELETE ON credit_note_line
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_credit_note_line();

      -- Whether a part lies between nothing and the whole, whatever the sign of the whole.
      CREATE FUNCTION is_part_of(part bigint, whole bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS $f$
        SELECT CASE WHEN whole < 0 THEN part BETWEEN whole AND 0 ELSE part BETWEEN 0 AND whole END
      $f$;
      CREATE FUNCTION refuse_excess_credit() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        IF EXISTS (
          SELECT FROM credit_note_line mine JOIN charge c ON c.id = mine.charge_id
          CROSS JOIN LATERAL (SELECT sum(l.amount_fen)::bigint gross, sum(l.net_fen)::bigint net, sum(l.tax_fen)::bigint tax FROM credit_note_line l
            JOIN credit_note n ON n.id = l.credit_note_id AND n.status <> 'withdrawn' WHERE l.charge_id = c.id) s
          WHERE mine.credit_note_id = NEW.id AND (c.invoice_id IS DISTINCT FROM NEW.invoice_id
            OR NOT (is_part_of(s.gross, c.amount_fen) AND is_part_of(s.net, c.net_fen) AND is_part_of(s.tax, c.tax_fen))))
        OR EXISTS (
          SELECT FROM invoice i CROSS JOIN LATERAL (SELECT coalesce(sum(gross_fen), 0) gross FROM credit_note n
            WHERE n.invoice_id = i.id AND n.status <> 'withdrawn') s
          WHERE i.id = NEW.invoice_id AND (s.gross > i.gross_fen OR i.number IS NULL))
        OR NOT EXISTS (SELECT FROM credit_note_line l WHERE l.credit_note_id = NEW.id
          HAVING sum(amount_fen) = NEW.gross_fen AND sum(net_fen) = NEW.net_fen AND sum(tax_fen) = NEW.tax_fen)
        THEN
          RAISE EXCEPTION 'credit note % exceeds what it credits', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_within_invoice';
        END IF;
        RETURN NULL;
      END $f$;
      CREATE CONSTRAINT TRIGGER credit_within_invoice AFTER INSERT OR UPDATE ON credit_note
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_excess_credit();

      CREATE TABLE payment_receipt (
        payment_id bigint PRIMARY KEY,
        company_id bigint NOT NULL,
        series     text NOT NULL,
        year       int NOT NULL,
        sequence   int NOT NULL CHECK (sequence >= 1),
        number     text NOT NULL UNIQUE,
        issued_at  timestamptz NOT NULL,
        content    jsonb NOT NULL,
        created_by bigint NOT NULL REFERENCES member,
        UNIQUE (series, year, sequence),
        FOREIGN KEY (company_id, payment_id) REFERENCES payment (company_id, id)
      );
      COMMENT ON COLUMN payment_receipt.content IS 'everything printed, frozen with the number';
      CREATE FUNCTION refuse_change_of_payment_receipt() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        RAISE EXCEPTION 'receipt % stands', OLD.number USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_receipt_stands';
      END $f$;
      CREATE TRIGGER payment_receipt_stands BEFORE UPDATE OR DELETE ON payment_receipt
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_payment_receipt();

      ALTER TABLE mail ADD COLUMN documents jsonb NOT NULL DEFAULT '[]';
      COMMENT ON COLUMN mail.documents IS 'documents to enclose, printed when it is sent: [{kind, id, language}]';

      ${['credit_note', 'credit_note_line', 'payment_receipt'].map(ownCompany).join('')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE mail DROP COLUMN documents;
      DROP TABLE payment_receipt, credit_note_line;
      DROP FUNCTION credit_note_content_hash(credit_note, text, timestamptz, bigint[]);
      DROP TABLE credit_note;
      DROP FUNCTION refuse_change_of_payment_receipt(), refuse_excess_credit(), is_part_of(bigint, bigint),
        refuse_change_of_credit_note_line(), refuse_change_of_credit_note();
    `);
  }
}

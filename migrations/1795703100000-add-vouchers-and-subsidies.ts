import type { MigrationInterface, QueryRunner } from 'typeorm';

const isolated = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own_company ON ${table} TO parkbench_app
    USING ((SELECT current_setting('app.company', true)) = '*' OR company_id::text = (SELECT current_setting('app.company', true)));`;

/**
 * Vouchers and the park's own subsidies: they pay towards an invoice, each with its share, limit and term, and change no
 * price (rules §5, ADR 0028). What was used is summed on the voucher or programme itself, so that its row decides a race.
 */
export class AddVouchersAndSubsidies1795703100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE park ADD COLUMN vouchers_by_company boolean NOT NULL DEFAULT true;
      COMMENT ON COLUMN park.vouchers_by_company IS 'whether a company''s administrator may use its vouchers itself; else finance does';
      ALTER TABLE company ADD COLUMN affiliated_with_provider boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN company.affiliated_with_provider IS 'shares owners with the park: no voucher may pay for it (河北省科技创新券)';

      CREATE TABLE voucher (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id bigint NOT NULL REFERENCES company,
        no         text NOT NULL CHECK (no <> ''),
        issuer     text NOT NULL CHECK (issuer <> ''),
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        used_fen   bigint NOT NULL DEFAULT 0,
        share_bps  int NOT NULL CHECK (share_bps BETWEEN 1 AND 10000),
        valid_from date NOT NULL,
        valid_to   date NOT NULL,
        scope      jsonb NOT NULL DEFAULT '{}',
        state      text NOT NULL DEFAULT 'available' CHECK (state IN ('applied', 'available', 'returned')),
        note       text NOT NULL DEFAULT '',
        created_by bigint NOT NULL REFERENCES member,
        created_at timestamptz NOT NULL,
        version    int NOT NULL DEFAULT 1,
        UNIQUE (company_id, id),
        CONSTRAINT voucher_no UNIQUE (issuer, no),
        CONSTRAINT voucher_term CHECK (valid_from <= valid_to),
        CONSTRAINT voucher_within CHECK (used_fen BETWEEN 0 AND amount_fen)
      );
      CREATE INDEX voucher_company ON voucher (company_id, id);
      COMMENT ON COLUMN voucher.state IS 'applied: not granted yet; returned: taken back by its issuer; used up, submitted, redeemed and expired follow from its uses and the day';

      CREATE TABLE voucher_use (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id      bigint NOT NULL,
        voucher_id      bigint NOT NULL,
        invoice_id      bigint NOT NULL,
        payment_id      bigint NOT NULL,
        amount_fen      bigint NOT NULL CHECK (amount_fen > 0),
        covered_fen     bigint NOT NULL,
        state           text NOT NULL DEFAULT 'used' CHECK (state IN ('used', 'submitted', 'redeemed', 'returned')),
        used_at         timestamptz NOT NULL,
        used_by         bigint NOT NULL REFERENCES member,
        submitted_at    timestamptz,
        submitted_ref   text NOT NULL DEFAULT '',
        redeemed_on     date,
        redeemed_ref    text NOT NULL DEFAULT '',
        returned_at     timestamptz,
        returned_by     bigint REFERENCES member,
        returned_reason text,
        version         int NOT NULL DEFAULT 1,
        UNIQUE (company_id, id),
        FOREIGN KEY (company_id, voucher_id) REFERENCES voucher (company_id, id),
        FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id),
        FOREIGN KEY (company_id, payment_id) REFERENCES payment (company_id, id),
        CONSTRAINT voucher_use_state CHECK ((state = 'returned') = (returned_at IS NOT NULL) AND (state = 'redeemed') = (redeemed_on IS NOT NULL)
          AND (state NOT IN ('submitted', 'redeemed') OR submitted_at IS NOT NULL))
      );
      CREATE INDEX voucher_use_voucher ON voucher_use (voucher_id);
      CREATE INDEX voucher_use_invoice ON voucher_use (invoice_id);
      CREATE UNIQUE INDEX voucher_use_once ON voucher_use (voucher_id, invoice_id) WHERE state <> 'returned';
      COMMENT ON COLUMN voucher_use.covered_fen IS 'what of the invoice the voucher''s scope covered';

      CREATE FUNCTION refuse_wrong_voucher_uses() RETURNS trigger LANGUAGE plpgsql AS $f$
      DECLARE wanted bigint := CASE TG_TABLE_NAME WHEN 'voucher' THEN (to_jsonb(NEW)->>'id')::bigint ELSE (to_jsonb(coalesce(NEW, OLD))->>'voucher_id')::bigint END;
        used bigint;
      BEGIN
        SELECT coalesce(sum(amount_fen), 0) INTO used FROM voucher_use WHERE voucher_id = wanted AND state <> 'returned';
        IF used IS DISTINCT FROM (SELECT used_fen FROM voucher WHERE id = wanted) THEN
          RAISE EXCEPTION 'the uses of voucher % do not sum to what it used: %', wanted, used USING ERRCODE = 'check_violation', CONSTRAINT = 'voucher_uses';
        END IF;
        RETURN NULL;
      END $f$;
      CREATE CONSTRAINT TRIGGER voucher_uses AFTER INSERT OR UPDATE OR DELETE ON voucher_use
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_wrong_voucher_uses();
      CREATE CONSTRAINT TRIGGER voucher_uses AFTER UPDATE ON voucher
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_wrong_voucher_uses();

      CREATE TABLE subsidy_programme (
        id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name_zh           text NOT NULL CHECK (name_zh <> ''),
        name_en           text NOT NULL DEFAULT '',
        class_codes       text[] NOT NULL DEFAULT '{}',
        company_ids       bigint[] NOT NULL DEFAULT '{}',
        share_bps         int NOT NULL CHECK (share_bps BETWEEN 1 AND 10000),
        company_month_fen bigint CHECK (company_month_fen > 0),
        company_year_fen  bigint CHECK (company_year_fen > 0),
        budget_fen        bigint CHECK (budget_fen > 0),
        used_fen          bigint NOT NULL DEFAULT 0,
        first_month       date NOT NULL CHECK (extract(day FROM first_month) = 1),
        last_month        date CHECK (extract(day FROM last_month) = 1),
        scope             jsonb NOT NULL DEFAULT '{}',
        created_by        bigint NOT NULL REFERENCES member,
        created_at        timestamptz NOT NULL,
        version           int NOT NULL DEFAULT 1,
        CONSTRAINT subsidy_name UNIQUE (name_zh),
        CONSTRAINT subsidy_term CHECK (last_month IS NULL OR last_month >= first_month),
        CONSTRAINT subsidy_budget CHECK (used_fen >= 0 AND (budget_fen IS NULL OR used_fen <= budget_fen))
      );
      COMMENT ON TABLE subsidy_programme IS 'what the park itself pays of its tenants'' invoices; without classes and companies it is for all';
      COMMENT ON COLUMN subsidy_programme.company_month_fen IS 'at most so much a company and invoiced month; company_year_fen: and calendar year of those months';

      CREATE TABLE subsidy_grant (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id   bigint NOT NULL,
        programme_id bigint NOT NULL REFERENCES subsidy_programme,
        invoice_id   bigint NOT NULL,
        payment_id   bigint,
        month        date NOT NULL CHECK (extract(day FROM month) = 1),
        covered_fen  bigint NOT NULL,
        carried_fen  bigint NOT NULL DEFAULT 0 CHECK (carried_fen <= 0),
        amount_fen   bigint NOT NULL CHECK (amount_fen >= 0),
        granted_at   timestamptz NOT NULL,
        CONSTRAINT subsidy_grant_once UNIQUE (programme_id, invoice_id),
        CONSTRAINT subsidy_grant_paid CHECK ((amount_fen > 0) = (payment_id IS NOT NULL)),
        FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id),
        FOREIGN KEY (company_id, payment_id) REFERENCES payment (company_id, id)
      );
      CREATE INDEX subsidy_grant_company ON subsidy_grant (company_id, programme_id, month);
      CREATE INDEX subsidy_grant_invoice ON subsidy_grant (invoice_id);
      COMMENT ON COLUMN subsidy_grant.carried_fen IS 'credits that were more than this invoice covered; they lessen what later invoices are granted';

      CREATE FUNCTION refuse_wrong_subsidy() RETURNS trigger LANGUAGE plpgsql AS $f$
      DECLARE p subsidy_programme; a_month bigint; a_year bigint;
      BEGIN
        SELECT * INTO p FROM subsidy_programme WHERE id = NEW.programme_id;
        SELECT coalesce(sum(amount_fen) FILTER (WHERE month = NEW.month), 0), coalesce(sum(amount_fen), 0) INTO a_month, a_year FROM subsidy_grant
        WHERE programme_id = p.id AND company_id = NEW.company_id
          AND month >= date_trunc('year', NEW.month) AND month < date_trunc('year', NEW.month) + interval '1 year';
        IF NEW.amount_fen > 0 AND (a_month > p.company_month_fen OR a_year > p.company_year_fen) THEN
          RAISE EXCEPTION 'programme % grants company % more than its limit', p.id, NEW.company_id USING ERRCODE = 'check_violation', CONSTRAINT = 'subsidy_limits';
        END IF;
        RETURN NULL;
      END $f$;
      CREATE CONSTRAINT TRIGGER subsidy_limits AFTER INSERT ON subsidy_grant
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_wrong_subsidy();

      CREATE FUNCTION refuse_change_of_subsidy_grant() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        RAISE EXCEPTION 'subsidy grant % is history', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'subsidy_grant_is_history';
      END $f$;
      CREATE TRIGGER subsidy_grant_is_history BEFORE UPDATE OR DELETE ON subsidy_grant
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_subsidy_grant();
      ${['voucher', 'voucher_use', 'subsidy_grant'].map(isolated).join('')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE subsidy_grant, subsidy_programme, voucher_use, voucher;
      DROP FUNCTION refuse_wrong_voucher_uses(), refuse_wrong_subsidy(), refuse_change_of_subsidy_grant();
      ALTER TABLE company DROP COLUMN affiliated_with_provider;
      ALTER TABLE park DROP COLUMN vouchers_by_company;
    `);
  }
}

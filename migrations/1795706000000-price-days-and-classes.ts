import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A price for a day and bands of a plan's own; what a company class takes off, and which class a company is in, each
 * from a day on (ADR 0031). What held before holds from 2000 on, so no price changes.
 */
export class PriceDaysAndClasses1795706000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE rate_plan
        ADD day_fen bigint CHECK (day_fen BETWEEN 0 AND 9007199254740991),
        ADD band_windows jsonb,
        ADD CONSTRAINT rate_plan_minimum_within_day CHECK (day_fen IS NULL OR minimum_charge_fen <= day_fen);
      COMMENT ON COLUMN rate_plan.day_fen IS 'what a started day of a session costs at most';
      COMMENT ON COLUMN rate_plan.band_windows IS 'null: the park''s';

      CREATE TABLE company_class_discount (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        class_code  text NOT NULL REFERENCES company_class,
        valid_from  date NOT NULL,
        valid_until date,
        rental_bps  int NOT NULL CHECK (rental_bps BETWEEN 0 AND 10000),
        session_bps int NOT NULL CHECK (session_bps BETWEEN 0 AND 10000),
        note        text NOT NULL DEFAULT '',
        created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
        CHECK (valid_until IS NULL OR valid_until > valid_from),
        CONSTRAINT class_discount_one_at_a_time
          EXCLUDE USING gist (class_code WITH =, daterange(valid_from, valid_until) WITH &&)
      );
      COMMENT ON COLUMN company_class_discount.valid_until IS 'first day it no longer holds; null: open';
      INSERT INTO company_class_discount (class_code, valid_from, rental_bps, session_bps)
        SELECT code, '2000-01-01', discount_bps, 0 FROM company_class;
      ALTER TABLE company_class DROP COLUMN discount_bps;

      CREATE TABLE company_class_period (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id  bigint NOT NULL REFERENCES company ON DELETE CASCADE,
        class_code  text NOT NULL REFERENCES company_class,
        valid_from  date NOT NULL,
        valid_until date,
        note        text NOT NULL DEFAULT '',
        created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
        CHECK (valid_until IS NULL OR valid_until > valid_from),
        CONSTRAINT company_class_one_at_a_time
          EXCLUDE USING gist (company_id WITH =, daterange(valid_from, valid_until) WITH &&)
      );
      COMMENT ON COLUMN company_class_period.valid_until IS 'first day it no longer holds; null: open';
      COMMENT ON COLUMN company.class_code IS 'the class it was registered in; what holds on a day: company_class_period';
      INSERT INTO company_class_period (company_id, class_code, valid_from) SELECT id, class_code, '2000-01-01' FROM company;
      ALTER TABLE company_class_period ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_company ON company_class_period TO parkbench_app
        USING ((SELECT current_setting('app.company', true)) = '*'
               OR company_id::text = (SELECT current_setting('app.company', true)));

      -- A company is in a class from its registration on, whoever registers it.
      CREATE FUNCTION begin_company_class() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $f$
      BEGIN
        INSERT INTO company_class_period (company_id, class_code, valid_from) VALUES (NEW.id, NEW.class_code, '2000-01-01');
        RETURN NEW;
      END $f$;
      CREATE TRIGGER company_begins_in_class AFTER INSERT ON company FOR EACH ROW EXECUTE FUNCTION begin_company_class();

      -- Asked by the catalogue too, which reads in no company's name: it gives a share away, and nothing else.
      CREATE FUNCTION company_discount_on(wanted_company bigint, day date)
        RETURNS TABLE (class_code text, rental_bps int, session_bps int)
        LANGUAGE sql STABLE STRICT PARALLEL SAFE SECURITY DEFINER SET search_path = public ROWS 1 AS $f$
        SELECT m.class_code, coalesce(d.rental_bps, 0), coalesce(d.session_bps, 0)
        FROM company_class_period m
        LEFT JOIN company_class_discount d ON d.class_code = m.class_code
          AND d.valid_from <= day AND (d.valid_until IS NULL OR d.valid_until > day)
        WHERE m.company_id = wanted_company AND m.valid_from <= day AND (m.valid_until IS NULL OR m.valid_until > day)
        LIMIT 1
      $f$;
      GRANT EXECUTE ON FUNCTION company_discount_on TO parkbench_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION company_discount_on(bigint, date);
      DROP TRIGGER company_begins_in_class ON company;
      DROP FUNCTION begin_company_class();
      UPDATE company c SET class_code = m.class_code FROM company_class_period m WHERE m.company_id = c.id AND m.valid_until IS NULL;
      ALTER TABLE company_class ADD discount_bps int NOT NULL DEFAULT 0 CHECK (discount_bps BETWEEN 0 AND 10000);
      UPDATE company_class k SET discount_bps = d.rental_bps FROM company_class_discount d
        WHERE d.class_code = k.code AND d.valid_until IS NULL;
      DROP TABLE company_class_period, company_class_discount;
      ALTER TABLE rate_plan DROP CONSTRAINT rate_plan_minimum_within_day, DROP COLUMN band_windows, DROP COLUMN day_fen;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is priced by the count (runs, samples, assistance, consumables), each with a tax of its own, and what was counted
 * at use (ADR 0029). A count is never edited: another one of the same thing stands in its place from then on.
 */
export class PriceAndKeepCounts1795704000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE rate_plan
        ADD COLUMN run_tax jsonb,
        ADD COLUMN sample_tax jsonb,
        ADD COLUMN counts_instead_of_hours boolean NOT NULL DEFAULT false,
        ADD COLUMN extras jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(extras) = 'array');
      COMMENT ON COLUMN rate_plan.run_tax IS 'null: taxed as a session';
      COMMENT ON COLUMN rate_plan.sample_tax IS 'null: taxed as a session';
      COMMENT ON COLUMN rate_plan.counts_instead_of_hours IS 'a session with runs or samples pays these and no hours; else it pays both';
      COMMENT ON COLUMN rate_plan.extras IS 'assistance and consumables: code, component, nameZh, nameEn, unit, unitFen, tax';

      CREATE TABLE reservation_count (
        id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id     bigint NOT NULL,
        reservation_id bigint NOT NULL,
        month          date CHECK (extract(day FROM month) = 1),
        component      text NOT NULL CHECK (component IN ('run', 'sample', 'assistance', 'consumable')),
        code           text NOT NULL CHECK ((code = '') = (component IN ('run', 'sample'))),
        count          int NOT NULL CHECK (count BETWEEN 0 AND 1000000),
        price          jsonb NOT NULL CHECK (jsonb_typeof(price) = 'object'),
        reason         text NOT NULL DEFAULT '',
        recorded_by    bigint NOT NULL REFERENCES member,
        recorded_at    timestamptz NOT NULL,
        FOREIGN KEY (company_id, reservation_id) REFERENCES reservation (company_id, id)
      );
      CREATE INDEX reservation_count_reservation ON reservation_count (reservation_id, id);
      CREATE INDEX reservation_count_company ON reservation_count (company_id, reservation_id);
      COMMENT ON COLUMN reservation_count.month IS 'of a rental: the month in which it was used; of a session: null';
      COMMENT ON COLUMN reservation_count.count IS 'whole units; minutes where the unit is the hour';
      COMMENT ON COLUMN reservation_count.price IS 'name, unit, price of one and tax, as they stood when it was counted';

      CREATE FUNCTION refuse_change_of_count() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        RAISE EXCEPTION 'a count is history: record another one';
      END $f$;
      CREATE TRIGGER count_is_history BEFORE UPDATE OR DELETE ON reservation_count
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_count();

      ALTER TABLE reservation_count ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_company ON reservation_count TO parkbench_app
        USING ((SELECT current_setting('app.company', true)) = '*'
               OR company_id::text = (SELECT current_setting('app.company', true)));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE reservation_count;
      DROP FUNCTION refuse_change_of_count();
      ALTER TABLE rate_plan DROP COLUMN extras, DROP COLUMN counts_instead_of_hours, DROP COLUMN sample_tax, DROP COLUMN run_tax;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The lookup of an instrument's plan goes through the categories only when it has no plan of its own, which is rare:
 * the catalogue asks once an instrument, an import of 20,000 rows three times.
 */
export class FindOwnPlanFirst1795500730000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION rate_plan_on(wanted_instrument bigint, day date) RETURNS bigint
        LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $f$
        SELECT coalesce(
          (SELECT p.id FROM rate_plan p
           WHERE p.instrument_id = wanted_instrument AND p.valid_from <= day AND (p.valid_until IS NULL OR p.valid_until > day)
           LIMIT 1),
          (WITH RECURSIVE above(category_id, depth) AS (
             SELECT i.category_id, 1 FROM instrument i WHERE i.id = wanted_instrument
             UNION ALL
             SELECT c.parent_id, a.depth + 1 FROM above a JOIN category c ON c.id = a.category_id
             WHERE c.parent_id IS NOT NULL AND a.depth < 16
           )
           SELECT p.id FROM above a
           JOIN rate_plan p ON p.category_id = a.category_id AND daterange(p.valid_from, p.valid_until) @> day
           ORDER BY a.depth LIMIT 1))
      $f$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION rate_plan_on(wanted_instrument bigint, day date) RETURNS bigint
        LANGUAGE sql STABLE CALLED ON NULL INPUT PARALLEL SAFE AS $f$
        WITH RECURSIVE above(category_id, depth) AS (
          SELECT i.category_id, 1 FROM instrument i WHERE i.id = wanted_instrument
          UNION ALL
          SELECT c.parent_id, a.depth + 1 FROM above a JOIN category c ON c.id = a.category_id
          WHERE c.parent_id IS NOT NULL AND a.depth < 16
        )
        SELECT f.id FROM (
          SELECT p.id, 0 AS depth FROM rate_plan p
          WHERE p.instrument_id = wanted_instrument AND daterange(p.valid_from, p.valid_until) @> day
          UNION ALL
          SELECT p.id, a.depth FROM above a
          JOIN rate_plan p ON p.category_id = a.category_id AND daterange(p.valid_from, p.valid_until) @> day
        ) f ORDER BY f.depth LIMIT 1
      $f$;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which rate plan prices an instrument on a day: its own, else its category's, else that of the nearest category
 * above (product.md, capability 2). In SQL because the catalogue, the instrument's page, the quote and the import all ask.
 */
export class AddRatePlanLookup1795500705000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION rate_plan_on(wanted_instrument bigint, day date) RETURNS bigint
        LANGUAGE sql STABLE PARALLEL SAFE AS $f$
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

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION rate_plan_on(bigint, date)');
  }
}

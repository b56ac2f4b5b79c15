import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which instruments can stand in for each other: those of one kind. What a manager writes counts; where nobody wrote
 * anything it is the stem of the Chinese name, without what only describes the make: 全自动毛细管电泳系统 and 毛细管电泳仪
 * are both 毛细管电泳, 离心机 5810R and 离心机（2号） both 离心机. Categories are too broad for it: microscopes and flow
 * cytometers are both 细胞分析.
 */
export class KnowEquivalents1795715000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION name_stem(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN coalesce(
          nullif(
            regexp_replace(
              regexp_replace(
                regexp_replace(
                  regexp_replace(name, '（[^）]*）|\\([^)]*\\)|【[^】]*】|\\[[^]]*\\]|\\s', '', 'g'),
                  '[-_#/+.A-Za-z]*[0-9][-_#/+.A-Za-z0-9]*(号|台)?$', ''),
                '^(全自动|半自动|进口|国产)+', ''),
              '(仪器|系统|设备|装置|仪)+$', ''),
            ''),
          regexp_replace(name, '\\s', '', 'g'));

      ALTER TABLE instrument
        ADD COLUMN own_kind text NOT NULL DEFAULT '',
        ADD COLUMN kind     text GENERATED ALWAYS AS (CASE WHEN own_kind = '' THEN name_stem(name_zh) ELSE own_kind END) STORED;
      CREATE INDEX instrument_kind ON instrument (kind, id);
      COMMENT ON COLUMN instrument.own_kind IS 'what it can stand in for, as a manager says; empty: by its name';
      COMMENT ON COLUMN instrument.kind IS 'instruments of the same kind can stand in for each other';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX instrument_kind;
      ALTER TABLE instrument DROP COLUMN kind, DROP COLUMN own_kind;
      DROP FUNCTION name_stem(text);
    `);
  }
}

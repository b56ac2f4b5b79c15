import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A reservation may hold its instrument in pieces (ADR 0025): what it holds is its period, less the gaps in it (windows
 * released to the pool, outages that a rental sits out), met with its pattern (the half days of a co-rent).
 */
export class LayOccupancyInPieces1795600000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE occupancy ADD COLUMN part int NOT NULL DEFAULT 0 CHECK (part >= 0);
      COMMENT ON COLUMN occupancy.part IS 'which piece of its source; 0 alone for what is held in one';
      DROP INDEX occupancy_source;
      CREATE UNIQUE INDEX occupancy_source ON occupancy (source_kind, source_id, instrument_id, part);

      ALTER TABLE reservation ADD COLUMN pattern jsonb;
      COMMENT ON COLUMN reservation.pattern IS 'of a co-rent: weekday 1..7 -> am | pm | day; null: it holds day and night';

      CREATE TABLE reservation_gap (
        id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id     bigint NOT NULL,
        reservation_id bigint NOT NULL,
        instrument_id  bigint NOT NULL REFERENCES instrument,
        kind           text NOT NULL CHECK (kind IN ('released', 'outage')),
        source_id      bigint,
        period         tstzrange NOT NULL CHECK (NOT isempty(period) AND lower(period) IS NOT NULL
                         AND upper(period) IS NOT NULL AND lower_inc(period) AND NOT upper_inc(period)),
        created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
        FOREIGN KEY (company_id, reservation_id) REFERENCES reservation (company_id, id)
      );
      CREATE INDEX reservation_gap_reservation ON reservation_gap (reservation_id);
      CREATE INDEX reservation_gap_source ON reservation_gap (kind, source_id);
      COMMENT ON COLUMN reservation_gap.source_id IS 'of kind outage: the outage that is sat out';

      ALTER TABLE reservation_gap ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_company ON reservation_gap TO parkbench_app
        USING ((SELECT current_setting('app.company', true)) = '*'
               OR company_id::text = (SELECT current_setting('app.company', true)));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE reservation_gap;
      ALTER TABLE reservation DROP COLUMN pattern;
      DROP INDEX occupancy_source;
      ALTER TABLE occupancy DROP COLUMN part;
      CREATE UNIQUE INDEX occupancy_source ON occupancy (source_kind, source_id, instrument_id);
    `);
  }
}

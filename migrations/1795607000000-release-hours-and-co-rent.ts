import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Released hours of a rental, with the share that was promised, and rentals shared by half days (ADR 0021). */
export class ReleaseHoursAndCoRent1795607000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE park ADD COLUMN idle_share_bps int NOT NULL DEFAULT 5000 CHECK (idle_share_bps BETWEEN 0 AND 10000);
      COMMENT ON COLUMN park.idle_share_bps IS 'what a holder gets of the net that others pay for released hours';
      ALTER TABLE reservation ADD COLUMN idle_share_bps int CHECK (idle_share_bps BETWEEN 0 AND 10000);
      COMMENT ON COLUMN reservation.idle_share_bps IS 'the share promised when its first window was released';
      ALTER TABLE reservation_gap
        ADD CONSTRAINT released_once EXCLUDE USING gist (reservation_id WITH =, period WITH &&) WHERE (kind = 'released');

      CREATE TABLE co_rent (
        id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        instrument_id bigint NOT NULL REFERENCES instrument,
        shares_bps    int[] NOT NULL CHECK (cardinality(shares_bps) BETWEEN 2 AND 4 AND 1 <= ALL (shares_bps)),
        created_by    bigint NOT NULL REFERENCES member,
        created_at    timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE co_rent IS 'names no company: each co-renter has a reservation of its own and sees nothing of the others';
      ALTER TABLE reservation
        ADD COLUMN co_rent_id bigint REFERENCES co_rent,
        ADD COLUMN co_rent_part int CHECK (co_rent_part BETWEEN 1 AND 4),
        ADD CONSTRAINT reservation_co_rent CHECK (
          (co_rent_id IS NULL) = (co_rent_part IS NULL) AND (co_rent_id IS NULL) = (pattern IS NULL));
      CREATE UNIQUE INDEX reservation_co_rent_part ON reservation (co_rent_id, co_rent_part) WHERE co_rent_id IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE reservation DROP CONSTRAINT reservation_co_rent, DROP COLUMN co_rent_part, DROP COLUMN co_rent_id,
        DROP COLUMN idle_share_bps;
      DROP TABLE co_rent;
      ALTER TABLE reservation_gap DROP CONSTRAINT released_once;
      ALTER TABLE park DROP COLUMN idle_share_bps;
    `);
  }
}

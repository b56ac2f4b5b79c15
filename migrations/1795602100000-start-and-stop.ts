import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tenants start and stop their sessions themselves. Whether somebody else still has the instrument must be known then,
 * and not whose it is: row security hides the other's reservation, so a function of the owner's answers yes or no.
 */
export class StartAndStop1795602100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE park ADD COLUMN start_early_minutes int NOT NULL DEFAULT 15 CHECK (start_early_minutes BETWEEN 0 AND 240);
      COMMENT ON COLUMN park.start_early_minutes IS 'so long before its start a tenant may start a session';

      ALTER TABLE reservation ADD COLUMN paid_until timestamptz;
      COMMENT ON COLUMN reservation.paid_until IS
        'a running session was shortened: the end that was booked, and is owed unless the plan bills used time';

      CREATE FUNCTION is_still_out(instrument bigint, besides bigint) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
        RETURN EXISTS (SELECT FROM reservation r
          WHERE r.instrument_id = instrument AND r.id <> besides AND r.status IN ('active', 'overdue'));
      REVOKE ALL ON FUNCTION is_still_out FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION is_still_out TO parkbench_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION is_still_out;
      ALTER TABLE reservation DROP COLUMN paid_until;
      ALTER TABLE park DROP COLUMN start_early_minutes;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Private calendars: an address with 256 random bits, of which only the hash is kept. The park gets an id for the UIDs of
 * its events, which no move to another host changes, and a secret from which the UIDs of other people's time are made.
 * A mail keeps the invitation that it carries, so that sending it again sends the same.
 */
export class CreateCalendarFeeds1795608000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE calendar_feed (
        id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        token_hash    bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
        member_id     bigint NOT NULL REFERENCES member ON DELETE CASCADE,
        scope         text NOT NULL CHECK (scope IN ('person', 'company', 'instrument')),
        instrument_id bigint REFERENCES instrument,
        created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_read_at  timestamptz,
        revoked_at    timestamptz,
        CHECK ((scope = 'instrument') = (instrument_id IS NOT NULL))
      );
      CREATE INDEX calendar_feed_member ON calendar_feed (member_id) WHERE revoked_at IS NULL;

      ALTER TABLE park
        ADD calendar_id uuid NOT NULL DEFAULT gen_random_uuid(),
        ADD calendar_secret bytea NOT NULL
          DEFAULT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');

      ALTER TABLE mail
        ADD calendar_method text CHECK (calendar_method IN ('REQUEST', 'CANCEL')),
        ADD calendar text,
        ADD CHECK ((calendar IS NULL) = (calendar_method IS NULL));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE calendar_feed;
      ALTER TABLE park DROP calendar_id, DROP calendar_secret;
      ALTER TABLE mail DROP calendar, DROP calendar_method;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One notification a member, event and subject; each e-mail is a row that is sent once. */
export class CreateNotifications1795500500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE notification (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        member_id  bigint NOT NULL REFERENCES member,
        kind       text NOT NULL,
        dedupe_key text NOT NULL,
        title_zh   text NOT NULL,
        title_en   text NOT NULL,
        body_zh    text NOT NULL,
        body_en    text NOT NULL,
        link       text NOT NULL DEFAULT '/',
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        read_at    timestamptz,
        UNIQUE (member_id, dedupe_key)
      );
      CREATE INDEX notification_member ON notification (member_id, id DESC);

      CREATE TABLE mail (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        notification_id bigint UNIQUE REFERENCES notification,
        to_address      text NOT NULL,
        subject         text NOT NULL,
        body            text NOT NULL,
        created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
        sent_at         timestamptz,
        failed_at       timestamptz,
        attempts        int NOT NULL DEFAULT 0,
        next_try_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_error      text
      );
      CREATE INDEX mail_open ON mail (next_try_at) WHERE sent_at IS NULL AND failed_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE mail, notification');
  }
}

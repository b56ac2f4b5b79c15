import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Companies with checked credit codes, their classes, members with one role each, sessions and invitations. */
export class CreateIdentity1795500100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE company_class (
        code         text PRIMARY KEY CHECK (code ~ '^[a-z_]{2,32}$'),
        name_zh      text NOT NULL,
        name_en      text NOT NULL,
        discount_bps int NOT NULL DEFAULT 0 CHECK (discount_bps BETWEEN 0 AND 10000)
      );

      CREATE TABLE company (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name_zh      text NOT NULL UNIQUE,
        name_en      text NOT NULL,
        credit_code  char(18) NOT NULL UNIQUE,
        class_code   text NOT NULL REFERENCES company_class,
        address      text NOT NULL DEFAULT '',
        phone        text NOT NULL DEFAULT '',
        bank_name    text NOT NULL DEFAULT '',
        bank_account text NOT NULL DEFAULT '',
        invoice_email text NOT NULL DEFAULT '',
        suspended_at timestamptz,
        version      int NOT NULL DEFAULT 1,
        created_at   timestamptz NOT NULL DEFAULT clock_timestamp()
      );

      CREATE TABLE member (
        id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id    bigint REFERENCES company,
        email         text NOT NULL CHECK (email = lower(email)),
        name          text NOT NULL,
        phone         text NOT NULL DEFAULT '',
        role          text NOT NULL CHECK (role IN ('member', 'company_admin', 'manager', 'finance', 'admin')),
        password_hash text NOT NULL,
        locale        text NOT NULL DEFAULT 'zh-CN' CHECK (locale IN ('zh-CN', 'en')),
        email_notices boolean NOT NULL DEFAULT true,
        failed_logins int NOT NULL DEFAULT 0,
        locked_until  timestamptz,
        disabled_at   timestamptz,
        version       int NOT NULL DEFAULT 1,
        created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (company_id, id),
        CHECK ((role IN ('member', 'company_admin')) = (company_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX member_email ON member (email);

      CREATE TABLE session (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        token_hash   bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
        member_id    bigint NOT NULL REFERENCES member ON DELETE CASCADE,
        created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        expires_at   timestamptz NOT NULL,
        revoked_at   timestamptz,
        user_agent   text NOT NULL DEFAULT ''
      );
      CREATE INDEX session_member ON session (member_id) WHERE revoked_at IS NULL;

      CREATE TABLE invitation (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
        company_id bigint REFERENCES company,
        email      text NOT NULL,
        role       text NOT NULL CHECK (role IN ('member', 'company_admin', 'manager', 'finance', 'admin')),
        invited_by bigint NOT NULL REFERENCES member,
        expires_at timestamptz NOT NULL,
        used_at    timestamptz,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CHECK ((role IN ('member', 'company_admin')) = (company_id IS NOT NULL))
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE invitation, session, member, company, company_class');
  }
}

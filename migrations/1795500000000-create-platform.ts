import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Extensions, the runtime role, the park's one row and what every feature stands on:
 * audit trail, outbox, due work, idempotency keys.
 *
 * The application runs as `parkbench_app`, which owns nothing and cannot bypass row security.
 */
export class CreatePlatform1795500000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;
      CREATE EXTENSION IF NOT EXISTS pg_trgm;

      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'parkbench_app') THEN
          CREATE ROLE parkbench_app NOLOGIN;
        END IF;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$;
      DO $$ BEGIN
        EXECUTE format('GRANT parkbench_app TO %I', current_user);
      EXCEPTION WHEN unique_violation THEN NULL;
      END $$;
      GRANT USAGE ON SCHEMA public TO parkbench_app;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO parkbench_app;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO parkbench_app;

      CREATE TABLE park (
        id                 int PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        name_zh            text NOT NULL,
        name_en            text NOT NULL,
        time_zone          text NOT NULL DEFAULT 'Asia/Shanghai',
        currency           char(3) NOT NULL DEFAULT 'CNY',
        hold_hours         int NOT NULL DEFAULT 72 CHECK (hold_hours BETWEEN 1 AND 720),
        overdue_factor_bps int NOT NULL DEFAULT 15000 CHECK (overdue_factor_bps BETWEEN 10000 AND 100000),
        payment_due_days   int NOT NULL DEFAULT 15 CHECK (payment_due_days BETWEEN 0 AND 180),
        max_open_reservations int NOT NULL DEFAULT 40 CHECK (max_open_reservations > 0),
        max_weekly_hours   int NOT NULL DEFAULT 120 CHECK (max_weekly_hours > 0),
        overdue_invoice_limit_days int NOT NULL DEFAULT 60 CHECK (overdue_invoice_limit_days >= 0),
        opening_hours      jsonb NOT NULL,
        price_bands        jsonb NOT NULL,
        term_tiers         jsonb NOT NULL DEFAULT '[{"months":3,"bps":300},{"months":6,"bps":500},{"months":12,"bps":1000}]',
        seller             jsonb NOT NULL DEFAULT '{}',
        invoice_series     text NOT NULL DEFAULT 'PB' CHECK (invoice_series ~ '^[A-Z0-9]{1,8}$'),
        demo               boolean NOT NULL DEFAULT false,
        version            int NOT NULL DEFAULT 1
      );
      COMMENT ON COLUMN park.opening_hours IS 'weekday 1..7 -> [{fromMinute, toMinute}], park time';
      COMMENT ON COLUMN park.price_bands IS '[{band, weekdays, fromMinute, toMinute}], park time; the first that fits wins';

      CREATE TABLE park_holiday (
        day     date PRIMARY KEY,
        kind    text NOT NULL CHECK (kind IN ('holiday', 'workday')),
        name_zh text NOT NULL
      );

      CREATE TABLE audit_event (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at         timestamptz NOT NULL DEFAULT clock_timestamp(),
        actor_id   bigint,
        company_id bigint,
        action     text NOT NULL,
        entity     text NOT NULL,
        entity_id  bigint NOT NULL,
        data       jsonb NOT NULL DEFAULT '{}',
        reason     text
      );
      CREATE INDEX audit_event_entity ON audit_event (entity, entity_id, id);

      CREATE TABLE outbox (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        event        text NOT NULL,
        payload      jsonb NOT NULL,
        company_id   bigint,
        created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        processed_at timestamptz,
        attempts     int NOT NULL DEFAULT 0,
        last_error   text
      );
      CREATE INDEX outbox_open ON outbox (id) WHERE processed_at IS NULL;

      CREATE TABLE due_work (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind       text NOT NULL,
        subject_id bigint NOT NULL,
        due_at     timestamptz NOT NULL,
        dedupe_key text NOT NULL UNIQUE,
        done_at    timestamptz,
        attempts   int NOT NULL DEFAULT 0,
        next_try_at timestamptz,
        last_error text
      );
      CREATE INDEX due_work_open ON due_work (due_at) WHERE done_at IS NULL;
      CREATE INDEX due_work_subject ON due_work (kind, subject_id) WHERE done_at IS NULL;

      CREATE TABLE idempotency_key (
        member_id  bigint NOT NULL,
        key        text NOT NULL CHECK (length(key) BETWEEN 8 AND 255),
        route      text NOT NULL,
        body_hash  bytea NOT NULL,
        status     int NOT NULL,
        response   jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (member_id, key)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE idempotency_key, due_work, outbox, audit_event, park_holiday, park;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLES FROM parkbench_app;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE USAGE, SELECT ON SEQUENCES FROM parkbench_app;
      REVOKE USAGE ON SCHEMA public FROM parkbench_app;
    `);
  }
}

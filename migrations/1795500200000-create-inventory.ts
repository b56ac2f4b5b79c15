import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Instruments with the fields Chinese platforms file, categories as a tree, spreadsheet imports,
 * and effective-dated rate plans.
 *
 * `search_text` doubles every character (高效 -> 高高效效), because a trigram index cannot serve
 * words of two characters (reference/limits.md).
 */
export class CreateInventory1795500200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION doubled(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN regexp_replace(lower(t), '(.)', '\\1\\1', 'g');

      CREATE TABLE category (
        id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        parent_id bigint REFERENCES category,
        name_zh   text NOT NULL,
        name_en   text NOT NULL DEFAULT '',
        UNIQUE NULLS NOT DISTINCT (parent_id, name_zh)
      );

      CREATE TABLE instrument (
        id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        asset_no            text NOT NULL UNIQUE,
        name_zh             text NOT NULL,
        name_en             text NOT NULL DEFAULT '',
        model               text NOT NULL DEFAULT '',
        manufacturer        text NOT NULL DEFAULT '',
        country             text NOT NULL DEFAULT '',
        serial_no           text NOT NULL DEFAULT '',
        category_id         bigint NOT NULL REFERENCES category,
        original_value_fen  bigint NOT NULL DEFAULT 0 CHECK (original_value_fen BETWEEN 0 AND 9007199254740991),
        purchased_on        date,
        in_use_since        date,
        location            text NOT NULL DEFAULT '',
        keeper              text NOT NULL DEFAULT '',
        keeper_phone        text NOT NULL DEFAULT '',
        specifications      text NOT NULL DEFAULT '',
        functions           text NOT NULL DEFAULT '',
        sharing_rules       text NOT NULL DEFAULT '',
        accessories         text NOT NULL DEFAULT '',
        custom_fields       jsonb NOT NULL DEFAULT '{}',
        status              text NOT NULL DEFAULT 'in_service' CHECK (status IN ('in_service', 'out_of_service', 'retired')),
        status_note         text NOT NULL DEFAULT '',
        opens_rental        boolean NOT NULL DEFAULT true,
        opens_session       boolean NOT NULL DEFAULT false,
        opens_run           boolean NOT NULL DEFAULT false,
        approval_required   boolean NOT NULL DEFAULT true,
        training_required   boolean NOT NULL DEFAULT false,
        calibration_valid_until date,
        calibration_blocks  boolean NOT NULL DEFAULT false,
        before_minutes      int NOT NULL DEFAULT 0 CHECK (before_minutes BETWEEN 0 AND 1440),
        after_minutes       int NOT NULL DEFAULT 0 CHECK (after_minutes BETWEEN 0 AND 1440),
        opening_hours       jsonb,
        min_months          int NOT NULL DEFAULT 1 CHECK (min_months BETWEEN 1 AND 60),
        max_months          int NOT NULL DEFAULT 24 CHECK (max_months BETWEEN 1 AND 60),
        increment_minutes   int NOT NULL DEFAULT 15 CHECK (increment_minutes BETWEEN 5 AND 240),
        min_session_minutes int NOT NULL DEFAULT 30 CHECK (min_session_minutes > 0),
        max_session_minutes int NOT NULL DEFAULT 720 CHECK (max_session_minutes > 0),
        notice_minutes      int NOT NULL DEFAULT 0 CHECK (notice_minutes >= 0),
        advance_days        int NOT NULL DEFAULT 730 CHECK (advance_days > 0),
        pinyin              text NOT NULL DEFAULT '',
        search_text         text GENERATED ALWAYS AS
          (doubled(name_zh || ' ' || name_en || ' ' || model || ' ' || manufacturer || ' ' || asset_no)) STORED,
        version             int NOT NULL DEFAULT 1,
        created_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at          timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX instrument_search ON instrument USING gin (search_text gin_trgm_ops);
      CREATE INDEX instrument_pinyin ON instrument USING gin (pinyin gin_trgm_ops);
      CREATE INDEX instrument_pinyin_prefix ON instrument (pinyin text_pattern_ops);
      CREATE INDEX instrument_category ON instrument (category_id, id);
      CREATE INDEX instrument_name ON instrument (name_zh, id);
      COMMENT ON COLUMN instrument.pinyin IS 'lower-case initials of the Chinese name, made by the application';
      COMMENT ON COLUMN instrument.opening_hours IS 'null: the park''s hours';

      CREATE TABLE import_mapping (
        signature  text PRIMARY KEY,
        mapping    jsonb NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );

      CREATE TABLE instrument_import (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        file_name   text NOT NULL,
        file_hash   bytea NOT NULL,
        status      text NOT NULL DEFAULT 'uploaded'
          CHECK (status IN ('uploaded', 'parsing', 'preview', 'importing', 'imported', 'failed')),
        header_row  int,
        headers     jsonb,
        mapping     jsonb,
        total_rows  int NOT NULL DEFAULT 0,
        done_rows   int NOT NULL DEFAULT 0,
        summary     jsonb NOT NULL DEFAULT '{}',
        error       text,
        created_by  bigint NOT NULL REFERENCES member,
        created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
        finished_at timestamptz
      );
      CREATE TABLE instrument_import_row (
        import_id bigint NOT NULL REFERENCES instrument_import ON DELETE CASCADE,
        row_no    int NOT NULL,
        cells     jsonb NOT NULL,
        record    jsonb,
        problems  jsonb NOT NULL DEFAULT '[]',
        verdict   text NOT NULL DEFAULT 'pending' CHECK (verdict IN ('pending', 'new', 'changed', 'same', 'skipped', 'invalid')),
        PRIMARY KEY (import_id, row_no)
      );

      CREATE TABLE rate_plan (
        id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        instrument_id  bigint REFERENCES instrument,
        category_id    bigint REFERENCES category,
        valid_from     date NOT NULL,
        valid_until    date,
        monthly_fen    bigint CHECK (monthly_fen BETWEEN 0 AND 9007199254740991),
        min_months     int NOT NULL DEFAULT 1 CHECK (min_months BETWEEN 1 AND 60),
        term_tiers     jsonb NOT NULL DEFAULT '[]',
        hourly         jsonb NOT NULL DEFAULT '[]',
        increment_minutes int NOT NULL DEFAULT 15 CHECK (increment_minutes BETWEEN 1 AND 240),
        minimum_charge_fen bigint NOT NULL DEFAULT 0 CHECK (minimum_charge_fen >= 0),
        bill_basis     text NOT NULL DEFAULT 'longer' CHECK (bill_basis IN ('booked', 'used', 'longer')),
        run_fen        bigint CHECK (run_fen >= 0),
        sample_fen     bigint CHECK (sample_fen >= 0),
        deposit_fen    bigint CHECK (deposit_fen >= 0),
        rental_tax     jsonb NOT NULL DEFAULT '{"rateBps":1300,"code":"3040502019900000000","itemName":"*经营租赁*仪器设备租赁费"}',
        session_tax    jsonb NOT NULL DEFAULT '{"rateBps":1300,"code":"3040502019900000000","itemName":"*经营租赁*仪器设备租赁费"}',
        free_cancel_hours int NOT NULL DEFAULT 72 CHECK (free_cancel_hours >= 0),
        late_cancel_bps int NOT NULL DEFAULT 3000 CHECK (late_cancel_bps BETWEEN 0 AND 10000),
        no_show_bps    int NOT NULL DEFAULT 5000 CHECK (no_show_bps BETWEEN 0 AND 10000),
        note           text NOT NULL DEFAULT '',
        version        int NOT NULL DEFAULT 1,
        created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
        CHECK ((instrument_id IS NULL) <> (category_id IS NULL)),
        CHECK (valid_until IS NULL OR valid_until > valid_from),
        CONSTRAINT rate_plan_one_at_a_time_instrument
          EXCLUDE USING gist (instrument_id WITH =, daterange(valid_from, valid_until) WITH &&) WHERE (instrument_id IS NOT NULL),
        CONSTRAINT rate_plan_one_at_a_time_category
          EXCLUDE USING gist (category_id WITH =, daterange(valid_from, valid_until) WITH &&) WHERE (category_id IS NOT NULL)
      );
      CREATE INDEX rate_plan_instrument ON rate_plan (instrument_id, valid_from DESC);
      COMMENT ON COLUMN rate_plan.valid_until IS 'first day it no longer holds; null: open';
      COMMENT ON COLUMN rate_plan.deposit_fen IS 'null: one monthly price';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE rate_plan, instrument_import_row, instrument_import, import_mapping, instrument, category;
      DROP FUNCTION doubled(text);
    `);
  }
}

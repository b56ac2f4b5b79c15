import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who has the instrument. Whatever takes one is a row in \`occupancy\`; PostgreSQL refuses the second
 * of two overlapping rows, whichever path wrote it (rules §2). The table names no company, so reading
 * what is free can never tell who took it.
 */
export class CreateReservations1795500300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE occupancy (
        id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        instrument_id bigint NOT NULL REFERENCES instrument,
        period        tstzrange NOT NULL,
        source_kind   text NOT NULL CHECK (source_kind IN ('reservation', 'outage', 'closure', 'hold')),
        source_id     bigint NOT NULL,
        CONSTRAINT occupancy_period_is_half_open CHECK (
          NOT isempty(period) AND lower(period) IS NOT NULL AND upper(period) IS NOT NULL
          AND lower_inc(period) AND NOT upper_inc(period)),
        CONSTRAINT occupancy_no_overlap EXCLUDE USING gist (instrument_id WITH =, period WITH &&)
      );
      CREATE UNIQUE INDEX occupancy_source ON occupancy (source_kind, source_id, instrument_id);

      CREATE TABLE reservation (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id      bigint NOT NULL REFERENCES company,
        member_id       bigint NOT NULL,
        instrument_id   bigint NOT NULL REFERENCES instrument,
        kind            text NOT NULL CHECK (kind IN ('rental', 'session')),
        status          text NOT NULL CHECK (status IN
          ('requested', 'confirmed', 'active', 'overdue', 'completed', 'cancelled', 'rejected', 'lapsed', 'no_show')),
        starts_at       timestamptz NOT NULL,
        ends_at         timestamptz NOT NULL CHECK (ends_at > starts_at),
        starts_on       date,
        months          int CHECK (months BETWEEN 1 AND 120),
        purpose         text NOT NULL DEFAULT '',
        project         text NOT NULL DEFAULT '',
        rd_use          boolean NOT NULL DEFAULT true,
        quote           jsonb NOT NULL,
        total_fen       bigint NOT NULL CHECK (total_fen >= 0),
        deposit_fen     bigint NOT NULL DEFAULT 0 CHECK (deposit_fen >= 0),
        hold_expires_at timestamptz,
        decided_at      timestamptz,
        decided_by      bigint REFERENCES member,
        decision_reason text,
        handed_over_at  timestamptz,
        returned_at     timestamptz,
        returned_on     date,
        cancelled_at    timestamptz,
        fee_fen         bigint NOT NULL DEFAULT 0,
        fee_waived      boolean NOT NULL DEFAULT false,
        version         int NOT NULL DEFAULT 1,
        created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (company_id, id),
        FOREIGN KEY (company_id, member_id) REFERENCES member (company_id, id),
        CHECK ((kind = 'rental') = (starts_on IS NOT NULL AND months IS NOT NULL)),
        CHECK (status <> 'requested' OR hold_expires_at IS NOT NULL)
      );
      CREATE INDEX reservation_company ON reservation (company_id, starts_at DESC);
      CREATE INDEX reservation_instrument ON reservation (instrument_id, starts_at);
      CREATE INDEX reservation_requested ON reservation (created_at) WHERE status = 'requested';
      CREATE INDEX reservation_open ON reservation (company_id) WHERE status IN ('requested', 'confirmed', 'active', 'overdue');
      COMMENT ON COLUMN reservation.quote IS 'the price it was quoted: plan snapshot and lines; never recomputed from the plan';

      CREATE TABLE reservation_segment (
        reservation_id   bigint NOT NULL REFERENCES reservation,
        segment          int NOT NULL CHECK (segment >= 1),
        from_month       int NOT NULL CHECK (from_month >= 0),
        months           int NOT NULL CHECK (months > 0),
        list_monthly_fen bigint NOT NULL CHECK (list_monthly_fen >= 0),
        monthly_fen      bigint NOT NULL CHECK (monthly_fen >= 0),
        term_tiers       jsonb NOT NULL,
        company_bps      int NOT NULL DEFAULT 0,
        min_months       int NOT NULL DEFAULT 1,
        tax              jsonb NOT NULL,
        rate_plan_id     bigint NOT NULL REFERENCES rate_plan,
        quoted_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (reservation_id, segment)
      );
      COMMENT ON COLUMN reservation_segment.from_month IS 'months after the rental''s start: dates are addMonths(starts_on, from_month)';

      CREATE TABLE handover (
        id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        reservation_id bigint NOT NULL REFERENCES reservation,
        direction      text NOT NULL CHECK (direction IN ('out', 'back')),
        at             timestamptz NOT NULL,
        condition      text NOT NULL CHECK (condition IN ('good', 'worn', 'damaged')),
        note           text NOT NULL DEFAULT '',
        by_member_id   bigint NOT NULL REFERENCES member,
        created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (reservation_id, direction)
      );

      CREATE TABLE outage (
        id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        instrument_id bigint NOT NULL REFERENCES instrument,
        kind          text NOT NULL CHECK (kind IN ('maintenance', 'calibration', 'closure')),
        status        text NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'ended', 'cancelled')),
        starts_at     timestamptz NOT NULL,
        ends_at       timestamptz NOT NULL CHECK (ends_at > starts_at),
        reason        text NOT NULL,
        created_by    bigint NOT NULL REFERENCES member,
        version       int NOT NULL DEFAULT 1,
        created_at    timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX outage_instrument ON outage (instrument_id, starts_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE outage, handover, reservation_segment, reservation, occupancy');
  }
}

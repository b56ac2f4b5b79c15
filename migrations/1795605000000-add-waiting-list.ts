import type { MigrationInterface, QueryRunner } from 'typeorm';

const companyTables = ['waiting_list_entry', 'waiting_list_offer', 'freed_alert'];

/**
 * Who waits for time on what, what is offered to whom, and who wants to hear of freed time. What an offer holds is a row
 * of \`occupancy\` (source_kind hold), so that nobody else can have it meanwhile, whichever path they take (rules §2).
 */
export class AddWaitingList1795605000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE park
        ADD COLUMN offer_session_minutes int NOT NULL DEFAULT 15 CHECK (offer_session_minutes BETWEEN 2 AND 1440),
        ADD COLUMN offer_rental_hours int NOT NULL DEFAULT 24 CHECK (offer_rental_hours BETWEEN 1 AND 168);
      COMMENT ON COLUMN park.offer_session_minutes IS 'how long a session offered from the waiting list is held';

      CREATE TABLE waiting_list_entry (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id      bigint NOT NULL REFERENCES company,
        member_id       bigint NOT NULL,
        status          text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'offered', 'booked', 'left', 'ended')),
        target          text NOT NULL CHECK (target IN ('instrument', 'equivalent', 'category')),
        instrument_id   bigint REFERENCES instrument,
        category_id     bigint REFERENCES category,
        kind            text NOT NULL CHECK (kind IN ('session', 'rental')),
        length_minutes  int CHECK (length_minutes BETWEEN 1 AND 44640),
        window_start    timestamptz,
        window_end      timestamptz CHECK (window_end > window_start),
        weekdays        int[] CHECK (weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7] AND cardinality(weekdays) > 0),
        from_minute     int CHECK (from_minute BETWEEN 0 AND 1439),
        to_minute       int CHECK (to_minute BETWEEN 1 AND 1440 AND to_minute > from_minute),
        months          int CHECK (months BETWEEN 1 AND 120),
        first_day       date,
        last_day        date CHECK (last_day >= first_day),
        wanted          tstzrange NOT NULL CHECK (NOT isempty(wanted)),
        waits_until     timestamptz NOT NULL,
        purpose         text NOT NULL DEFAULT '',
        project         text NOT NULL DEFAULT '',
        rd_use          boolean NOT NULL DEFAULT true,
        reservation_id  bigint,
        created_at      timestamptz NOT NULL,
        updated_at      timestamptz NOT NULL,
        UNIQUE (company_id, id),
        FOREIGN KEY (company_id, member_id) REFERENCES member (company_id, id),
        FOREIGN KEY (company_id, reservation_id) REFERENCES reservation (company_id, id),
        CHECK ((target = 'category') = (instrument_id IS NULL)),
        CHECK ((target = 'category') = (category_id IS NOT NULL)),
        CHECK ((kind = 'session') = (length_minutes IS NOT NULL AND window_start IS NOT NULL AND window_end IS NOT NULL)),
        CHECK ((kind = 'rental') = (months IS NOT NULL AND first_day IS NOT NULL AND last_day IS NOT NULL)),
        CHECK ((from_minute IS NULL) = (to_minute IS NULL)),
        CHECK ((status = 'booked') = (reservation_id IS NOT NULL))
      );
      COMMENT ON COLUMN waiting_list_entry.wanted IS 'all the time that it could take; who wants some of the same time waits in one queue';
      CREATE INDEX waiting_list_company ON waiting_list_entry (company_id, id DESC);
      CREATE INDEX waiting_list_for_instrument ON waiting_list_entry (instrument_id, id) WHERE status IN ('waiting', 'offered');
      CREATE INDEX waiting_list_for_category ON waiting_list_entry (category_id, id) WHERE status IN ('waiting', 'offered');

      CREATE TABLE waiting_list_offer (
        id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id    bigint NOT NULL,
        entry_id      bigint NOT NULL,
        instrument_id bigint NOT NULL REFERENCES instrument,
        status        text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
        starts_at     timestamptz NOT NULL,
        ends_at       timestamptz NOT NULL CHECK (ends_at > starts_at),
        expires_at    timestamptz NOT NULL,
        created_at    timestamptz NOT NULL,
        closed_at     timestamptz,
        FOREIGN KEY (company_id, entry_id) REFERENCES waiting_list_entry (company_id, id),
        CHECK ((status = 'open') = (closed_at IS NULL))
      );
      CREATE UNIQUE INDEX waiting_list_one_open_offer ON waiting_list_offer (entry_id) WHERE status = 'open';
      CREATE UNIQUE INDEX waiting_list_one_offer_of_slot ON waiting_list_offer (instrument_id, starts_at) WHERE status = 'open';
      CREATE INDEX waiting_list_offers_of_entry ON waiting_list_offer (entry_id, id);

      CREATE TABLE freed_alert (
        id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id    bigint NOT NULL REFERENCES company,
        member_id     bigint NOT NULL,
        instrument_id bigint REFERENCES instrument,
        category_id   bigint REFERENCES category,
        min_minutes   int NOT NULL CHECK (min_minutes BETWEEN 15 AND 44640),
        within_days   int NOT NULL CHECK (within_days BETWEEN 1 AND 365),
        weekdays      int[] CHECK (weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7] AND cardinality(weekdays) > 0),
        from_minute   int CHECK (from_minute BETWEEN 0 AND 1439),
        to_minute     int CHECK (to_minute BETWEEN 1 AND 1440 AND to_minute > from_minute),
        by_mail       boolean NOT NULL DEFAULT false,
        created_at    timestamptz NOT NULL,
        FOREIGN KEY (company_id, member_id) REFERENCES member (company_id, id),
        CHECK ((instrument_id IS NULL) <> (category_id IS NULL)),
        CHECK ((from_minute IS NULL) = (to_minute IS NULL))
      );
      CREATE INDEX freed_alert_member ON freed_alert (member_id);
      CREATE INDEX freed_alert_instrument ON freed_alert (instrument_id);
      CREATE INDEX freed_alert_category ON freed_alert (category_id);

      CREATE TABLE freed_time (
        id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        instrument_id bigint NOT NULL REFERENCES instrument,
        period        tstzrange NOT NULL CHECK (NOT isempty(period)),
        cause         text NOT NULL UNIQUE,
        created_at    timestamptz NOT NULL
      );
      COMMENT ON TABLE freed_time IS 'what got free and nobody has looked at yet; names nobody; gone once it was looked at';

      CREATE FUNCTION category_path(wanted bigint) RETURNS bigint[]
        LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $f$
        WITH RECURSIVE above(id) AS (
          SELECT wanted UNION SELECT c.parent_id FROM above a JOIN category c ON c.id = a.id WHERE c.parent_id IS NOT NULL
        ) SELECT array_agg(id) FROM above
      $f$;
      COMMENT ON FUNCTION category_path IS 'a category and all those above it';

      CREATE TABLE waiting_list_sweep (one boolean PRIMARY KEY DEFAULT true CHECK (one), swept_at timestamptz NOT NULL);
      INSERT INTO waiting_list_sweep (swept_at) VALUES ('2000-01-01T00:00:00Z');
      COMMENT ON TABLE waiting_list_sweep IS 'when all that waits was last looked at without anything having happened';
    `);
    for (const table of companyTables) {
      await db.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own_company ON ${table} TO parkbench_app
          USING ((SELECT current_setting('app.company', true)) = '*'
                 OR company_id::text = (SELECT current_setting('app.company', true)));
      `);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION category_path;
      DROP TABLE waiting_list_sweep, freed_time, freed_alert, waiting_list_offer, waiting_list_entry;
      ALTER TABLE park DROP COLUMN offer_session_minutes, DROP COLUMN offer_rental_hours;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['audit_event', 'audit_link', 'audit_check'];

/**
 * The audit trail shows tampering: each event is hashed together with the hash before it. Links are laid behind the
 * writes by `seal_audit`, so a write takes no lock and waits for nobody; `txid` says which events may still come.
 * Rows of before have txid 0 (a constant: nothing is rewritten) and are sealed in batches like any others.
 */
export class ChainAuditTrail1795711000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE audit_event ADD COLUMN txid xid8 NOT NULL DEFAULT '0';
      ALTER TABLE audit_event ALTER COLUMN txid SET DEFAULT pg_current_xact_id();
      COMMENT ON COLUMN audit_event.txid IS 'whose transaction wrote it: what is older than every running one is complete';
      CREATE INDEX audit_event_txid ON audit_event (txid, id);
      REVOKE UPDATE, DELETE ON audit_event FROM parkbench_app;
      ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
      CREATE POLICY anyone_records ON audit_event FOR INSERT TO parkbench_app WITH CHECK (true);
      CREATE POLICY own_company ON audit_event FOR SELECT TO parkbench_app
        USING ((SELECT current_setting('app.company', true)) = '*' OR company_id::text = (SELECT current_setting('app.company', true)));

      CREATE TABLE audit_link (
        seq       bigint PRIMARY KEY CHECK (seq > 0),
        event_id  bigint NOT NULL UNIQUE,
        prev_hash bytea NOT NULL UNIQUE,
        hash      bytea NOT NULL CHECK (length(hash) = 32)
      );
      COMMENT ON TABLE audit_link IS 'no foreign key to the event: a link outlives what was deleted, and shows it';
      REVOKE INSERT, UPDATE, DELETE ON audit_link FROM parkbench_app;

      CREATE TABLE audit_head (
        id        int PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        genesis   bytea NOT NULL,
        seq       bigint NOT NULL DEFAULT 0,
        hash      bytea NOT NULL,
        open_txid xid8 NOT NULL DEFAULT '0',
        open_id   bigint NOT NULL DEFAULT 0,
        cluster   bigint NOT NULL
      );
      COMMENT ON COLUMN audit_head.genesis IS 'what the first link follows: the name of this chain';
      COMMENT ON COLUMN audit_head.open_txid IS 'with open_id: every event before it is sealed; a hint, the links decide';
      COMMENT ON COLUMN audit_head.cluster IS 'the server whose transactions open_txid counts; on another one it says nothing';
      REVOKE INSERT, UPDATE, DELETE ON audit_head FROM parkbench_app;
      WITH new AS (SELECT sha256(uuid_send(gen_random_uuid())) genesis)
      INSERT INTO audit_head (genesis, hash, cluster) SELECT genesis, genesis, system_identifier FROM new, pg_control_system();

      CREATE TABLE audit_check (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        day        date NOT NULL,
        started_at timestamptz NOT NULL,
        ended_at   timestamptz NOT NULL,
        seq        bigint NOT NULL,
        hash       bytea NOT NULL,
        faults     int NOT NULL DEFAULT 0,
        fault      text CHECK (fault IN ('head_missing', 'head_differs', 'link_missing', 'link_changed', 'event_missing', 'event_changed', 'not_sealed', 'checkpoint_differs')),
        fault_seq  bigint,
        event_id   bigint,
        CHECK ((faults = 0) = (fault IS NULL))
      );
      CREATE INDEX audit_check_day ON audit_check (day);
      COMMENT ON TABLE audit_check IS 'what each check of the whole chain found; its seq and hash are a checkpoint that later checks compare with';
      COMMENT ON COLUMN audit_check.fault IS 'the first; null: none';
      REVOKE UPDATE, DELETE ON audit_check FROM parkbench_app;

      CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        RAISE EXCEPTION 'the audit trail is only added to';
      END $f$;
    `);
    for (const table of tables) {
      await db.query(`
        CREATE TRIGGER ${table}_stands BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();
        CREATE TRIGGER ${table}_stays BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
      `);
    }
    await db.query(`
      CREATE FUNCTION refuse_rewind_of_audit_head() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        IF TG_OP <> 'UPDATE' OR NEW.seq < OLD.seq OR NEW.genesis <> OLD.genesis OR NEW.seq = OLD.seq AND NEW.hash <> OLD.hash THEN
          RAISE EXCEPTION 'the head of the audit trail only goes on';
        END IF;
        RETURN NEW;
      END $f$;
      CREATE TRIGGER audit_head_goes_on BEFORE UPDATE OR DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION refuse_rewind_of_audit_head();
      CREATE TRIGGER audit_head_stays BEFORE TRUNCATE ON audit_head FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();

      CREATE FUNCTION audit_text(e audit_event) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $f$
        SELECT jsonb_build_array(e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.actor_id, e.company_id,
          e.action, e.entity, e.entity_id, e.data, e.reason, e.txid::text)::text
      $f$;
      COMMENT ON FUNCTION audit_text IS 'every column of an event as the one text that is hashed; never changed: what is sealed could not be recomputed';

      CREATE FUNCTION seal_audit(most int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $f$
      DECLARE
        head audit_head;
        event record;
        here bigint;
        now_running pg_snapshot;
        until xid8 := '18446744073709551615';
        link bytea;
        last_txid xid8;
        last_id bigint;
        sealed int := 0;
      BEGIN
        -- Who comes second waits here, and then sees the links of the first.
        SELECT * INTO head FROM audit_head FOR UPDATE;
        IF NOT FOUND THEN RETURN 0; END IF;
        SELECT system_identifier INTO here FROM pg_control_system();
        now_running := pg_current_snapshot();
        IF head.cluster = here THEN
          -- What was written elsewhere and bears a number that is still to come here was sealed when it arrived.
          until := pg_snapshot_xmax(now_running);
        ELSE
          head.open_txid := '0';
          head.open_id := 0;
        END IF;
        FOR event IN
          SELECT e.txid, e.id, convert_to(audit_text(e), 'UTF8') body FROM audit_event e
          WHERE (e.txid, e.id) >= (head.open_txid, head.open_id) AND e.txid <= until
            AND NOT EXISTS (SELECT FROM audit_link l WHERE l.event_id = e.id)
          ORDER BY e.txid, e.id LIMIT most
        LOOP
          link := sha256(head.hash || event.body);
          head.seq := head.seq + 1;
          INSERT INTO audit_link (seq, event_id, prev_hash, hash) VALUES (head.seq, event.id, head.hash, link);
          head.hash := link;
          last_txid := event.txid;
          last_id := event.id;
          sealed := sealed + 1;
        END LOOP;
        IF sealed = 0 AND head.cluster = here THEN RETURN 0; END IF;
        -- Below the oldest running transaction nothing can still come.
        IF sealed = most AND last_txid < pg_snapshot_xmin(now_running) THEN
          head.open_txid := last_txid;
          head.open_id := last_id + 1;
        ELSE
          head.open_txid := pg_snapshot_xmin(now_running);
          head.open_id := 0;
        END IF;
        IF sealed < most THEN head.cluster := here; END IF;
        UPDATE audit_head SET seq = head.seq, hash = head.hash, open_txid = head.open_txid, open_id = head.open_id, cluster = head.cluster;
        RETURN sealed;
      END $f$;
      COMMENT ON FUNCTION seal_audit IS 'links up to so many committed events to the chain and says how many; below \`most\`: none is left';
      REVOKE ALL ON FUNCTION seal_audit FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION seal_audit TO parkbench_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION seal_audit(int);
      DROP FUNCTION audit_text(audit_event);
      DROP TABLE audit_check, audit_head, audit_link;
      DROP TRIGGER audit_event_stands ON audit_event;
      DROP TRIGGER audit_event_stays ON audit_event;
      DROP FUNCTION refuse_rewind_of_audit_head(), refuse_change_of_audit();
      DROP POLICY own_company ON audit_event;
      DROP POLICY anyone_records ON audit_event;
      ALTER TABLE audit_event DISABLE ROW LEVEL SECURITY, DROP COLUMN txid;
      GRANT UPDATE, DELETE ON audit_event TO parkbench_app;
    `);
  }
}

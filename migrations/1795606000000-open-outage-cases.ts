import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Outages as cases (ADR 0020): one may be announced before it is planned, and asks the owner of every reservation in
 * its way what is to become of it. An equivalent is held meanwhile, under a kind of its own: ids of offers from the
 * waiting list and of cases never meet. Charges of rent that is abated, or credited for released hours, get their kinds.
 */
export class OpenOutageCases1795606000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE charge
        DROP CONSTRAINT charge_component_check,
        ADD CONSTRAINT charge_component_check CHECK (component IN
          ('rent', 'abatement', 'idle_credit', 'session', 'overdue', 'cancellation', 'no_show'));
      ALTER TABLE occupancy
        DROP CONSTRAINT occupancy_source_kind_check,
        ADD CONSTRAINT occupancy_source_kind_check CHECK (source_kind IN ('reservation', 'outage', 'closure', 'hold', 'case'));
      COMMENT ON COLUMN occupancy.source_kind IS 'case: an equivalent held for the owner of a reservation that an outage displaces';

      ALTER TABLE park ADD COLUMN outage_abatement_minutes int NOT NULL DEFAULT 240 CHECK (outage_abatement_minutes BETWEEN 1 AND 1440);
      COMMENT ON COLUMN park.outage_abatement_minutes IS 'from how many minutes of outage on no rent is owed for a day';

      ALTER TABLE outage
        DROP CONSTRAINT outage_kind_check,
        ADD CONSTRAINT outage_kind_check CHECK (kind IN ('maintenance', 'calibration', 'closure', 'fault')),
        DROP CONSTRAINT outage_status_check,
        ADD CONSTRAINT outage_status_check CHECK (status IN ('announced', 'planned', 'ended', 'cancelled')),
        ADD COLUMN case_no text,
        ADD COLUMN answer_by timestamptz,
        ADD COLUMN open_ended boolean NOT NULL DEFAULT false,
        ADD COLUMN open_cases int NOT NULL DEFAULT 0 CHECK (open_cases >= 0),
        ADD COLUMN abate_from_minutes int NOT NULL DEFAULT 240;
      UPDATE outage SET case_no = 'OC-' || to_char(created_at, 'YYYY') || '-' || lpad(id::text, greatest(4, length(id::text)), '0');
      ALTER TABLE outage ALTER COLUMN case_no SET NOT NULL, ADD CONSTRAINT outage_case_no UNIQUE (case_no);
      COMMENT ON COLUMN outage.open_ended IS 'nobody knows yet when it ends: ends_at moves on day by day until somebody does';
      COMMENT ON COLUMN outage.open_cases IS 'how many owners have not answered; here, so that an owner who answers need not see the cases of others';
      COMMENT ON COLUMN outage.abate_from_minutes IS 'the park''s setting when it was laid: a later change abates nothing anew';

      CREATE TABLE outage_case (
        id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        outage_id          bigint NOT NULL REFERENCES outage,
        company_id         bigint NOT NULL,
        reservation_id     bigint NOT NULL,
        status             text NOT NULL CHECK (status IN ('open', 'answered', 'defaulted', 'decided', 'withdrawn')),
        answer_by          timestamptz NOT NULL,
        default_action     text NOT NULL CHECK (default_action IN ('swap', 'move', 'cancel', 'stay')),
        action             text CHECK (action IN ('swap', 'move', 'cancel', 'stay')),
        held_instrument_id bigint REFERENCES instrument,
        was                jsonb NOT NULL,
        answered_by        bigint REFERENCES member,
        answered_at        timestamptz,
        created_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (outage_id, reservation_id),
        FOREIGN KEY (company_id, reservation_id) REFERENCES reservation (company_id, id),
        CHECK ((status IN ('answered', 'defaulted', 'decided')) = (action IS NOT NULL))
      );
      CREATE INDEX outage_case_reservation ON outage_case (reservation_id);
      COMMENT ON COLUMN outage_case.was IS 'where it stood: {instrumentId, startsAt, endsAt}';
      COMMENT ON COLUMN outage_case.action IS 'what became of it: swap (the same time on another instrument), move, cancel without a fee, stay with rent abated';
      COMMENT ON COLUMN outage_case.status IS 'answered by the owner, or staff for the owner; defaulted when nobody did; decided by staff at once';

      ALTER TABLE outage_case ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_company ON outage_case TO parkbench_app
        USING ((SELECT current_setting('app.company', true)) = '*'
               OR company_id::text = (SELECT current_setting('app.company', true)));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE outage_case;
      DELETE FROM occupancy WHERE source_kind = 'case';
      ALTER TABLE outage
        DROP CONSTRAINT outage_case_no,
        DROP COLUMN case_no, DROP COLUMN answer_by, DROP COLUMN open_ended, DROP COLUMN open_cases, DROP COLUMN abate_from_minutes,
        DROP CONSTRAINT outage_kind_check,
        ADD CONSTRAINT outage_kind_check CHECK (kind IN ('maintenance', 'calibration', 'closure')),
        DROP CONSTRAINT outage_status_check,
        ADD CONSTRAINT outage_status_check CHECK (status IN ('planned', 'ended', 'cancelled'));
      ALTER TABLE park DROP COLUMN outage_abatement_minutes;
      ALTER TABLE occupancy
        DROP CONSTRAINT occupancy_source_kind_check,
        ADD CONSTRAINT occupancy_source_kind_check CHECK (source_kind IN ('reservation', 'outage', 'closure', 'hold'));
      ALTER TABLE charge
        DROP CONSTRAINT charge_component_check,
        ADD CONSTRAINT charge_component_check CHECK (component IN ('rent', 'session', 'overdue', 'cancellation', 'no_show'));
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Samples that the park's staff run on order, from the request to the result, and what shows a damage. What an order
 * comes to are billable items, so it is billed like everything else.
 */
export class TakeServiceOrders1795705000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE billable_item ADD COLUMN evidence_url text NOT NULL DEFAULT '';
      COMMENT ON COLUMN billable_item.evidence_url IS 'where a photograph or a paper that shows it can be seen';

      CREATE TABLE service_order (
        id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id     bigint NOT NULL REFERENCES company,
        member_id      bigint NOT NULL,
        instrument_id  bigint REFERENCES instrument,
        category_id    bigint REFERENCES category,
        samples        int NOT NULL CHECK (samples BETWEEN 1 AND 100000),
        description    text NOT NULL CHECK (description <> ''),
        project        text NOT NULL DEFAULT '',
        rd_use         boolean NOT NULL DEFAULT true,
        wanted_by      date,
        status         text NOT NULL DEFAULT 'requested'
          CHECK (status IN ('requested', 'quoted', 'confirmed', 'in_work', 'done', 'rejected', 'cancelled')),
        lines          jsonb NOT NULL DEFAULT '[]',
        quoted_fen     bigint CHECK (quoted_fen >= 0),
        promised_on    date,
        quote_note     text NOT NULL DEFAULT '',
        quoted_by      bigint REFERENCES member,
        confirmed_by   bigint REFERENCES member,
        result_note    text NOT NULL DEFAULT '',
        result_url     text NOT NULL DEFAULT '',
        end_reason     text NOT NULL DEFAULT '',
        billed_fen     bigint CHECK (billed_fen >= 0),
        quoted_at      timestamptz,
        confirmed_at   timestamptz,
        started_at     timestamptz,
        ended_at       timestamptz,
        version        int NOT NULL DEFAULT 1,
        created_at     timestamptz NOT NULL,
        updated_at     timestamptz NOT NULL,
        UNIQUE (company_id, id),
        FOREIGN KEY (company_id, member_id) REFERENCES member (company_id, id),
        CHECK ((instrument_id IS NULL) <> (category_id IS NULL)),
        CHECK (status NOT IN ('quoted', 'confirmed', 'in_work', 'done') OR quoted_fen IS NOT NULL),
        CHECK ((status = 'done') = (billed_fen IS NOT NULL))
      );
      CREATE INDEX service_order_company ON service_order (company_id, id DESC);
      CREATE INDEX service_order_open ON service_order (id DESC) WHERE status IN ('requested', 'quoted', 'confirmed', 'in_work');
      COMMENT ON COLUMN service_order.lines IS 'the quote: [{text, count, unitFen, tax {rateBps, code, itemName}}], unit prices with tax; at the end with the counts that were done';
      ALTER TABLE service_order ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_company ON service_order TO parkbench_app
        USING ((SELECT current_setting('app.company', true)) = '*' OR company_id::text = (SELECT current_setting('app.company', true)));

      ALTER TABLE billable_item
        ADD CONSTRAINT billable_item_service_order FOREIGN KEY (company_id, service_order_id) REFERENCES service_order (company_id, id);
      CREATE INDEX billable_item_service_order ON billable_item (service_order_id) WHERE service_order_id IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX billable_item_service_order;
      ALTER TABLE billable_item DROP CONSTRAINT billable_item_service_order;
      DROP TABLE service_order;
      ALTER TABLE billable_item DROP COLUMN evidence_url;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A hand-over is a record that both sides can point to later: photographs, accessories one by one and a signature.
 *
 * Photographs are uploaded before the hand-over is sent (a telephone at the bench loses its network) and claimed by it;
 * they are kept with the rest of the data, so that one backup holds everything. They are compressed already (EXTERNAL).
 */
export class RecordHandovers1795602000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE handover
        ADD COLUMN accessories jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN signed_by   text NOT NULL DEFAULT '',
        ADD COLUMN signature   bytea;
      ALTER TABLE handover ALTER COLUMN signature SET STORAGE EXTERNAL;
      COMMENT ON COLUMN handover.accessories IS '[{name, state: given | returned | missing}]';
      COMMENT ON COLUMN handover.signature IS 'a drawn signature, PNG made by the server; null: typed or none';

      CREATE TABLE handover_photo (
        id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company_id     bigint NOT NULL REFERENCES company,
        reservation_id bigint NOT NULL,
        direction      text NOT NULL CHECK (direction IN ('out', 'back')),
        handover_id    bigint REFERENCES handover,
        image          bytea NOT NULL,
        width          int NOT NULL CHECK (width BETWEEN 1 AND 1600),
        height         int NOT NULL CHECK (height BETWEEN 1 AND 1600),
        uploaded_by    bigint NOT NULL REFERENCES member,
        created_at     timestamptz NOT NULL,
        FOREIGN KEY (company_id, reservation_id) REFERENCES reservation (company_id, id)
      );
      ALTER TABLE handover_photo ALTER COLUMN image SET STORAGE EXTERNAL;
      CREATE INDEX handover_photo_reservation ON handover_photo (reservation_id, direction, id);
      COMMENT ON COLUMN handover_photo.handover_id IS 'null: uploaded, not yet part of a hand-over; removed after a day';
      COMMENT ON COLUMN handover_photo.image IS 'JPEG made by the server, no metadata';

      ALTER TABLE handover_photo ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_company ON handover_photo TO parkbench_app
        USING ((SELECT current_setting('app.company', true)) = '*'
               OR company_id::text = (SELECT current_setting('app.company', true)));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE handover_photo;
      ALTER TABLE handover DROP COLUMN accessories, DROP COLUMN signed_by, DROP COLUMN signature;
    `);
  }
}

import type { Tx } from '../database/database.js';
import type { Recorded } from './record.js';

/** `record` for many at once: their audit rows and, where asked for, their outbox rows, in one statement and in the given order. */
export async function recordAll(tx: Tx, entries: readonly Recorded[]): Promise<void> {
  if (entries.length === 0) return;
  tx.send(
    `WITH given AS (
       SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::jsonb[], $7::text[], $8::boolean[])
         WITH ORDINALITY AS g (actor_id, company_id, action, entity, entity_id, data, reason, event, place)),
     audit AS (
       INSERT INTO audit_event (actor_id, company_id, action, entity, entity_id, data, reason)
       SELECT actor_id, company_id, action, entity, entity_id, data, reason FROM given ORDER BY place)
     INSERT INTO outbox (event, payload, company_id)
     SELECT action, jsonb_build_object('id', entity_id, 'actorId', actor_id) || data, company_id FROM given WHERE event ORDER BY place`,
    [
      entries.map((e) => e.actorId),
      entries.map((e) => e.companyId),
      entries.map((e) => e.action),
      entries.map((e) => e.entity),
      entries.map((e) => e.entityId),
      entries.map((e) => JSON.stringify(e.data ?? {})),
      entries.map((e) => e.reason ?? null),
      entries.map((e) => e.event ?? false),
    ],
  );
}

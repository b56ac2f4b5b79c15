import type { Tx } from '../database/database.js';

export interface Recorded {
  readonly actorId: number | null;
  readonly companyId: number | null;
  readonly action: string;
  readonly entity: string;
  readonly entityId: number;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly reason?: string | null;
  /** Also tell the rest of the system; the event's name is the action. */
  readonly event?: boolean;
}

/** Writes the audit row and, where others must hear of it, the outbox row: in the caller's transaction, in one statement. */
export async function record(tx: Tx, entry: Recorded): Promise<void> {
  tx.send(
    `WITH audit AS (
       INSERT INTO audit_event (actor_id, company_id, action, entity, entity_id, data, reason)
       VALUES ($1, $2, $3, $4, $5, $6, $7))
     INSERT INTO outbox (event, payload, company_id)
     SELECT $3, jsonb_build_object('id', $5::bigint, 'actorId', $1::bigint) || $6::jsonb, $2 WHERE $8`,
    [
      entry.actorId,
      entry.companyId,
      entry.action,
      entry.entity,
      entry.entityId,
      JSON.stringify(entry.data ?? {}),
      entry.reason ?? null,
      entry.event ?? false,
    ],
  );
}

import type { Invariant } from './invariant.js';

/** The text of an event as it was sealed, written here once more: the function in the database is not trusted. */
const text = `jsonb_build_array(e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.actor_id, e.company_id,
  e.action, e.entity, e.entity_id, e.data, e.reason, e.txid::text)::text`;

/** The audit trail is what was written (ADR 0033). */
export const auditInvariants: readonly Invariant[] = [
  {
    id: 'I20',
    rule: 'the audit chain is contiguous, linked and recomputable; every event is in it once; its head is the last link; former heads are in it',
    sql: `SELECT (SELECT count(*) FROM (
        SELECT l.*, e.id found, lag(l.seq, 1, 0::bigint) OVER w seq_before, lag(l.hash) OVER w hash_before,
          sha256(l.prev_hash || convert_to(${text}, 'UTF8')) reckoned
        FROM audit_link l LEFT JOIN audit_event e ON e.id = l.event_id WINDOW w AS (ORDER BY l.seq)) x
        WHERE seq <> seq_before + 1 OR prev_hash <> coalesce(hash_before, (SELECT genesis FROM audit_head)) OR found IS NULL OR hash IS DISTINCT FROM reckoned)
      + (SELECT count(*) - count(DISTINCT event_id) FROM audit_link)
      + (SELECT count(*) FROM audit_event e WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.event_id = e.id))
      + (SELECT abs(1 - count(*)) FROM audit_head)
      + (SELECT count(*) FROM audit_head h LEFT JOIN (SELECT seq, hash FROM audit_link ORDER BY seq DESC LIMIT 1) l ON true
         WHERE (h.seq, h.hash) IS DISTINCT FROM (coalesce(l.seq, 0), coalesce(l.hash, h.genesis)))
      + (SELECT count(*) FROM audit_check c LEFT JOIN audit_link l ON l.seq = c.seq
         WHERE c.faults = 0 AND c.seq > 0 AND c.hash IS DISTINCT FROM l.hash) v`,
  },
];

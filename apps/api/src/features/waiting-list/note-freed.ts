import type { Tx } from '../../platform/database/database.js';
import { instrumentAndPath, waitsForIt } from './entries.js';

export interface Freed {
  readonly instrumentId: number;
  readonly start: Date;
  readonly end: Date;
  /** What freed it, once: an event, or an offer that came to nothing. */
  readonly cause: string;
}

// What is over by now is nothing: a range is made before the condition is asked, and must not end before it begins.
// Where nobody waits and nobody wants to hear of it, nothing is written; who cannot see all who wait writes it in any case.
const note = `
  WITH ${instrumentAndPath},
  noted AS (
    INSERT INTO freed_time (instrument_id, period, cause, created_at)
    SELECT i.id, tstzrange($2, greatest($2::timestamptz, $3::timestamptz)), $4, $5 FROM i
    WHERE $3::timestamptz > $2::timestamptz
      AND ($6 OR EXISTS (SELECT 1 FROM waiting_list_entry e WHERE e.status IN ('waiting', 'offered') AND ${waitsForIt})
        OR EXISTS (SELECT 1 FROM freed_alert a WHERE a.instrument_id = i.id OR a.category_id = ANY(i.path)))
    ON CONFLICT (cause) DO NOTHING RETURNING id)
  INSERT INTO due_work (kind, subject_id, due_at, dedupe_key)
  SELECT 'waiting-list.freed', id, $5, 'waiting-list.freed:' || id FROM noted`;

/** Notes that time got free, for whoever waits: in the transaction of what freed it, or of the event that tells of it. */
export async function noteFreed(
  tx: Tx,
  { instrumentId, start, end, cause }: Freed,
  { now, always = false }: { readonly now: Date; readonly always?: boolean },
): Promise<void> {
  await tx.query(note, [instrumentId, start > now ? start : now, end, cause, now, always]);
}

import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';

/** Events that no link holds yet, among the newest: those before were sealed with or before them. */
export const unsealedSql = `
  SELECT count(*) FROM (SELECT id FROM audit_event ORDER BY id DESC LIMIT 1000) e
  WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.event_id = e.id)`;
const openSql = `
  SELECT (SELECT count(*) FROM outbox WHERE processed_at IS NULL)::int
    + (SELECT count(*) FROM due_work WHERE done_at IS NULL AND due_at < $1)::int
    + (${unsealedSql})::int n`;

/** The invariants are for a quiet system: waits until the worker has nothing left, twice in a row; the seconds it took. */
export async function quiet(db: Pick<pg.Pool, 'query'>, now: () => number): Promise<number> {
  const since = performance.now();
  for (let n = 0, calm = 0; n < 3_600 && calm < 3; n++) {
    const { rows } = await db.query<{ n: number }>(openSql, [new Date(now())]);
    calm = rows[0]?.n === 0 ? calm + 1 : 0;
    await wait(calm > 0 ? 300 : 500);
  }
  return (performance.now() - since) / 1000;
}

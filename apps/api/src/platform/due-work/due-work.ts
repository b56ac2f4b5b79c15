import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Database, type Tx } from '../database/database.js';

export interface DueWorkItem {
  readonly kind: string;
  readonly subjectId: number;
  readonly dueAt: Date;
  /** One effect for one key, however often it is scheduled or delivered. */
  readonly dedupeKey: string;
}

/** Loads for change, checks that it is still due, acts; "done" commits with what it did. */
export type DueWorkHandler = (tx: Tx, work: { subjectId: number; dueAt: Date; now: Date }) => Promise<void>;

/** Schedules rows in the caller's transaction; what exists under the key already stays as it is. */
export async function schedule(tx: Tx, items: readonly DueWorkItem[]): Promise<void> {
  if (items.length === 0) return;
  tx.send(
    `INSERT INTO due_work (kind, subject_id, due_at, dedupe_key)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::text[]) ON CONFLICT (dedupe_key) DO NOTHING`,
    [items.map((i) => i.kind), items.map((i) => i.subjectId), items.map((i) => i.dueAt), items.map((i) => i.dedupeKey)],
  );
}

/**
 * Takes back what was scheduled for a subject and is not done. What a worker is doing at this moment is left to it: it
 * waits for the subject's row, finds it changed and does nothing; waiting for it here would be a deadlock.
 */
export async function unschedule(tx: Tx, kinds: readonly string[], subjectId: number): Promise<void> {
  await tx.query(
    `DELETE FROM due_work WHERE id IN (
       SELECT id FROM due_work WHERE kind = ANY($1) AND subject_id = $2 AND done_at IS NULL FOR UPDATE SKIP LOCKED)`,
    [kinds, subjectId],
  );
}

interface Row {
  readonly id: number;
  readonly kind: string;
  readonly subject_id: number;
  readonly due_at: Date;
}

/** Carries out what is due. The truth is the row; queues only wake this. */
@Injectable()
export class DueWork {
  private readonly log = new Logger('DueWork');
  private readonly handlers = new Map<string, DueWorkHandler>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** One handler a kind; a second is a mistake that stops the start. */
  handle(kind: string, handler: DueWorkHandler): void {
    if (this.handlers.has(kind)) throw new Error(`due work ${kind} has two handlers`);
    this.handlers.set(kind, handler);
  }

  /** Works off what is due now and returns how many rows it did. */
  async drain(): Promise<number> {
    for (let done = 0; ; done++) {
      if (!(await this.next())) return done;
    }
  }

  private async next(): Promise<boolean> {
    const now = this.clock.now();
    let taken: Row | undefined;
    try {
      await this.db.transaction('all', async (tx) => {
        [taken] = await tx.query<Row>(
          `SELECT id, kind, subject_id, due_at FROM due_work
           WHERE done_at IS NULL AND due_at <= $1 AND (next_try_at IS NULL OR next_try_at <= $1) AND kind = ANY($2)
           ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
          [now, [...this.handlers.keys()]],
        );
        if (!taken) return;
        const handler = this.handlers.get(taken.kind);
        if (!handler) throw new Error(`due work ${taken.kind} has no handler`);
        await handler(tx, { subjectId: taken.subject_id, dueAt: taken.due_at, now });
        await tx.query('UPDATE due_work SET done_at = $2 WHERE id = $1', [taken.id, now]);
      });
    } catch (error) {
      if (!taken) throw error;
      this.log.error({ kind: taken.kind, id: taken.id, error });
      await this.db.query(
        `UPDATE due_work SET attempts = attempts + 1, last_error = $2,
           next_try_at = $3::timestamptz + least(attempts + 1, 60) * interval '30 s' WHERE id = $1`,
        [taken.id, String(error).slice(0, 2000), now],
      );
      return true;
    }
    return taken !== undefined;
  }
}

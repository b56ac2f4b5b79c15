import { Injectable, Logger } from '@nestjs/common';
import { Database, type Tx } from '../database/database.js';
import { Live } from '../live/live.js';

export interface OutboxEvent {
  readonly id: number;
  readonly event: string;
  readonly companyId: number | null;
  readonly createdAt: Date;
  /** What the recorder said, with `id` (of the entity) and `actorId`. */
  readonly payload: Readonly<Record<string, unknown>> & { readonly id: number; readonly actorId: number | null };
}

export type OutboxHandler = (tx: Tx, event: OutboxEvent) => Promise<void>;

interface Row {
  readonly id: number;
  readonly event: string;
  readonly company_id: number | null;
  readonly created_at: Date;
  readonly payload: OutboxEvent['payload'];
}

/** Hands each committed event to everyone who asked for it; a handler's effects commit with "processed", so each happens once. */
@Injectable()
export class OutboxRelay {
  private readonly log = new Logger('Outbox');
  private readonly handlers = new Map<string, OutboxHandler[]>();

  constructor(
    private readonly db: Database,
    private readonly live: Live,
  ) {}

  /** Features register at start-up which events they act on. */
  on(event: string, handler: OutboxHandler): void {
    this.handlers.set(event, [...(this.handlers.get(event) ?? []), handler]);
  }

  /** Works off what is open and returns how many events it handled. */
  async drain(): Promise<number> {
    for (let handled = 0; ; handled++) {
      if (!(await this.next())) return handled;
    }
  }

  private async next(): Promise<boolean> {
    let taken: Row | undefined;
    try {
      await this.db.transaction('all', async (tx) => {
        [taken] = await tx.query<Row>(
          `SELECT id, event, company_id, created_at, payload FROM outbox
           WHERE processed_at IS NULL AND attempts < 20 AND (attempts = 0 OR created_at < now() - attempts * interval '5 s')
           ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
        );
        if (!taken) return;
        const event = {
          id: taken.id,
          event: taken.event,
          companyId: taken.company_id,
          createdAt: taken.created_at,
          payload: taken.payload,
        };
        for (const handler of this.handlers.get(taken.event) ?? []) await handler(tx, event);
        await tx.query('UPDATE outbox SET processed_at = now() WHERE id = $1', [taken.id]);
      });
    } catch (error) {
      if (!taken) throw error;
      this.log.error({ event: taken.event, id: taken.id, error });
      await this.db.query('UPDATE outbox SET attempts = attempts + 1, last_error = $2 WHERE id = $1', [
        taken.id,
        String(error).slice(0, 2000),
      ]);
      return true;
    }
    if (taken) this.live.publish({ topic: taken.event.split('.')[0] ?? taken.event, companyId: taken.company_id });
    return taken !== undefined;
  }
}

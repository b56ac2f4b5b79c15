import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { JobHandlers } from '../../platform/queue/job-handlers.js';

/** Sealed in one transaction; the next begins where it ended. */
const batch = 1_000;
/** So many at one wake-up: what waits besides (a trail of before the chain) must not hold up the rest of the work. */
const batchesAtOnce = 20;

/**
 * Links what was written since to the chain: behind the writes, on every wake-up of a worker. Any number of workers may
 * do it at once; they take turns.
 */
@Injectable()
export class SealEvents implements OnModuleInit {
  private readonly log = new Logger('Audit');

  constructor(
    private readonly db: Database,
    private readonly jobs: JobHandlers,
  ) {}

  onModuleInit(): void {
    // What cannot be sealed waits and is told of by the nightly check; the rest of the work goes on.
    this.jobs.chore(() => this.seal().catch((error: unknown) => this.log.error({ error })));
  }

  async seal(batches = batchesAtOnce): Promise<void> {
    for (let n = 0; n < batches; n++) {
      const [row] = await this.db.query<{ sealed: number }>('SELECT seal_audit($1) sealed', [batch]);
      if (!row || row.sealed < batch) return;
    }
  }
}

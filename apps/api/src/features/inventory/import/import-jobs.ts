import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { sqlStateOf } from '../../../platform/database/sql-state.js';
import { Live } from '../../../platform/live/live.js';
import { JobHandlers } from '../../../platform/queue/job-handlers.js';
import { Queues } from '../../../platform/queue/queues.js';
import { ApplyImport } from './apply-import.js';
import { WorkbookRefused } from './limits.js';
import { ReadRows } from './read-rows.js';

interface Claimed {
  readonly status: 'parsing' | 'importing';
  readonly confirmed_by: number | null;
  readonly content: Buffer | null;
}

/**
 * Carries an import on from wherever it stands, in a worker. The truth is its row: a job only says which one, a lease
 * keeps two workers apart, and what a killed worker or a lost queue left lying is found again within a minute or two.
 */
@Injectable()
export class ImportJobs implements OnModuleInit {
  private readonly log = new Logger('ImportJobs');

  constructor(
    private readonly db: Database,
    private readonly jobs: JobHandlers,
    private readonly queues: Queues,
    private readonly live: Live,
    private readonly rows: ReadRows,
    private readonly applying: ApplyImport,
  ) {}

  onModuleInit(): void {
    this.jobs.queue('import', 1, (job) => this.work(Number((job.data as { importId: unknown }).importId)));
    this.jobs.chore(() => this.findForgotten());
  }

  /** Wakes a worker for an import that was uploaded, mapped anew or confirmed. */
  async wake(importId: number): Promise<void> {
    try {
      await this.queues.add('import', 'work', { importId });
    } catch (error) {
      // The row says that there is work; the chore finds it without the queue.
      this.log.warn({ importId, error });
    }
  }

  /** Does what the import waits for, unless another worker is at it. */
  async work(importId: number): Promise<void> {
    const claimed = await this.claim(importId);
    if (!claimed) return;
    try {
      if (claimed.status === 'importing') {
        await this.applying.execute(importId, claimed.confirmed_by ?? 0, (done) => this.progress(importId, done));
      } else if (claimed.content) {
        await this.rows.fromFile(importId, claimed.content, (done) => this.progress(importId, done));
        await this.db.query('DELETE FROM instrument_import_file WHERE import_id = $1', [importId]);
      } else {
        await this.rows.again(importId, (done) => this.progress(importId, done));
      }
    } catch (error) {
      await this.giveBack(importId, claimed.status, error);
    } finally {
      this.live.publish({ topic: 'import', companyId: null, data: { id: importId } });
    }
  }

  private async claim(importId: number): Promise<Claimed | undefined> {
    const [row] = await this.db.query<Claimed>(
      `UPDATE instrument_import SET claimed_until = clock_timestamp() + interval '2 min',
              status = CASE status WHEN 'uploaded' THEN 'parsing' ELSE status END, done_rows = 0
       WHERE id = $1 AND status IN ('uploaded', 'parsing', 'importing') AND (claimed_until IS NULL OR claimed_until <= clock_timestamp())
       RETURNING status, confirmed_by, (SELECT content FROM instrument_import_file f WHERE f.import_id = instrument_import.id) content`,
      [importId],
    );
    return row;
  }

  /** Outside the import's own transaction, so that the page sees it move; it also renews the lease. */
  private async progress(importId: number, done: number): Promise<void> {
    await this.db.query(
      `UPDATE instrument_import SET done_rows = $2, claimed_until = clock_timestamp() + interval '2 min' WHERE id = $1`,
      [importId, done],
    );
    this.live.publish({ topic: 'import', companyId: null, data: { id: importId, done } });
  }

  /** A workbook that cannot be read has failed; a list that no longer fits goes back to its reader; anything else is tried again. */
  private async giveBack(importId: number, status: Claimed['status'], error: unknown): Promise<void> {
    if (error instanceof WorkbookRefused) {
      await this.db.query(
        `WITH gone AS (DELETE FROM instrument_import_file WHERE import_id = $1), no_rows AS (DELETE FROM instrument_import_row WHERE import_id = $1)
         UPDATE instrument_import SET status = 'failed', error = $2, claimed_until = NULL, done_rows = 0, finished_at = clock_timestamp() WHERE id = $1`,
        [importId, error.reason],
      );
      return;
    }
    this.log.error({ importId, error });
    if (status === 'importing' && sqlStateOf(error)?.startsWith('23')) {
      await this.db.query(
        `UPDATE instrument_import SET status = 'preview', error = 'overtaken', claimed_until = NULL, done_rows = total_rows WHERE id = $1`,
        [importId],
      );
      return;
    }
    await this.db.query('UPDATE instrument_import SET claimed_until = clock_timestamp() WHERE id = $1', [importId]);
    throw error;
  }

  private async findForgotten(): Promise<void> {
    const rows = await this.db.query<{ id: number }>(
      `SELECT id FROM instrument_import WHERE status IN ('uploaded', 'parsing', 'importing')
         AND coalesce(claimed_until, created_at) < clock_timestamp() - interval '30 s' ORDER BY id LIMIT 5`,
    );
    for (const { id } of rows) await this.wake(id);
  }
}

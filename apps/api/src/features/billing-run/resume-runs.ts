import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { JobHandlers } from '../../platform/queue/job-handlers.js';
import { billingQueue, StartRun } from './start-run.js';
import { WorkRun } from './work-run.js';

const lookEveryMs = 15_000;

/** Carries runs out in worker processes, and finds those whose jobs were lost with the queue's store: the run's row is the truth. */
@Injectable()
export class ResumeRuns implements OnModuleInit {
  private lookedAt = -Infinity;
  private working = 0;

  constructor(
    private readonly jobs: JobHandlers,
    private readonly db: Database,
    private readonly starting: StartRun,
    private readonly run: WorkRun,
  ) {}

  onModuleInit(): void {
    this.jobs.queue(billingQueue, 2, async () => {
      this.working++;
      try {
        await this.run.work();
      } finally {
        this.working--;
      }
    });
    this.jobs.chore(() => this.look());
  }

  private async look(): Promise<void> {
    if (this.working > 0 || performance.now() - this.lookedAt < lookEveryMs) return;
    this.lookedAt = performance.now();
    const [oldest] = await this.db.query<{ id: number }>(
      `SELECT id FROM billing_run WHERE status IN ('planned', 'running') ORDER BY month LIMIT 1`,
    );
    if (oldest) await this.starting.wake(oldest.id);
  }
}

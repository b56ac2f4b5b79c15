import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock.js';
import type { Tx } from '../../../platform/database/database.js';
import { DueWork } from '../../../platform/due-work/due-work.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { conflict, notFound } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { holdRun } from '../run.js';
import { StartRun } from '../start-run.js';
import { endOfReview } from './enter-review.js';

/** Ends the review of a month: by its date, or earlier by finance. From then on no line can be disputed and the run issues. */
@Injectable()
export class ReleaseRun implements OnModuleInit {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly dueWork: DueWork,
    private readonly starting: StartRun,
  ) {}

  onModuleInit(): void {
    this.dueWork.handle(endOfReview, async (tx, { subjectId, dueAt, now }) => {
      await tx.query(
        `UPDATE billing_run SET released_at = $3, status = CASE status WHEN 'review' THEN 'running' ELSE status END
         WHERE id = $1 AND review_until = $2 AND released_at IS NULL AND status IN ('running', 'review')`,
        [subjectId, dueAt, now],
      );
      // Should this job come before the commit, the workers' own look finds the run a little later.
      await this.starting.wake(subjectId);
    });
  }

  /** Issues now: the invoices carry this instant instead of the review's end. */
  async release(context: CommandContext, month: string): Promise<{ runId: number }> {
    const at = this.clock.now();
    const actorId = context.actor.memberId;
    const released = await this.commands.run(context, (tx) => release(tx, { month, at, actorId }), 'all');
    await this.starting.wake(released.runId);
    return released;
  }
}

async function release(
  tx: Tx,
  { month, at, actorId }: { month: string; at: Date; actorId: number },
): Promise<{ runId: number }> {
  const run = await holdRun(tx, { month }, 'UPDATE');
  if (!run) throw notFound();
  if (run.status !== 'review') {
    throw conflict('not_in_review', {
      zh: '该月不在核对期，无需提前出具',
      en: 'The month is not in review; there is nothing to issue early',
    });
  }
  await tx.query(`UPDATE billing_run SET status = 'running', released_at = $2, issue_at = $2 WHERE id = $1`, [
    run.id,
    at,
  ]);
  const entry = { actorId, companyId: null, entity: 'billing_run', entityId: run.id, data: { month } };
  await record(tx, { ...entry, action: 'billing-run.released' });
  return { runId: run.id };
}

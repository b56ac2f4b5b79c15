import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { conflict, notFound } from '../../platform/http/problem.js';
import { Live } from '../../platform/live/live.js';
import { record } from '../../platform/outbox/record.js';
import { holdRun } from './run.js';
import { dropEmptyDrafts, takeBackDrafts } from './take-back-drafts.js';

/** Gives a run up before anything is numbered: all its drafts are taken back in one transaction, and the month can be billed anew. */
@Injectable()
export class CancelRun {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly live: Live,
  ) {}

  async cancel(context: CommandContext, month: string, reason: string): Promise<{ month: string; drafts: number }> {
    const at = this.clock.now();
    const actorId = context.actor.memberId;
    const cancelled = await this.commands.run(context, (tx) => cancelRun(tx, { month, reason, at, actorId }), 'all');
    this.live.publish({ topic: 'billing-run', companyId: null, data: { month, ended: true } });
    return cancelled;
  }
}

interface Cancellation {
  readonly month: string;
  readonly reason: string;
  readonly at: Date;
  readonly actorId: number;
}

/** The whole of it in the caller's transaction; it waits for the drafts that workers are making and takes them back too. */
export async function cancelRun(
  tx: Tx,
  { month, reason, at, actorId }: Cancellation,
): Promise<{ month: string; drafts: number }> {
  const run = await holdRun(tx, { month }, 'UPDATE');
  if (!run) throw notFound();
  if (run.status === 'done' || run.status === 'cancelled') {
    throw conflict('nothing_to_cancel', {
      zh: run.status === 'done' ? '出账已经完成，不能取消；更正请开红字账单' : '这次出账已经取消',
      en:
        run.status === 'done' ? 'The run is done; correct an invoice by a credit note' : 'The run is cancelled already',
    });
  }
  const [issued] = await tx.query('SELECT 1 FROM invoice WHERE run_id = $1 AND number IS NOT NULL LIMIT 1', [run.id]);
  if (issued) {
    throw conflict('numbers_given', {
      zh: '已有账单编号出具，不能取消；请等待完成，再用红字更正有误的账单',
      en: 'Invoices have their numbers already; let the run end and correct what is wrong by a credit note',
    });
  }
  await takeBackDrafts(tx, run);
  const drafts = await dropEmptyDrafts(tx, run);
  await tx.query(
    `UPDATE billing_run SET status = 'cancelled', ended_at = $2, cancelled_by = $3, cancelled_reason = $4 WHERE id = $1`,
    [run.id, at, actorId, reason],
  );
  const entry = { actorId, companyId: null, entity: 'billing_run', entityId: run.id, data: { month, drafts }, reason };
  await record(tx, { ...entry, action: 'billing-run.cancelled' });
  return { month, drafts };
}

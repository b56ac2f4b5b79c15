import { Injectable } from '@nestjs/common';
import { firstDay } from '@parkbench/domain';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { conflict, notFound } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { StartRun } from './start-run.js';

/** Bills one company again that failed in a run that is over; its invoice takes the next number and the day of the retry. */
@Injectable()
export class RetryCompany {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly starting: StartRun,
  ) {}

  async retry(context: CommandContext, month: string, companyId: number): Promise<{ runId: number }> {
    const now = this.clock.now();
    const retried = await this.commands.run(
      context,
      (tx) => plan(tx, { month, companyId, now, actorId: context.actor.memberId }),
      'all',
    );
    await this.starting.wake(retried.runId);
    return retried;
  }
}

async function plan(
  tx: Tx,
  wanted: { month: string; companyId: number; now: Date; actorId: number },
): Promise<{ runId: number }> {
  const { month, companyId, now, actorId } = wanted;
  const [run] = await tx.query<{ id: number; status: string; closed: boolean }>(
    `SELECT id, status, EXISTS (SELECT FROM billing_month m WHERE m.month = r.month) closed FROM billing_run r WHERE month = $1 FOR UPDATE`,
    [firstDay(month)],
  );
  if (!run) throw notFound();
  if (run.closed) throw conflict('month_closed', { zh: '该月已关账', en: 'The month is closed' });
  if (run.status !== 'done')
    throw conflict('run_in_progress', { zh: '出账正在进行，请稍候', en: 'The run is still going on' });
  const again = await tx.execute(
    `UPDATE billing_run_company SET status = CASE WHEN invoice_id IS NULL THEN 'planned' ELSE 'drafted' END, reason = NULL, issue_at = $3
     WHERE run_id = $1 AND company_id = $2 AND status = 'failed'`,
    [run.id, companyId, now],
  );
  if (again === 0) throw conflict('not_failed', { zh: '该企业没有出账失败', en: 'This company has not failed' });
  await tx.query(`UPDATE billing_run SET status = 'running', ended_at = NULL WHERE id = $1`, [run.id]);
  const entry = { actorId, companyId, entity: 'billing_run', entityId: run.id, data: { month } };
  await record(tx, { ...entry, action: 'billing-run.company_retried' });
  return { runId: run.id };
}

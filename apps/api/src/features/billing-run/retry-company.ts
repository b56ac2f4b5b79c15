import { Injectable } from '@nestjs/common';
import { firstDay } from '@parkbench/domain';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { conflict, notFound } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { holdCompany, redraftOrRefuse } from './review/redraft-company.js';
import { holdRun, type Run } from './run.js';
import { StartRun } from './start-run.js';

/**
 * Bills one company again: one that failed, in a run that is over or in review; in review also one whose draft is to
 * follow a correction. After the review its invoice takes the next number and the day of the retry.
 */
@Injectable()
export class RetryCompany {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly starting: StartRun,
  ) {}

  async retry(context: CommandContext, month: string, companyId: number): Promise<{ runId: number }> {
    const retry = { month, companyId, now: this.clock.now(), actorId: context.actor.memberId };
    const park = await this.settings.get();
    const retried = await this.commands.run(context, (tx) => again(tx, retry, park), 'all');
    await this.starting.wake(retried.runId);
    return retried;
  }
}

interface Retry {
  readonly month: string;
  readonly companyId: number;
  readonly now: Date;
  readonly actorId: number;
}

async function again(tx: Tx, { month, companyId, now, actorId }: Retry, park: Park): Promise<{ runId: number }> {
  const run = await holdRun(tx, { month }, 'UPDATE');
  if (!run) throw notFound();
  const [closed] = await tx.query('SELECT 1 FROM billing_month WHERE month = $1', [firstDay(month)]);
  if (closed) throw conflict('month_closed', { zh: '该月已关账', en: 'The month is closed' });
  if (run.status !== 'done' && run.status !== 'review')
    throw conflict('run_in_progress', { zh: '出账正在进行，请稍候', en: 'The run is still going on' });
  const company = await holdCompany(tx, run, companyId);
  const isFailed = company?.status === 'failed';
  if (isFailed) await planAgain(tx, run, { companyId, now });
  else if (company && run.status === 'review') await redraftOrRefuse(tx, run, companyId, park);
  else throw conflict('not_failed', { zh: '该企业没有出账失败', en: 'This company has not failed' });
  const entry = { actorId, companyId, entity: 'billing_run', entityId: run.id, data: { month } };
  await record(tx, { ...entry, action: 'billing-run.company_retried' });
  return { runId: run.id };
}

/** Back to the workers; in review the run goes on with its own instant, after it with that of the retry. */
async function planAgain(tx: Tx, run: Run, { companyId, now }: { companyId: number; now: Date }): Promise<void> {
  await tx.query(
    `UPDATE billing_run_company SET status = CASE WHEN invoice_id IS NULL THEN 'planned' ELSE 'drafted' END, reason = NULL, failure = NULL, issue_at = $3
     WHERE run_id = $1 AND company_id = $2 AND status = 'failed'`,
    [run.id, companyId, run.status === 'review' ? null : now],
  );
  await tx.query(`UPDATE billing_run SET status = 'running', ended_at = NULL WHERE id = $1`, [run.id]);
}

import { Injectable, Logger } from '@nestjs/common';
import { firstDay, localDate, nextMonth } from '@parkbench/domain';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { conflict } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { Queues } from '../../platform/queue/queues.js';
import { companiesWithItems, type InvoiceTerms } from '../invoicing/invoicing.api.js';
import { companiesWithSources } from '../reservations/reservations.api.js';
import { reviewEnd } from './run.js';

export const billingQueue = 'billing-run';

/** A job wakes a worker for a run and says nothing else; more than one a run share its companies between them. */
const jobsAtOnce = 2;

/** Starts the billing run of a month: its plan is stored before anything else is done. */
@Injectable()
export class StartRun {
  private readonly log = new Logger('BillingRun');

  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly queues: Queues,
  ) {}

  async start(context: CommandContext, month: string): Promise<{ runId: number }> {
    const park = await this.settings.get();
    const now = this.clock.now();
    if (localDate(now.getTime(), park.timeZone) < firstDay(nextMonth(month))) {
      throw conflict('month_not_over', {
        zh: '该月尚未结束，可先预览',
        en: 'The month is not over yet; you can preview it',
      });
    }
    const started = await this.commands.run(
      context,
      (tx) => planRun(tx, { month, now, park, startedBy: context.actor.memberId }),
      'all',
    );
    await this.wake(started.runId);
    return started;
  }

  /**
   * Wakes workers, which take up every open run; one that is done already costs them a query. A queue that is away
   * delays the run and does not refuse it: the plan is stored, and a worker finds it by itself.
   */
  async wake(runId: number): Promise<void> {
    try {
      for (let i = 0; i < jobsAtOnce; i++) await this.queues.add(billingQueue, 'work', { runId });
    } catch (error) {
      this.log.warn({ runId, error });
    }
  }
}

/** What a run is started with. */
export interface Plan {
  readonly month: string;
  readonly now: Date;
  readonly park: Park;
  readonly startedBy: number;
}

/** Stores the plan: the instant and the terms of all invoices, and the companies; a month that has one keeps it, unless it was cancelled. */
export async function planRun(tx: Tx, { month, now, park, startedBy }: Plan): Promise<{ runId: number }> {
  const day = firstDay(month);
  const [closed] = await tx.query('SELECT 1 FROM billing_month WHERE month = $1', [day]);
  if (closed) throw conflict('month_closed', { zh: '该月已关账', en: 'The month is closed' });
  const terms: InvoiceTerms = {
    series: park.invoiceSeries,
    timeZone: park.timeZone,
    dueDays: park.paymentDueDays,
    reminderDays: park.dunningReminderDays,
    seller: sellerOf(park),
  };
  const reviewUntil = reviewEnd(now, park.reviewDays, park.timeZone);
  const [made] = await tx.query<{ id: number }>(
    `INSERT INTO billing_run AS r (month, started_by, started_at, issue_at, review_until, terms) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (month) DO UPDATE SET status = 'planned', started_by = $2, started_at = $3, issue_at = $4, review_until = $5, terms = $6,
       released_at = NULL, ended_at = NULL, cancelled_by = NULL, cancelled_reason = NULL
     WHERE r.status = 'cancelled' RETURNING id`,
    [day, startedBy, now, reviewUntil ?? now, reviewUntil, JSON.stringify(terms)],
  );
  if (!made) {
    const [existing] = await tx.query<{ id: number }>('SELECT id FROM billing_run WHERE month = $1', [day]);
    if (!existing) throw new Error('the run neither was nor is');
    return { runId: existing.id };
  }
  const planned = await planCompanies(tx, made.id, { month, park });
  const entry = {
    actorId: startedBy,
    companyId: null,
    entity: 'billing_run',
    entityId: made.id,
    data: { month, companies: planned },
  };
  await record(tx, { ...entry, action: 'billing-run.started' });
  return { runId: made.id };
}

/** The companies that can owe something, in place of those of a cancelled attempt. */
async function planCompanies(tx: Tx, runId: number, { month, park }: { month: string; park: Park }): Promise<number> {
  await tx.query('DELETE FROM billing_run_company WHERE run_id = $1', [runId]);
  const companies = [
    ...(await companiesWithSources(tx, { upToMonth: month, park })),
    ...(await companiesWithItems(tx, month)),
  ];
  return tx.execute(
    `INSERT INTO billing_run_company (run_id, company_id)
     SELECT $1, id FROM company WHERE id = ANY($2)
       OR EXISTS (SELECT FROM charge ch WHERE ch.company_id = company.id AND ch.invoice_id IS NULL AND ch.posted_month <= $3)`,
    [runId, companies, firstDay(month)],
  );
}

function sellerOf(park: Park): InvoiceTerms['seller'] {
  return { nameZh: park.nameZh, nameEn: park.nameEn, ...park.seller };
}

import { Injectable } from '@nestjs/common';
import { firstDay, localDate, monthOf, nextMonth, startOfDay } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { type cockpitView, monthRow } from './billing-run.dto.js';
import { blockersOf } from './blockers.js';
import { compositionOf } from './composition.query.js';
import { type Failure, worded } from './failure.js';
import { PreviewQuery, totalsOf } from './preview.query.js';
import { progressOf } from './run.js';

type MonthRow = z.infer<typeof monthRow>;
type Cockpit = z.infer<typeof cockpitView>;
type RunView = NonNullable<Cockpit['run']>;

const failuresShown = 100;
const iso = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The months that the park bills, and one of them with everything that finance must see before closing it. */
@Injectable()
export class MonthsQuery {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly preview: PreviewQuery,
  ) {}

  /** From the first reservation to the present month, newest first. */
  async list(): Promise<{ items: MonthRow[] }> {
    const { timeZone } = await this.settings.get();
    const current = firstDay(monthOf(localDate(this.clock.now().getTime(), timeZone)));
    const items = await this.db.rows<MonthRow>(
      'all',
      `SELECT to_char(m, 'YYYY-MM') AS month,
         CASE WHEN closed.month IS NOT NULL THEN 'closed' WHEN r.status = 'done' THEN 'invoiced' WHEN r.status = 'review' THEN 'review'
           WHEN r.id IS NOT NULL AND r.status <> 'cancelled' THEN 'running' ELSE 'open' END state,
         coalesce(i.invoices, 0) invoices, coalesce(i.gross, 0)::bigint "grossFen",
         (SELECT count(*)::int FROM reservation v WHERE v.status IN ('confirmed', 'active', 'overdue')
            AND v.ends_at > m AT TIME ZONE $2 AND v.ends_at <= least((m + interval '1 month') AT TIME ZONE $2, $3)) "openUsage",
         (SELECT count(*)::int FROM billing_run_company rc WHERE rc.run_id = r.id AND rc.status = 'failed') failed,
         (SELECT count(*)::int FROM charge_dispute d WHERE d.run_id = r.id AND d.status = 'open') disputes
       FROM generate_series((SELECT date_trunc('month', least($1::timestamp, min(starts_at AT TIME ZONE $2))) FROM reservation
              WHERE status NOT IN ('requested', 'rejected', 'lapsed')), $1::timestamp, interval '1 month') m
       LEFT JOIN billing_month closed ON closed.month = m::date
       LEFT JOIN billing_run r ON r.month = m::date
       LEFT JOIN LATERAL (SELECT count(*)::int invoices, sum(gross_fen) gross FROM invoice WHERE month = m::date AND number IS NOT NULL) i ON true
       ORDER BY m DESC`,
      [current, timeZone, this.clock.now()],
    );
    return { items };
  }

  /** One month: its run or, before there is one, what a run would bill; its companies are a list of their own. */
  async one(month: string): Promise<Cockpit> {
    const { timeZone, reviewDays } = await this.settings.get();
    const now = this.clock.now();
    const over = localDate(now.getTime(), timeZone) >= firstDay(nextMonth(month));
    const [known] = await this.db.query<{ run: boolean; closed: boolean }>(
      `SELECT EXISTS (SELECT FROM billing_run WHERE month = $1 AND status <> 'cancelled') run, EXISTS (SELECT FROM billing_month WHERE month = $1) closed`,
      [firstDay(month)],
    );
    const preview = known?.run || known?.closed ? null : await this.preview.whole(month);
    const from = new Date(startOfDay(firstDay(month), timeZone));
    const to = new Date(Math.min(startOfDay(firstDay(nextMonth(month)), timeZone), now.getTime()));
    return this.db.read('all', async (tx) => {
      const run = await runOf(tx, month);
      const [closed] = await tx.query<{ at: string }>(
        `SELECT ${iso('closed_at')} "at" FROM billing_month WHERE month = $1`,
        [firstDay(month)],
      );
      const closedAt = closed?.at ?? null;
      const composition = await compositionOf(tx, { month, from, to, preview: preview?.kinds ?? null });
      const companies = preview
        ? preview.companies.filter((one) => one.lines > 0).length
        : (run?.drafted ?? 0) + (run?.invoiced ?? 0);
      return {
        month,
        over,
        state: stateOf(run, closedAt),
        run,
        closedAt,
        ...composition,
        ...(preview && { totals: totalsOf(preview.companies) }),
        companies,
        reviewDays,
        blockers: closedAt ? [] : await blockersOf(tx, { month, now, timeZone }),
      };
    });
  }
}

function stateOf(run: RunView | null, closedAt: string | null): Cockpit['state'] {
  if (closedAt) return 'closed';
  if (!run || run.status === 'cancelled') return 'open';
  if (run.status === 'review') return 'review';
  return run.status === 'done' ? 'invoiced' : 'running';
}

type StoredRun = Omit<
  RunView,
  'total' | 'done' | 'planned' | 'drafted' | 'invoiced' | 'nothing' | 'failed' | 'failedCount'
>;

async function runOf(tx: Tx, month: string): Promise<RunView | null> {
  const [run] = await tx.query<StoredRun>(
    `SELECT r.id, r.status, ${iso('started_at')} "startedAt", s.name "startedBy", ${iso('issue_at')} "issueAt", ${iso('review_until')} "reviewUntil",
       ${iso('released_at')} "releasedAt", ${iso('ended_at')} "endedAt", c.name "cancelledBy", cancelled_reason "cancelledReason"
     FROM billing_run r JOIN member s ON s.id = r.started_by LEFT JOIN member c ON c.id = r.cancelled_by WHERE r.month = $1`,
    [firstDay(month)],
  );
  if (!run) return null;
  const { failed: failedCount, ...progress } = await progressOf(tx, run.id);
  const failed = await tx.query<{
    companyId: number;
    companyZh: string;
    companyEn: string;
    reason: string;
    stored: Failure | null;
  }>(
    `SELECT rc.company_id "companyId", c.name_zh "companyZh", c.name_en "companyEn", coalesce(rc.reason, '') reason, rc.failure stored
     FROM billing_run_company rc JOIN company c ON c.id = rc.company_id WHERE rc.run_id = $1 AND rc.status = 'failed' ORDER BY c.name_zh LIMIT $2`,
    [run.id, failuresShown],
  );
  return {
    ...run,
    ...progress,
    failedCount,
    failed: failed.map(({ stored, ...row }) => ({ ...row, failure: worded(stored) })),
  };
}

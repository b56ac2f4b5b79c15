import { Injectable } from '@nestjs/common';
import { firstDay, localDate, monthOf, nextMonth } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { type CompanyMonth, type cockpitView, monthRow } from './billing-run.dto.js';
import { blockersOf } from './blockers.js';
import { PreviewQuery } from './preview.query.js';
import { progressOf } from './run.js';

type MonthRow = z.infer<typeof monthRow>;
type Cockpit = z.infer<typeof cockpitView>;

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
         CASE WHEN closed.month IS NOT NULL THEN 'closed' WHEN r.status = 'done' THEN 'invoiced' WHEN r.id IS NOT NULL THEN 'running' ELSE 'open' END state,
         coalesce(i.invoices, 0) invoices, coalesce(i.gross, 0)::bigint "grossFen",
         (SELECT count(*)::int FROM reservation v WHERE v.status IN ('confirmed', 'active', 'overdue')
            AND v.ends_at > m AT TIME ZONE $2 AND v.ends_at <= least((m + interval '1 month') AT TIME ZONE $2, $3)) "openUsage",
         (SELECT count(*)::int FROM billing_run_company rc WHERE rc.run_id = r.id AND rc.status = 'failed') failed
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

  /** One month: its run or, before there is one, what a run would bill. */
  async one(month: string): Promise<Cockpit> {
    const { timeZone } = await this.settings.get();
    const now = this.clock.now();
    const cockpit = await this.db.read('all', async (tx) => {
      const run = await runOf(tx, month);
      const [closed] = await tx.query<{ at: string }>(
        `SELECT ${iso('closed_at')} "at" FROM billing_month WHERE month = $1`,
        [firstDay(month)],
      );
      const [totals] = await tx.query<Cockpit['totals']>(
        `SELECT coalesce(sum(net_fen), 0)::bigint "netFen", coalesce(sum(tax_fen), 0)::bigint "taxFen", coalesce(sum(gross_fen), 0)::bigint "grossFen",
           coalesce(sum(paid_fen), 0)::bigint "paidFen" FROM invoice WHERE month = $1 AND number IS NOT NULL`,
        [firstDay(month)],
      );
      const blockers = closed ? [] : await blockersOf(tx, { month, now, timeZone });
      const companies = run ? await companiesOf(tx, run.id) : [];
      return {
        run,
        closedAt: closed?.at ?? null,
        totals: totals ?? { netFen: 0, taxFen: 0, grossFen: 0, paidFen: 0 },
        blockers,
        companies,
      };
    });
    const over = localDate(now.getTime(), timeZone) >= firstDay(nextMonth(month));
    const { run, closedAt } = cockpit;
    if (run || closedAt) return { month, over, state: stateOf(run, closedAt), ...cockpit };
    const { totals, companies } = await this.preview.month(month);
    return { month, over, state: 'open', ...cockpit, totals, companies };
  }
}

function stateOf(run: Cockpit['run'], closedAt: string | null): Cockpit['state'] {
  if (closedAt) return 'closed';
  if (!run) return 'open';
  return run.status === 'done' ? 'invoiced' : 'running';
}

async function runOf(tx: Tx, month: string): Promise<Cockpit['run']> {
  const [run] = await tx.query<Omit<NonNullable<Cockpit['run']>, 'total' | 'done' | 'failed'>>(
    `SELECT id, status, ${iso('started_at')} "startedAt", ${iso('issue_at')} "issueAt", ${iso('ended_at')} "endedAt" FROM billing_run WHERE month = $1`,
    [firstDay(month)],
  );
  if (!run) return null;
  const { total, done } = await progressOf(tx, run.id);
  const failed = await tx.query<{ companyId: number; companyZh: string; reason: string }>(
    `SELECT rc.company_id "companyId", c.name_zh "companyZh", coalesce(rc.reason, '') reason
     FROM billing_run_company rc JOIN company c ON c.id = rc.company_id WHERE rc.run_id = $1 AND rc.status = 'failed' ORDER BY c.name_zh`,
    [run.id],
  );
  return { ...run, total, done, failed };
}

function companiesOf(tx: Tx, runId: number): Promise<CompanyMonth[]> {
  return tx.query<CompanyMonth>(
    `SELECT rc.company_id "companyId", c.name_zh "nameZh", c.name_en "nameEn", rc.status, rc.reason, rc.invoice_id "invoiceId", i.number "invoiceNo",
       (SELECT count(*)::int FROM charge ch WHERE ch.invoice_id = i.id) AS lines,
       coalesce(i.net_fen, 0) "netFen", coalesce(i.tax_fen, 0) "taxFen", coalesce(i.gross_fen, 0) "grossFen"
     FROM billing_run_company rc JOIN company c ON c.id = rc.company_id LEFT JOIN invoice i ON i.id = rc.invoice_id
     WHERE rc.run_id = $1 ORDER BY c.name_zh`,
    [runId],
  );
}

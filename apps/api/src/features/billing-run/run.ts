import { localDate } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { InvoiceTerms } from '../invoicing/invoicing.api.js';

/** A run with its plan: what was settled before the first invoice and holds to the last, however often it is killed. */
export interface Run {
  readonly id: number;
  readonly month: string;
  readonly status: 'planned' | 'running' | 'done';
  readonly issueAt: Date;
  readonly startedBy: number;
  readonly terms: InvoiceTerms;
}

/** Runs that are not over, the oldest month first. */
export function openRuns(tx: Tx, limit: number): Promise<Run[]> {
  return tx.query<Run>(
    `SELECT id, to_char(month, 'YYYY-MM') AS month, status, issue_at "issueAt", started_by "startedBy", terms
     FROM billing_run r WHERE status <> 'done' ORDER BY r.month LIMIT $1`,
    [limit],
  );
}

/** The park's day of an instant, as the run reckons it. */
export const dayOf = (run: Run, at: Date): string => localDate(at.getTime(), run.terms.timeZone);

export interface RunProgress {
  readonly total: number;
  /** Companies that are through; one that has its draft counts half. */
  readonly done: number;
  readonly failed: number;
}

export async function progressOf(tx: Tx, runId: number): Promise<RunProgress> {
  const [row] = await tx.query<RunProgress & { drafted: number }>(
    `SELECT count(*)::int total, (count(*) FILTER (WHERE status IN ('invoiced', 'nothing', 'failed')))::int done,
            (count(*) FILTER (WHERE status = 'drafted'))::int drafted, (count(*) FILTER (WHERE status = 'failed'))::int failed
     FROM billing_run_company WHERE run_id = $1`,
    [runId],
  );
  return {
    total: row?.total ?? 0,
    done: (row?.done ?? 0) + Math.floor((row?.drafted ?? 0) / 2),
    failed: row?.failed ?? 0,
  };
}

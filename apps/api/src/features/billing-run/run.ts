import { addDays, localDate, startOfDay } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { InvoiceTerms } from '../invoicing/invoicing.api.js';

export type RunStatus = 'planned' | 'running' | 'review' | 'cancelled' | 'done';

/** A run with its plan: what was settled before the first invoice and holds to the last, however often it is killed. */
export interface Run {
  readonly id: number;
  readonly month: string;
  readonly status: RunStatus;
  readonly startedAt: Date;
  readonly issueAt: Date;
  /** Until when companies may dispute a line; null: the run issues at once. */
  readonly reviewUntil: Date | null;
  readonly startedBy: number;
  readonly terms: InvoiceTerms;
}

const columns = `id, to_char(month, 'YYYY-MM') AS month, status, started_at "startedAt", issue_at "issueAt",
  review_until "reviewUntil", started_by "startedBy", terms`;

/** Runs that workers have to work off, the oldest month first; one behind a month in review waits for it. */
export function openRuns(tx: Tx, limit: number): Promise<Run[]> {
  return tx.query<Run>(
    `SELECT ${columns} FROM billing_run r WHERE status IN ('planned', 'running')
       AND NOT EXISTS (SELECT FROM billing_run e WHERE e.month < r.month AND e.status = 'review') ORDER BY r.month LIMIT $1`,
    [limit],
  );
}

/**
 * The run of a month, held as it is until the transaction ends: cancelling and issuing wait for whoever changes a draft,
 * and whoever comes later sees what they did. Undefined where the month has none.
 */
export async function holdRun(
  tx: Tx,
  wanted: { month: string } | { id: number },
  lock = 'SHARE',
): Promise<Run | undefined> {
  const [key, value] = 'id' in wanted ? ['id', wanted.id] : ['month', `${wanted.month}-01`];
  const [run] = await tx.query<Run>(
    `SELECT ${columns} FROM billing_run WHERE ${key} = $1 FOR ${lock === 'UPDATE' ? 'UPDATE' : 'SHARE'}`,
    [value],
  );
  return run;
}

/** The park's day on which what grows by the day is reckoned: that of the plan, whenever a worker comes to it. */
export const reckonedOn = (run: Run): string => localDate(run.startedAt.getTime(), run.terms.timeZone);

/** The end of the review: midnight after the last of so many days, the day of the run not counted; null for none. */
export function reviewEnd(now: Date, days: number, timeZone: string): Date | null {
  if (days === 0) return null;
  return new Date(startOfDay(addDays(localDate(now.getTime(), timeZone), days + 1), timeZone));
}

/** How many companies of a run stand where. */
export interface RunProgress {
  readonly total: number;
  readonly planned: number;
  readonly drafted: number;
  readonly invoiced: number;
  readonly nothing: number;
  readonly failed: number;
  /** Companies that are through; one that has its draft counts half. */
  readonly done: number;
}

export async function progressOf(tx: Tx, runId: number): Promise<RunProgress> {
  const [row] = await tx.query<Omit<RunProgress, 'done'>>(
    `SELECT count(*)::int total, (count(*) FILTER (WHERE status = 'planned'))::int planned,
       (count(*) FILTER (WHERE status = 'drafted'))::int drafted, (count(*) FILTER (WHERE status = 'invoiced'))::int invoiced,
       (count(*) FILTER (WHERE status = 'nothing'))::int nothing, (count(*) FILTER (WHERE status = 'failed'))::int failed
     FROM billing_run_company WHERE run_id = $1`,
    [runId],
  );
  const counted = row ?? { total: 0, planned: 0, drafted: 0, invoiced: 0, nothing: 0, failed: 0 };
  const { drafted, invoiced, nothing, failed } = counted;
  return { ...counted, done: invoiced + nothing + failed + Math.floor(drafted / 2) };
}

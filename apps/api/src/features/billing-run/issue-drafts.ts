import type { Tx } from '../../platform/database/database.js';
import { type IssuedInvoice, issueInvoices } from '../invoicing/invoicing.api.js';
import { holdRun, type Run } from './run.js';

export interface Draft {
  readonly invoiceId: number;
  readonly companyId: number;
  readonly issueAt: Date;
}

/**
 * The run's next drafts in the order of their numbers: by the buyer's credit code as drafted, so that a number depends on
 * what is billed and not on which worker was faster. A company retried later comes at its own instant.
 */
export function draftsToIssue(tx: Tx, run: Run, limit: number): Promise<Draft[]> {
  return tx.query<Draft>(
    `SELECT i.id "invoiceId", i.company_id "companyId", coalesce(rc.issue_at, r.issue_at) "issueAt"
     FROM billing_run r JOIN billing_run_company rc ON rc.run_id = r.id JOIN invoice i ON i.id = rc.invoice_id AND i.status = 'draft'
     WHERE r.id = $1 AND rc.status = 'drafted' ORDER BY 3, i.buyer->>'creditCode' COLLATE "C", i.company_id LIMIT $2`,
    [run.id, limit],
  );
}

/**
 * Issues the next drafts, one worker at a time (the run's row is locked) and nothing before every company has its draft
 * and the review is over: a run that was killed anywhere goes on exactly as it would have. Returns none when nothing is
 * left, or when other workers still make drafts; the last of them goes on from here.
 */
export async function issueDrafts(tx: Tx, run: Run, limit: number): Promise<readonly IssuedInvoice[]> {
  const now = await holdRun(tx, { id: run.id }, 'UPDATE');
  if (now?.status !== 'running') return [];
  const [open] = await tx.query(`SELECT 1 FROM billing_run_company WHERE run_id = $1 AND status = 'planned' LIMIT 1`, [
    run.id,
  ]);
  if (open) return [];
  const drafts = await draftsToIssue(tx, run, limit);
  const first = drafts[0];
  if (!first) return [];
  const together = drafts.filter((draft) => draft.issueAt.getTime() === first.issueAt.getTime());
  const issued = await issueInvoices(tx, {
    drafts: together.map((draft) => draft.invoiceId),
    issueAt: first.issueAt,
    terms: run.terms,
    actorId: run.startedBy,
  });
  await tx.query(
    `UPDATE billing_run_company SET status = 'invoiced', done_at = $3 WHERE run_id = $1 AND company_id = ANY($2)`,
    [run.id, together.map((draft) => draft.companyId), first.issueAt],
  );
  return issued;
}

/**
 * Ends the run when no company is left to draft or to issue: for one worker it `ended` just now, for others there is
 * nothing left to do with it (`over`: done, cancelled or in review), else it is `open`.
 */
export async function finishRun(tx: Tx, run: Run, at: Date): Promise<'ended' | 'over' | 'open'> {
  const ended = await tx.execute(
    `UPDATE billing_run SET status = 'done', ended_at = $2 WHERE id = $1 AND status = 'running'
       AND NOT EXISTS (SELECT FROM billing_run_company WHERE run_id = $1 AND status IN ('planned', 'drafted'))`,
    [run.id, at],
  );
  if (ended === 1) return 'ended';
  const [open] = await tx.query(`SELECT 1 FROM billing_run WHERE id = $1 AND status IN ('planned', 'running')`, [
    run.id,
  ]);
  return open ? 'open' : 'over';
}

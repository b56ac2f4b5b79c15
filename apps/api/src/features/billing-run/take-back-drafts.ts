import type { Tx } from '../../platform/database/database.js';
import type { Run } from './run.js';

/**
 * Takes a run's drafts apart (or one company's): their lines wait for an invoice again and their companies are as planned.
 * Charges are history and stay recorded; the next draft takes them up where they stand. Rows of drafts are kept while
 * `redraftCompany` goes on with them. The caller holds the run.
 */
export async function takeBackDrafts(tx: Tx, run: Run, companyId: number | null = null): Promise<void> {
  await tx.query(
    `UPDATE charge SET invoice_id = NULL, line_no = NULL WHERE invoice_id IN (
       SELECT id FROM invoice WHERE run_id = $1 AND number IS NULL AND ($2::bigint IS NULL OR company_id = $2))`,
    [run.id, companyId],
  );
  await tx.query(
    `UPDATE billing_run_company SET status = 'planned', invoice_id = NULL, reason = NULL, failure = NULL, issue_at = NULL
     WHERE run_id = $1 AND status <> 'invoiced' AND ($2::bigint IS NULL OR company_id = $2)`,
    [run.id, companyId],
  );
}

/**
 * Takes apart the drafts of companies that failed at the issue and are left to the next month's run: their lines wait for
 * an invoice again, else nobody would ever bill them. The caller holds the run.
 */
export async function freeFailedDrafts(tx: Tx, run: Run): Promise<void> {
  await tx.query(
    `UPDATE charge SET invoice_id = NULL, line_no = NULL WHERE invoice_id IN (
       SELECT i.id FROM billing_run_company rc JOIN invoice i ON i.id = rc.invoice_id AND i.number IS NULL WHERE rc.run_id = $1 AND rc.status = 'failed')`,
    [run.id],
  );
  await tx.query(`UPDATE billing_run_company SET invoice_id = NULL WHERE run_id = $1 AND status = 'failed'`, [run.id]);
  await dropEmptyDrafts(tx, run);
}

/** Deletes drafts that no company of the run stands on: they had no number and nobody was asked to pay them. */
export async function dropEmptyDrafts(tx: Tx, run: Run): Promise<number> {
  return tx.execute(
    `DELETE FROM invoice i WHERE run_id = $1 AND number IS NULL
       AND NOT EXISTS (SELECT FROM billing_run_company rc WHERE rc.run_id = i.run_id AND rc.invoice_id = i.id)`,
    [run.id],
  );
}

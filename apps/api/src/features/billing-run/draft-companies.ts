import type { Tx } from '../../platform/database/database.js';
import type { Park } from '../../platform/park-settings.js';
import { Drafts, lockAccrual } from '../invoicing/invoicing.api.js';
import { accrualDifferences } from './accrual-differences.js';
import { dayOf, type Run } from './run.js';

/** Takes companies of the run (or one) that nobody else is at; what a killed worker held is free again at once. */
export async function claimCompanies(
  tx: Tx,
  run: Run,
  wanted: { readonly limit: number; readonly companyId?: number },
): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `SELECT company_id id FROM billing_run_company WHERE run_id = $1 AND status = 'planned' AND ($3::bigint IS NULL OR company_id = $3)
     ORDER BY company_id LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [run.id, wanted.limit, wanted.companyId ?? null],
  );
  return rows.map((row) => row.id);
}

/** Accrues claimed companies up to the month's end and gathers what each owes into a draft, or finds that there is nothing. */
export async function draftCompanies(tx: Tx, run: Run, companyIds: readonly number[], park: Park): Promise<void> {
  const { month, terms } = run;
  await lockAccrual(tx, companyIds);
  const drafts = await Drafts.open(tx, { runId: run.id, companyIds, month, terms });
  const accrual = { companyIds, month, today: dayOf(run, run.issueAt), park: { ...park, timeZone: terms.timeZone } };
  for await (const charges of accrualDifferences(tx, accrual)) await drafts.add(charges);
  const made = await drafts.close();
  await tx.query(
    `UPDATE billing_run_company rc SET invoice_id = d.invoice, reason = NULL, status = CASE WHEN d.invoice IS NULL THEN 'nothing' ELSE 'drafted' END
     FROM unnest($2::bigint[], $3::bigint[]) d (company, invoice)
     WHERE rc.run_id = $1 AND rc.company_id = d.company AND rc.status = 'planned'`,
    [run.id, companyIds, companyIds.map((id) => made.get(id) ?? null)],
  );
}

/** Lists a company with the reason why it could not be billed; it can be retried alone. */
export async function markFailed(tx: Tx, run: Run, companyId: number, error: unknown): Promise<void> {
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  await tx.query(
    `UPDATE billing_run_company SET status = 'failed', reason = $3 WHERE run_id = $1 AND company_id = $2 AND status IN ('planned', 'drafted')`,
    [run.id, companyId, reason],
  );
}

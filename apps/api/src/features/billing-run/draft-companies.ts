import type { Tx } from '../../platform/database/database.js';
import type { Park } from '../../platform/park-settings.js';
import { Drafts, lockAccrual } from '../invoicing/invoicing.api.js';
import { accrualDifferences } from './accrual-differences.js';
import { failureOf } from './failure.js';
import { holdRun, reckonedOn, type Run } from './run.js';

/** A company of a run that a worker has taken. */
export interface Claimed {
  readonly id: number;
  readonly nameZh: string;
  readonly nameEn: string;
}

/**
 * Takes companies of the run (or one) that nobody else is at; what a killed worker held is free again at once. None when
 * the run was cancelled meanwhile: it is held as it is, so that a cancellation waits for the drafts being made and takes
 * them back with the rest.
 */
export async function claimCompanies(
  tx: Tx,
  run: Run,
  wanted: { readonly limit: number; readonly companyId?: number },
): Promise<Claimed[]> {
  const now = await holdRun(tx, { id: run.id });
  if (now?.status !== 'running') return [];
  return tx.query<Claimed>(
    `SELECT rc.company_id id, c.name_zh "nameZh", c.name_en "nameEn" FROM billing_run_company rc JOIN company c ON c.id = rc.company_id
     WHERE rc.run_id = $1 AND rc.status = 'planned' AND ($3::bigint IS NULL OR rc.company_id = $3)
     ORDER BY rc.company_id LIMIT $2 FOR UPDATE OF rc SKIP LOCKED`,
    [run.id, wanted.limit, wanted.companyId ?? null],
  );
}

/**
 * Gathers what claimed companies owe into their drafts, or finds that there is nothing: what waits, and with a park what
 * is accrued up to the month's end.
 */
export async function draftCompanies(
  tx: Tx,
  run: Run,
  companyIds: readonly number[],
  park: Park | null,
): Promise<void> {
  const { month, terms } = run;
  await lockAccrual(tx, companyIds);
  const drafts = await Drafts.open(tx, { runId: run.id, companyIds, month, terms });
  if (park) {
    const accrual = { companyIds, month, today: reckonedOn(run), park: { ...park, timeZone: terms.timeZone } };
    for await (const charges of accrualDifferences(tx, accrual)) await drafts.add(charges);
  }
  const made = await drafts.close();
  await tx.query(
    `UPDATE billing_run_company rc SET invoice_id = d.invoice, reason = NULL, failure = NULL,
       status = CASE WHEN d.invoice IS NULL THEN 'nothing' ELSE 'drafted' END
     FROM unnest($2::bigint[], $3::bigint[]) d (company, invoice)
     WHERE rc.run_id = $1 AND rc.company_id = d.company AND rc.status = 'planned'`,
    [run.id, companyIds, companyIds.map((id) => made.get(id) ?? null)],
  );
}

/** Lists a company with the reason why it could not be billed; it can be retried alone. */
export async function markFailed(tx: Tx, run: Run, companyId: number, error: unknown): Promise<void> {
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  const now = await holdRun(tx, { id: run.id });
  if (now?.status !== 'running') return;
  await tx.query(
    `UPDATE billing_run_company SET status = 'failed', reason = $3, failure = $4 WHERE run_id = $1 AND company_id = $2 AND status IN ('planned', 'drafted')`,
    [run.id, companyId, reason, JSON.stringify(failureOf(error))],
  );
}

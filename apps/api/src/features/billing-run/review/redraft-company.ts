import type { Tx } from '../../../platform/database/database.js';
import { conflict } from '../../../platform/http/problem.js';
import type { Park } from '../../../platform/park-settings.js';
import { lockAccrual } from '../../invoicing/invoicing.api.js';
import { draftCompanies } from '../draft-companies.js';
import { failureOf, UnreckonableSource, worded } from '../failure.js';
import type { Run } from '../run.js';
import { dropEmptyDrafts, takeBackDrafts } from '../take-back-drafts.js';

/**
 * Makes one company's draft anew from what waits for an invoice now: a disputed line stays out, one that is settled comes
 * back, lines are numbered from 1. With a park, what changed since is accrued as well. The caller holds a run in review
 * and the company's row of it.
 */
export async function redraftCompany(tx: Tx, run: Run, companyId: number, park: Park | null): Promise<void> {
  await lockAccrual(tx, [companyId]);
  await takeBackDrafts(tx, run, companyId);
  await draftCompanies(tx, run, [companyId], park);
  await dropEmptyDrafts(tx, run);
}

/** The same for a command: what cannot be reckoned refuses it in words, with the way to what is wrong. */
export async function redraftOrRefuse(tx: Tx, run: Run, companyId: number, park: Park): Promise<void> {
  try {
    await redraftCompany(tx, run, companyId, park);
  } catch (error) {
    if (!(error instanceof UnreckonableSource)) throw error;
    const { message, link } = worded(failureOf(error));
    throw conflict('cannot_be_reckoned', message, { link });
  }
}

/** Holds a company's row of the run, so that its draft changes for one reason at a time. */
export async function holdCompany(tx: Tx, run: Run, companyId: number): Promise<{ status: string } | undefined> {
  const [row] = await tx.query<{ status: string }>(
    'SELECT status FROM billing_run_company WHERE run_id = $1 AND company_id = $2 FOR UPDATE',
    [run.id, companyId],
  );
  return row;
}

import type { Tx } from '../../../platform/database/database.js';
import { conflict, notFound } from '../../../platform/http/problem.js';
import type { Park } from '../../../platform/park-settings.js';
import { holdRun, type Run } from '../run.js';
import { holdCompany, redraftCompany, redraftOrRefuse } from './redraft-company.js';

/** A dispute with the line it is about, locked while it is answered. */
export interface HeldDispute {
  readonly id: number;
  readonly companyId: number;
  readonly chargeId: number;
  readonly runMonth: string;
  readonly openedBy: number;
  readonly line: {
    readonly sourceKind: 'reservation' | 'item' | 'best_of';
    readonly sourceId: number;
    readonly component: string;
    readonly segment: number;
    readonly month: string;
    readonly amountFen: number;
    readonly taxRateBps: number;
    readonly taxCode: string;
    readonly itemName: string;
    readonly subject: { readonly nameZh: string; readonly nameEn: string; readonly assetNo: string };
  };
  /** The run in review that takes the line up again; null: the next run does. */
  readonly run: Run | null;
}

/**
 * Holds an open dispute and the run in review that its line may go back to. The run first, as everybody who changes a
 * draft does: the answer is either before the issue, or finds the review over.
 */
export async function lockDispute(tx: Tx, id: number): Promise<HeldDispute> {
  const run = await runInReview(tx, id);
  const [found] = await tx.query<Omit<HeldDispute, 'run'> & { status: string }>(
    `SELECT d.id, d.status, d.company_id "companyId", d.charge_id "chargeId", to_char(r.month, 'YYYY-MM') "runMonth", d.opened_by "openedBy",
       jsonb_build_object('sourceKind', ch.source_kind, 'sourceId', ch.source_id, 'component', ch.component, 'segment', ch.segment,
         'month', to_char(ch.month, 'YYYY-MM'), 'amountFen', ch.amount_fen, 'taxRateBps', ch.tax_rate_bps, 'taxCode', ch.tax_code,
         'itemName', ch.item_name, 'subject', ch.subject) line
     FROM charge_dispute d JOIN charge ch ON ch.id = d.charge_id JOIN billing_run r ON r.id = d.run_id WHERE d.id = $1 FOR UPDATE OF d`,
    [id],
  );
  if (!found) throw notFound();
  if (found.status !== 'open') {
    throw conflict('already_answered', {
      zh: '这条异议已经有了结果，请刷新查看',
      en: 'This dispute is settled already; refresh to see how',
    });
  }
  return { ...found, run };
}

async function runInReview(tx: Tx, disputeId: number): Promise<Run | null> {
  const [wanted] = await tx.query<{ id: number }>(
    `SELECT r.id FROM billing_run r JOIN charge_dispute d ON d.id = $1 JOIN charge ch ON ch.id = d.charge_id
     WHERE r.status = 'review' AND r.month >= ch.posted_month ORDER BY r.month LIMIT 1`,
    [disputeId],
  );
  const run = wanted && (await holdRun(tx, { id: wanted.id }));
  return run?.status === 'review' ? run : null;
}

/** Puts the settled line back on the draft of the run in review; with a park, what was corrected comes with it. */
export async function bringBack(tx: Tx, { run, companyId }: HeldDispute, park: Park | null): Promise<boolean> {
  if (!run) return false;
  const company = await holdCompany(tx, run, companyId);
  if (!company || company.status === 'failed') return false;
  if (park) await redraftOrRefuse(tx, run, companyId, park);
  else await redraftCompany(tx, run, companyId, null);
  return true;
}

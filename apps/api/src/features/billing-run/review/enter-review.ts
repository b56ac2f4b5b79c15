import type { Tx } from '../../../platform/database/database.js';
import { schedule } from '../../../platform/due-work/due-work.js';
import { recordAll } from '../../../platform/outbox/record-all.js';
import { holdRun, type Run } from '../run.js';

export const endOfReview = 'billing-run.review-ends';

interface Told {
  readonly companyId: number;
  readonly invoiceId: number;
  readonly grossFen: number;
}

/**
 * Once every company has its draft, lets the companies look at them: the run waits for the end of the review, which is a
 * due row. `issue` where there is no review, where it is over, or where there is nothing to look at; `open` while other
 * workers make drafts; `over` when somebody else was here first.
 */
export async function enterReview(tx: Tx, run: Run, at: Date): Promise<'issue' | 'review' | 'open' | 'over'> {
  const now = await holdRun(tx, { id: run.id }, 'UPDATE');
  if (now?.status !== 'running') return 'over';
  const [left] = await tx.query<{ planned: boolean; drafted: boolean; released: boolean }>(
    `SELECT released_at IS NOT NULL released,
       EXISTS (SELECT FROM billing_run_company WHERE run_id = r.id AND status = 'planned') planned,
       EXISTS (SELECT FROM billing_run_company WHERE run_id = r.id AND status = 'drafted') drafted
     FROM billing_run r WHERE id = $1`,
    [run.id],
  );
  if (left?.planned) return 'open';
  if (now.reviewUntil === null || left?.released || !left?.drafted) return 'issue';
  await tx.query(`UPDATE billing_run SET status = 'review' WHERE id = $1`, [run.id]);
  await tellCompanies(tx, now, at);
  const dueAt = now.reviewUntil;
  await schedule(tx, [
    {
      kind: endOfReview,
      subjectId: run.id,
      dueAt,
      dedupeKey: `${endOfReview}:${run.id}:${run.startedAt.toISOString()}`,
    },
  ]);
  return 'review';
}

/** An event for each company whose draft is new to it; each is told by itself, so that one that fails holds up nobody. */
async function tellCompanies(tx: Tx, run: Run, at: Date): Promise<void> {
  const told = await tx.query<Told>(
    `UPDATE billing_run_company rc SET told_at = $2 FROM invoice i
     WHERE rc.run_id = $1 AND rc.status = 'drafted' AND rc.told_at IS NULL AND i.id = rc.invoice_id
     RETURNING rc.company_id "companyId", i.id "invoiceId", i.gross_fen "grossFen"`,
    [run.id, at],
  );
  const entries = told.map(({ companyId, invoiceId, grossFen }) => ({
    actorId: run.startedBy,
    companyId,
    action: 'draft-statement.ready',
    entity: 'invoice',
    entityId: invoiceId,
    data: { month: run.month, grossFen, reviewUntil: run.reviewUntil?.toISOString() ?? null },
    event: true,
  }));
  await recordAll(
    tx,
    entries.sort((a, b) => a.companyId - b.companyId),
  );
}

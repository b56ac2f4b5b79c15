import { formatYuan, refundEntries, reversedEntries, shareRefund } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { conflict, notFound } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { lockLineOf, lockMoney } from '../lock-money.js';
import { postLedger } from '../post-ledger.js';
import { lockLeftOvers } from '../use-balance.js';

/** Money that goes back to a company. */
export interface NewRefund {
  readonly companyId: number;
  readonly amountFen: number;
  readonly paidOn: string;
  readonly method: string;
  readonly reference: string;
  readonly note: string;
}

export interface PaidRefund {
  readonly id: number;
  readonly payableFen: number;
  readonly balanceFen: number;
  /** What could still be refunded afterwards. */
  readonly leftFen: number;
}

/** Who does it and when. */
export interface By {
  readonly actorId: number;
  readonly now: Date;
}

/** What credit notes owe back to companies and nobody paid yet, by company: the ledger says it. */
export async function payableOf(tx: Tx, companyIds: readonly number[] | null): Promise<Map<number, number>> {
  const rows = await tx.query<{ company_id: number; fen: number }>(
    `SELECT company_id, -sum(amount_fen)::bigint fen FROM ledger_entry
     WHERE account = 'refunds_payable' AND ($1::bigint[] IS NULL OR company_id = ANY($1)) GROUP BY company_id HAVING sum(amount_fen) < 0`,
    [companyIds],
  );
  return new Map(rows.map((row) => [row.company_id, row.fen]));
}

/**
 * Pays money back: first what is owed back by credit notes, then of the balance, the oldest payments first. Never more
 * than both together; whoever comes second at the same moment finds what the first left.
 */
export async function payRefund(tx: Tx, refund: NewRefund, by: By): Promise<PaidRefund> {
  const { companyId, amountFen } = refund;
  await lockMoney(tx, companyId);
  const leftOvers = await lockLeftOvers(tx, companyId);
  const of = {
    payableFen: (await payableOf(tx, [companyId])).get(companyId) ?? 0,
    balanceFen: leftOvers.reduce((sum, one) => sum + one.leftFen, 0),
  };
  const shares = shareRefund(amountFen, of);
  const mostFen = of.payableFen + of.balanceFen;
  if (!shares)
    throw conflict(
      'refund_exceeds_balance',
      {
        zh: `可退金额只有 ${formatYuan(mostFen)}，请减少退款金额`,
        en: `Only ${formatYuan(mostFen)} can be refunded; lower the amount`,
      },
      { refundableFen: mostFen },
    );
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO refund (company_id, payable_fen, balance_fen, paid_on, method, reference, note, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      companyId,
      shares.payableFen,
      shares.balanceFen,
      refund.paidOn,
      refund.method,
      refund.reference,
      refund.note,
      by.actorId,
    ],
  );
  if (!row) throw new Error('the refund was not stored');
  let left = shares.balanceFen;
  const parts = leftOvers.flatMap(({ paymentId, leftFen }) => {
    const part = Math.min(left, leftFen);
    left -= part;
    return part > 0 ? [{ paymentId, part }] : [];
  });
  await tx.query(
    `WITH given AS (SELECT * FROM unnest($3::bigint[], $4::bigint[]) g (payment_id, amount_fen)),
       kept AS (INSERT INTO refund_part (company_id, refund_id, payment_id, amount_fen) SELECT $1, $2, payment_id, amount_fen FROM given)
     UPDATE payment p SET returned_fen = p.returned_fen + g.amount_fen FROM given g WHERE p.id = g.payment_id`,
    [companyId, row.id, parts.map((one) => one.paymentId), parts.map((one) => one.part)],
  );
  const entries = refundEntries({ companyId: String(companyId), ...shares });
  await postLedger(tx, [{ kind: 'refund', refId: row.id, postedAt: by.now, entries }]);
  await told(tx, 'payment.refunded', { ...refund, id: row.id }, by);
  return { id: row.id, ...shares, leftFen: mostFen - amountFen };
}

/** Takes a refund back that did not happen: a row of its own with the posting turned round, the payments have it again. */
export async function reverseRefund(tx: Tx, refundId: number, by: By & { readonly reason: string }): Promise<void> {
  const [whose] = await tx.query<{ company_id: number }>('SELECT company_id FROM refund WHERE id = $1', [refundId]);
  if (!whose) throw notFound();
  await lockLineOf(tx, 'refund_id', refundId);
  await lockMoney(tx, whose.company_id);
  const [refund] = await tx.query<NewRefund & { id: number; payableFen: number; balanceFen: number }>(
    `UPDATE refund SET reversed_at = $2 WHERE id = $1 AND reversed_at IS NULL AND reverses_id IS NULL
     RETURNING id, company_id "companyId", amount_fen "amountFen", payable_fen "payableFen", balance_fen "balanceFen", paid_on "paidOn",
       method, reference, note`,
    [refundId, by.now],
  );
  if (!refund) throw conflict('already_reversed', { zh: '该退款已撤销', en: 'This refund is taken back already' });
  await tx.query(
    `UPDATE payment p SET returned_fen = p.returned_fen - r.amount_fen FROM refund_part r WHERE r.refund_id = $1 AND p.id = r.payment_id`,
    [refundId],
  );
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO refund (company_id, payable_fen, balance_fen, paid_on, method, reference, note, reverses_id, created_by)
     SELECT company_id, payable_fen, balance_fen, paid_on, method, reference, $2, id, $3 FROM refund WHERE id = $1 RETURNING id`,
    [refundId, by.reason, by.actorId],
  );
  const entries = reversedEntries(refundEntries({ ...refund, companyId: String(refund.companyId) }));
  await postLedger(tx, [{ kind: 'refund', refId: row?.id ?? 0, postedAt: by.now, entries }]);
  await tx.query(
    `WITH undone AS (
       UPDATE bank_match SET undone_at = $2, undone_by = $3, undo_reason = $4 WHERE refund_id = $1 AND undone_at IS NULL RETURNING line_id)
     UPDATE bank_line l SET status = 'open', decided_at = NULL, decided_by = NULL, version = version + 1 FROM undone WHERE l.id = undone.line_id`,
    [refundId, by.now, by.actorId, by.reason],
  );
  await told(tx, 'payment.refund_reversed', refund, by);
}

const told = (tx: Tx, action: string, refund: NewRefund & { readonly id: number }, by: By): Promise<void> =>
  record(tx, {
    actorId: by.actorId,
    companyId: refund.companyId,
    action,
    entity: 'refund',
    entityId: refund.id,
    data: { amountFen: refund.amountFen, paidOn: refund.paidOn, method: refund.method, reference: refund.reference },
    event: true,
  });

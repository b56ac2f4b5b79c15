import { depositTakenEntries, reversedEntries } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { conflict } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { postLedger } from '../post-ledger.js';
import type { HeldDeposit } from './held-deposit.js';

/** How the money of a deposit came in, who says so, and when. */
export interface DepositReceipt {
  readonly method: string;
  readonly reference: string;
  readonly actorId: number;
  readonly at: Date;
}

/** A due deposit came in: from now on it is held, and has a receipt. The caller has locked it. */
export async function receiveDeposit(tx: Tx, deposit: HeldDeposit, receipt: DepositReceipt): Promise<void> {
  const { id, companyId, reservationId, amountFen } = deposit;
  const { method, reference, actorId, at } = receipt;
  if (deposit.status !== 'due') throw notDue();
  await tx.query(
    `UPDATE deposit SET status = 'held', taken_at = $2, method = $3, reference = $4, version = version + 1 WHERE id = $1`,
    [id, at, method, reference],
  );
  const [voided] = await tx.query<{ id: number }>(
    'SELECT id FROM voided_deposit_receipt WHERE deposit_id = $1 ORDER BY id DESC LIMIT 1',
    [id],
  );
  const entries = depositTakenEntries({ companyId: String(companyId), amountFen });
  const of = voided
    ? { kind: 'deposit_retaken' as const, refId: voided.id }
    : { kind: 'deposit_taken' as const, refId: id };
  await postLedger(tx, [{ ...of, postedAt: at, entries }]);
  const data = { reservationId, amountFen, method, reference };
  await record(tx, { actorId, companyId, action: 'deposit.taken', entity: 'deposit', entityId: id, data, event: true });
}

/**
 * The deposit had not come in after all: its receipt is voided, its number stays used up, the posting is turned round
 * and it is due again. Refused with 409 `deposit_decided` once something was decided on it. The caller has locked it.
 */
export async function voidDepositReceipt(
  tx: Tx,
  deposit: HeldDeposit,
  by: { readonly actorId: number; readonly now: Date; readonly reason: string },
): Promise<void> {
  const { id, companyId, reservationId, amountFen } = deposit;
  if (deposit.status !== 'held' || deposit.parts.length > 0)
    throw conflict('deposit_decided', {
      zh: '该押金已退还、抵扣或没收，不能撤销收款；请先在押金页撤回处理',
      en: 'Something was decided on this deposit already; its receipt cannot be undone',
    });
  const [voided] = await tx.query<{ id: number; number: string | null }>(
    `INSERT INTO voided_deposit_receipt (company_id, deposit_id, taken_at, series, year, sequence, number, parties, reason, voided_at, voided_by)
     SELECT company_id, id, taken_at, receipt_series, receipt_year, receipt_sequence, receipt_number, receipt_parties, $2, $3, $4
     FROM deposit WHERE id = $1 RETURNING id, number`,
    [id, by.reason, by.now, by.actorId],
  );
  if (!voided) throw new Error('a locked deposit is there');
  await tx.query(
    `UPDATE deposit SET status = 'due', taken_at = NULL, method = NULL, reference = '', receipt_series = NULL, receipt_year = NULL,
       receipt_sequence = NULL, receipt_number = NULL, receipt_parties = NULL, version = version + 1 WHERE id = $1`,
    [id],
  );
  const entries = reversedEntries(depositTakenEntries({ companyId: String(companyId), amountFen }));
  await postLedger(tx, [{ kind: 'deposit_untaken', refId: voided.id, postedAt: by.now, entries }]);
  await record(tx, {
    actorId: by.actorId,
    companyId,
    action: 'deposit.receipt_voided',
    entity: 'deposit',
    entityId: id,
    data: { reservationId, amountFen, number: voided.number },
    reason: by.reason,
  });
}

const notDue = (): Error =>
  conflict('deposit_not_due', {
    zh: '该押金无需再登记收款',
    en: 'This deposit is not waiting for its receipt',
  });

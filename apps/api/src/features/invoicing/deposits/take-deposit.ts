import { depositTakenEntries } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { record } from '../../../platform/outbox/record.js';
import { postLedger } from '../post-ledger.js';

interface Made {
  readonly id: number;
  readonly isTaken: boolean;
}

/**
 * A deposit is owed back: a liability, never revenue, never taxed (rules §4). It counts as taken when the reservation is
 * confirmed, or, where the park has set so, only when finance says that it came in. A second one for the same
 * reservation changes nothing; extending or shortening a rental does not change it.
 */
export async function takeDeposit(
  tx: Tx,
  deposit: {
    readonly companyId: number;
    readonly reservationId: number;
    readonly amountFen: number;
    readonly at: Date;
    readonly actorId?: number;
  },
): Promise<boolean> {
  const { companyId, reservationId, amountFen, at, actorId = null } = deposit;
  if (amountFen <= 0) return false;
  const [made] = await tx.query<Made>(
    `INSERT INTO deposit (company_id, reservation_id, amount_fen, due_at, status, taken_at)
     SELECT $1, $2, $3, $4, CASE WHEN waits THEN 'due' ELSE 'held' END, CASE WHEN waits THEN NULL ELSE $4::timestamptz END
     FROM (SELECT coalesce((SELECT deposit_on_receipt FROM park), false) waits) park
     ON CONFLICT (reservation_id) DO NOTHING RETURNING id, taken_at IS NOT NULL "isTaken"`,
    [companyId, reservationId, amountFen, at],
  );
  if (!made) return false;
  if (made.isTaken) await postTaken(tx, { id: made.id, companyId, amountFen }, at);
  await record(tx, {
    actorId,
    companyId,
    action: made.isTaken ? 'deposit.taken' : 'deposit.due',
    entity: 'deposit',
    entityId: made.id,
    data: { reservationId, amountFen },
    event: true,
  });
  return true;
}

/** Money in the bank that is owed back. */
async function postTaken(
  tx: Tx,
  deposit: { readonly id: number; readonly companyId: number; readonly amountFen: number },
  at: Date,
): Promise<void> {
  const entries = depositTakenEntries({ companyId: String(deposit.companyId), amountFen: deposit.amountFen });
  await postLedger(tx, [{ kind: 'deposit_taken', refId: deposit.id, postedAt: at, entries }]);
}

/** Whether the deposit of a reservation is still to come in: nothing is handed over before it is there. */
export async function isDepositDue(tx: Tx, reservationId: number): Promise<boolean> {
  const [due] = await tx.query(`SELECT 1 FROM deposit WHERE reservation_id = $1 AND status = 'due'`, [reservationId]);
  return due !== undefined;
}

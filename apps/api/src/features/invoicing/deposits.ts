import { depositRefundedEntries, depositTakenEntries, localDate, sumFen } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { lockOpenInvoices, oldestFirst, storeAllocations } from './allocate-payment.js';
import { postLedger } from './post-ledger.js';

interface Held {
  readonly id: number;
  readonly companyId: number;
  readonly amountFen: number;
}

/** A deposit is owed back: a liability, never revenue, never taxed (rules §4). A second one for the same reservation changes nothing. */
export async function takeDeposit(
  tx: Tx,
  deposit: {
    readonly companyId: number;
    readonly reservationId: number;
    readonly amountFen: number;
    readonly at: Date;
  },
): Promise<boolean> {
  if (deposit.amountFen <= 0) return false;
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO deposit (company_id, reservation_id, amount_fen, taken_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (reservation_id) DO NOTHING RETURNING id`,
    [deposit.companyId, deposit.reservationId, deposit.amountFen, deposit.at],
  );
  if (!row) return false;
  const entries = depositTakenEntries({ companyId: String(deposit.companyId), amountFen: deposit.amountFen });
  await postLedger(tx, [{ kind: 'deposit_taken', refId: row.id, postedAt: deposit.at, entries }]);
  return true;
}

async function release(
  tx: Tx,
  status: 'refunded' | 'set_off',
  given: { reservationId: number; at: Date },
): Promise<Held | undefined> {
  const [held] = await tx.query<Held>(
    `UPDATE deposit SET status = $2, released_at = $3 WHERE reservation_id = $1 AND status = 'held'
     RETURNING id, company_id "companyId", amount_fen "amountFen"`,
    [given.reservationId, status, given.at],
  );
  return held;
}

/** Gives a held deposit back. False when none is held, so that a second call changes nothing. */
export async function refundDeposit(
  tx: Tx,
  given: { readonly reservationId: number; readonly at: Date },
): Promise<boolean> {
  const held = await release(tx, 'refunded', given);
  if (!held) return false;
  const entries = depositRefundedEntries({ companyId: String(held.companyId), amountFen: held.amountFen });
  await postLedger(tx, [{ kind: 'deposit_refunded', refId: held.id, postedAt: given.at, entries }]);
  return true;
}

/** Sets a held deposit off against the company's open invoices, oldest first; what they do not need becomes its balance. */
export async function setOffDeposit(
  tx: Tx,
  given: { readonly reservationId: number; readonly at: Date; readonly timeZone: string; readonly actorId: number },
): Promise<boolean> {
  const held = await release(tx, 'set_off', given);
  if (!held) return false;
  const { companyId, amountFen } = held;
  const open = await lockOpenInvoices(tx, companyId);
  const [payment] = await tx.query<{ id: number }>(
    `INSERT INTO payment (company_id, amount_fen, received_on, method, reference, created_by) VALUES ($1, $2, $3, 'deposit', $4, $5) RETURNING id`,
    [companyId, amountFen, localDate(given.at.getTime(), given.timeZone), `deposit-${held.id}`, given.actorId],
  );
  if (!payment) throw new Error('the set-off was not stored');
  const allocated = await storeAllocations(tx, { id: payment.id, companyId }, oldestFirst(open, amountFen));
  const allocatedFen = sumFen(allocated.map((a) => a.amountFen));
  const sides = [
    { account: 'deposits_held' as const, amountFen },
    { account: 'receivable' as const, amountFen: 0 - allocatedFen },
    { account: 'unallocated' as const, amountFen: allocatedFen - amountFen },
  ];
  const entries = sides
    .filter((side) => side.amountFen !== 0)
    .map((side) => ({ ...side, companyId: String(companyId) }));
  await postLedger(tx, [{ kind: 'deposit_set_off', refId: held.id, postedAt: given.at, entries }]);
  return true;
}

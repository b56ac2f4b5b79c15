import { type DepositPart, depositRefundedEntries, depositStatus, localDate, sumFen } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { conflict } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { lockOpenInvoices, notOpen, type OpenInvoice } from '../allocate-payment.js';
import { postLedger } from '../post-ledger.js';
import { payFromDeposit } from './pay-from-deposit.js';
import { forfeitItem } from './forfeit-item.js';
import type { HeldDeposit, NewPart, Release } from './held-deposit.js';

/** Locks a deposit by its own id or its reservation's; its parts can be changed by nobody else then. */
export async function lockDeposit(
  tx: Tx,
  wanted: { readonly id?: number; readonly reservationId?: number },
): Promise<HeldDeposit | undefined> {
  const [deposit] = await tx.query<Omit<HeldDeposit, 'parts'>>(
    `SELECT id, company_id "companyId", reservation_id "reservationId", amount_fen "amountFen", status, version
     FROM deposit WHERE id = $1 OR reservation_id = $2 FOR UPDATE`,
    [wanted.id ?? null, wanted.reservationId ?? null],
  );
  if (!deposit) return undefined;
  const parts = await tx.query<DepositPart>(
    `SELECT kind, amount_fen "amountFen" FROM deposit_part WHERE deposit_id = $1 AND withdrawn_at IS NULL`,
    [deposit.id],
  );
  return { ...deposit, parts };
}

/**
 * Decides on parts of a locked deposit: given back, set off against open invoices or those that were chosen (the rest is
 * a balance), or kept. What is kept becomes a line of the company's next invoice and pays it; until then it stays a
 * liability. Refuses more than is undecided with 409 `deposit_parts_too_large`, one that is not held with 409 `deposit_not_held`.
 */
export async function releaseDeposit(
  tx: Tx,
  held: HeldDeposit,
  { parts, ...release }: Release & { readonly parts: readonly NewPart[] },
): Promise<void> {
  if (held.status !== 'held') throw notHeld(held.status);
  const undecidedFen = held.amountFen - sumFen(held.parts.map((p) => p.amountFen));
  if (sumFen(parts.map((part) => part.amountFen)) > undecidedFen) throw tooLarge(undecidedFen);
  for (const part of parts) await settlePart(tx, held, { ...release, part });
  const all = [...held.parts, ...parts];
  const status = depositStatus(held.amountFen, all);
  const settledFen = sumFen(parts.filter((p) => p.kind !== 'forfeit').map((p) => p.amountFen));
  await tx.query(
    `UPDATE deposit SET decided_fen = $2, released_fen = released_fen + $3, status = $4, released_at = $5, version = version + 1 WHERE id = $1`,
    [held.id, sumFen(all.map((p) => p.amountFen)), settledFen, status, status === 'held' ? null : release.at],
  );
  await record(tx, {
    actorId: release.actorId,
    companyId: held.companyId,
    action: 'deposit.released',
    entity: 'deposit',
    entityId: held.id,
    data: { reservationId: held.reservationId, parts, status },
    event: true,
  });
}

async function settlePart(tx: Tx, held: HeldDeposit, order: Release & { readonly part: NewPart }): Promise<void> {
  const { part, at, actorId } = order;
  const itemId = part.kind === 'forfeit' ? await forfeitItem(tx, held, order) : null;
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO deposit_part (company_id, deposit_id, kind, amount_fen, reason, decided_at, decided_by, item_id, settled_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $3 = 'forfeit' THEN NULL ELSE $6::timestamptz END) RETURNING id`,
    [held.companyId, held.id, part.kind, part.amountFen, part.reason ?? '', at, actorId, itemId],
  );
  if (!row) throw new Error('the part was not stored');
  if (part.kind === 'refund') {
    const entries = depositRefundedEntries({ companyId: String(held.companyId), amountFen: part.amountFen });
    await postLedger(tx, [{ kind: 'deposit_refunded', refId: row.id, postedAt: at, entries }]);
  }
  if (part.kind === 'set_off') {
    const paid = { partId: row.id, companyId: held.companyId, amountFen: part.amountFen };
    const receivedOn = localDate(at.getTime(), order.timeZone);
    const invoices = part.invoiceIds && (await chosen(tx, held.companyId, part.invoiceIds));
    await payFromDeposit(tx, { ...paid, kind: 'deposit_set_off', at, receivedOn, actorId, invoices });
  }
}

/** The open invoices that were chosen, those due first first; one that is not open, or is not the company's, is refused. */
async function chosen(tx: Tx, companyId: number, ids: readonly number[]): Promise<OpenInvoice[]> {
  const open = await lockOpenInvoices(tx, companyId);
  const missing = ids.find((id) => open.every((invoice) => invoice.id !== id));
  if (missing !== undefined) throw notOpen(missing);
  return open.filter((invoice) => ids.includes(invoice.id));
}

/** Gives back what of a reservation's deposit is undecided; one that never came in is wanted no more. False when nothing is left to do. */
export async function refundDeposit(
  tx: Tx,
  given: { readonly reservationId: number; readonly at: Date; readonly actorId?: number },
): Promise<boolean> {
  const held = await lockDeposit(tx, given);
  if (held?.status === 'due') return cancelDue(tx, held, given);
  return releaseRest(tx, held, { kind: 'refund', timeZone: 'UTC', ...given });
}

/** Sets what of a reservation's deposit is undecided off against the company's open invoices, oldest first; what they do not need becomes its balance. */
export async function setOffDeposit(
  tx: Tx,
  given: { readonly reservationId: number; readonly at: Date; readonly timeZone: string; readonly actorId: number },
): Promise<boolean> {
  return releaseRest(tx, await lockDeposit(tx, given), { kind: 'set_off', ...given });
}

/** Keeps a part of a reservation's deposit, for a damage or a breach; the rest is as before. */
export async function forfeitDeposit(
  tx: Tx,
  given: Release & { readonly reservationId: number; readonly amountFen: number; readonly reason: string },
): Promise<void> {
  const held = await lockDeposit(tx, given);
  if (!held) throw notHeld('none');
  const { amountFen, reason, ...release } = given;
  await releaseDeposit(tx, held, { ...release, parts: [{ kind: 'forfeit', amountFen, reason }] });
}

async function releaseRest(
  tx: Tx,
  held: HeldDeposit | undefined,
  { kind, at, timeZone, actorId }: Omit<Release, 'actorId'> & { kind: 'refund' | 'set_off'; actorId?: number },
): Promise<boolean> {
  if (held?.status !== 'held') return false;
  const amountFen = held.amountFen - sumFen(held.parts.map((p) => p.amountFen));
  await releaseDeposit(tx, held, { at, timeZone, actorId: actorId ?? null, parts: [{ kind, amountFen }] });
  return true;
}

async function cancelDue(tx: Tx, held: HeldDeposit, given: { at: Date; actorId?: number }): Promise<boolean> {
  await tx.query(`UPDATE deposit SET status = 'cancelled', released_at = $2, version = version + 1 WHERE id = $1`, [
    held.id,
    given.at,
  ]);
  await record(tx, {
    actorId: given.actorId ?? null,
    companyId: held.companyId,
    action: 'deposit.cancelled',
    entity: 'deposit',
    entityId: held.id,
    data: { reservationId: held.reservationId },
    event: true,
  });
  return true;
}

const tooLarge = (undecidedFen: number): Error =>
  conflict(
    'deposit_parts_too_large',
    { zh: '处理金额超过押金未处理余额', en: 'More is released than is left of the deposit' },
    { undecidedFen },
  );

const notHeld = (status: string): Error =>
  conflict(
    'deposit_not_held',
    status === 'due'
      ? { zh: '押金尚未收到，先登记收款再处理', en: 'The deposit has not come in yet; record its receipt first' }
      : { zh: '押金已全部处理，没有可再处理的余额', en: 'Nothing of this deposit is left to decide on' },
    { depositStatus: status },
  );

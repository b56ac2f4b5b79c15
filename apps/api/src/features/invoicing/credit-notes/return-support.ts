import { supportReturnedEntries } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { record } from '../../../platform/outbox/record.js';
import { postLedger } from '../post-ledger.js';
import type { OtherPayment } from './paid-otherwise.js';

/** For what, when and by whom something goes back. */
export interface ReturnedFor {
  readonly noteId: number;
  readonly noteNumber: string;
  readonly companyId: number;
  readonly invoice: { readonly id: number; readonly number: string };
  readonly at: Date;
  readonly actorId: number;
}

/** A payment of which something goes back. */
export interface Returning extends OtherPayment {
  readonly backFen: number;
}

/**
 * Gives back what was paid otherwise than with money, because its invoice is credited: the programme may grant it again,
 * the voucher can be used again, the loss is none. The invoice is locked by the caller, who sets the amount off there.
 */
export async function returnSupport(tx: Tx, all: readonly Returning[], by: ReturnedFor): Promise<void> {
  const parts = all.filter((one) => one.backFen > 0);
  if (parts.length === 0) return;
  for (const part of parts) await returned(tx, part, by);
  const entries = supportReturnedEntries({
    companyId: String(by.companyId),
    parts: parts.map(({ by: kind, backFen }) => ({ by: kind, amountFen: backFen })),
  });
  await postLedger(tx, [{ kind: 'support_returned', refId: by.noteId, postedAt: by.at, entries }]);
}

async function returned(tx: Tx, part: Returning, by: ReturnedFor): Promise<void> {
  const { paymentId, backFen, amountFen, programmeId } = part;
  const isWhole = backFen === amountFen;
  await tx.query(
    isWhole
      ? 'DELETE FROM payment_allocation WHERE payment_id = $1 AND invoice_id = $2'
      : 'UPDATE payment_allocation SET amount_fen = amount_fen - $3 WHERE payment_id = $1 AND invoice_id = $2',
    [paymentId, by.invoice.id, ...(isWhole ? [] : [backFen])],
  );
  await tx.query('UPDATE payment SET returned_fen = returned_fen + $2 WHERE id = $1', [paymentId, backFen]);
  if (isWhole) await closePayment(tx, part, by);
  if (programmeId !== null)
    await tx.query('UPDATE subsidy_programme SET used_fen = used_fen - $2 WHERE id = $1', [programmeId, backFen]);
  await voucherBack(tx, part, by);
}

/** Nothing of it pays any more: it stays in sight as taken back (ADR 0027), and its reference is free again. */
async function closePayment(tx: Tx, { paymentId, amountFen }: Returning, by: ReturnedFor): Promise<void> {
  await tx.query(
    `UPDATE payment SET reversed_at = $2, reversed_by = $3, reversal_reason = $4, reversed_allocations = $5 WHERE id = $1`,
    [
      paymentId,
      by.at,
      by.actorId,
      by.noteNumber,
      JSON.stringify([{ invoiceId: by.invoice.id, number: by.invoice.number, amountFen }]),
    ],
  );
}

/** A use is undone, or worth less from now on; what was handed in for more is handed in anew. */
async function voucherBack(tx: Tx, part: Returning, by: ReturnedFor): Promise<void> {
  const { useId, voucherId, backFen, amountFen } = part;
  if (useId === null || voucherId === null) return;
  if (backFen === amountFen) {
    await tx.query(
      `UPDATE voucher_use SET state = 'returned', returned_at = $2, returned_by = $3, returned_reason = $4, version = version + 1 WHERE id = $1`,
      [useId, by.at, by.actorId, by.noteNumber],
    );
  } else {
    await tx.query(
      `UPDATE voucher_use SET amount_fen = amount_fen - $2, state = 'used', version = version + 1 WHERE id = $1`,
      [useId, backFen],
    );
  }
  await tx.query('UPDATE voucher SET used_fen = used_fen - $2, version = version + 1 WHERE id = $1', [
    voucherId,
    backFen,
  ]);
  await record(tx, {
    actorId: by.actorId,
    companyId: by.companyId,
    action: 'voucher.use_returned',
    entity: 'voucher',
    entityId: voucherId,
    data: { useId, amountFen: backFen, invoice: by.invoice.number },
    reason: by.noteNumber,
    event: true,
  });
}

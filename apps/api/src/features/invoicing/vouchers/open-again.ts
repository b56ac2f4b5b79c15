import type { Tx } from '../../../platform/database/database.js';
import { remindAgain } from '../invoice-reminders.js';

export interface TakenBack {
  readonly invoiceId: number;
  readonly paymentId: number;
  readonly amountFen: number;
  readonly reason: string;
  readonly at: Date;
  readonly actorId: number;
  readonly timeZone: string;
}

/**
 * Takes a voucher's payment off its locked invoice, which is open again by as much and reminded of what is still ahead.
 * The payment stays in sight as taken back (ADR 0027).
 */
export async function openAgain(tx: Tx, back: TakenBack): Promise<void> {
  const { invoiceId, paymentId, amountFen } = back;
  const [invoice] = await tx.query<{ id: number; number: string; dueOn: string; status: string }>(
    `WITH gone AS (DELETE FROM payment_allocation WHERE payment_id = $2)
     UPDATE invoice SET paid_fen = paid_fen - $3, version = version + 1,
       status = CASE WHEN paid_fen > $3 OR credited_fen > 0 THEN 'part_paid' ELSE 'issued' END
     WHERE id = $1 AND status <> 'void' RETURNING id, number, due_on "dueOn", status`,
    [invoiceId, paymentId, amountFen],
  );
  if (!invoice) throw new Error('the invoice of a use is there');
  await tx.query(
    `UPDATE payment SET returned_fen = amount_fen, reversed_at = $2, reversed_by = $3, reversal_reason = $4, reversed_allocations = $5 WHERE id = $1`,
    [paymentId, back.at, back.actorId, back.reason, JSON.stringify([{ invoiceId, number: invoice.number, amountFen }])],
  );
  await remindAgain(tx, [invoice], back);
}

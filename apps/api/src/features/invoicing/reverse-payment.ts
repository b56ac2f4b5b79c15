import { paymentReversedEntries, sumFen } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { conflict, notFound } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { keepGivenBack } from './credit-notes/keep-given-back.js';
import { remindAgain } from './invoice-reminders.js';
import { lockLineOf, lockMoney } from './lock-money.js';
import { postLedger } from './post-ledger.js';

interface Taken {
  readonly id: number;
  readonly companyId: number;
  readonly amountFen: number;
  readonly returnedFen: number;
  readonly method: string;
  readonly reversed: boolean;
}

interface Undone {
  readonly invoiceId: number;
  readonly number: string;
  readonly amountFen: number;
}

/** Who does it, when, and the park's zone (reminders are due by its mornings). */
export interface ReversedBy {
  readonly actorId: number;
  readonly now: Date;
  readonly timeZone: string;
}

/** How money comes in; a payment by anything else brought none. */
export const moneyMethods: ReadonlySet<string> = new Set(['bank', 'cash', 'wechat', 'alipay', 'other', 'prepaid']);

function refuse(payment: Taken): void {
  if (payment.reversed)
    throw conflict('already_reversed', { zh: '该收款已冲回', en: 'This payment is taken back already' });
  if (!moneyMethods.has(payment.method))
    throw conflict('payment_not_reversible', {
      zh: '该笔不是收到的款项（贷项、押金、创新券或补贴），请在其来源处撤回',
      en: 'This is no money that came in (a credit, deposit, voucher or subsidy); take it back where it comes from',
    });
  if (payment.returnedFen > 0)
    throw conflict('payment_refunded', {
      zh: '该收款的余额已部分退还，不能冲回；请先撤销退款',
      en: 'Part of this payment was refunded; take the refund back first',
    });
}

/** A part of a bank line is not taken back alone: what of the line is left would be nobody's. */
async function refusePartOfLine(tx: Tx, paymentId: number): Promise<void> {
  const [split] = await tx.query(
    `SELECT FROM bank_match m WHERE m.payment_id = $1 AND m.undone_at IS NULL
       AND EXISTS (SELECT FROM bank_match o WHERE o.line_id = m.line_id AND o.undone_at IS NULL AND o.id <> m.id)`,
    [paymentId],
  );
  if (split)
    throw conflict('part_of_split_line', {
      zh: '该收款是一笔拆分流水的一部分，不能单独冲回；请在“银行对账”中撤销整笔流水的确认，再重新拆分',
      en: 'This payment is a part of a split bank line; undo the line under “Bank statements” and split it again',
    });
}

/** Takes the allocations of a payment away and opens its invoices again. */
async function openInvoices(tx: Tx, payment: Taken, by: ReversedBy): Promise<Undone[]> {
  const locked = await tx.query<{ id: number; status: string }>(
    `SELECT i.id, i.status FROM invoice i WHERE i.id IN (SELECT invoice_id FROM payment_allocation WHERE payment_id = $1)
     ORDER BY i.due_on, i.number FOR UPDATE`,
    [payment.id],
  );
  if (locked.some((invoice) => invoice.status === 'void'))
    throw conflict('invoice_void', {
      zh: '所核销的账单已全额红冲，不能冲回收款；请办理退款',
      en: 'An invoice it paid is void by credit notes; refund the money instead',
    });
  await keepGivenBack(tx, payment.id);
  const undone = await tx.query<Undone & { dueOn: string; status: string }>(
    `WITH gone AS (DELETE FROM payment_allocation WHERE payment_id = $1 RETURNING invoice_id, amount_fen),
       sums AS (SELECT invoice_id, sum(amount_fen)::bigint amount_fen FROM gone GROUP BY invoice_id)
     UPDATE invoice i SET paid_fen = i.paid_fen - s.amount_fen, version = i.version + 1,
       status = CASE WHEN i.paid_fen > s.amount_fen THEN 'part_paid' ELSE 'issued' END
     FROM sums s WHERE i.id = s.invoice_id
     RETURNING i.id "invoiceId", i.number, s.amount_fen "amountFen", i.due_on "dueOn", i.status`,
    [payment.id],
  );
  const open = undone.map(({ invoiceId: id, dueOn, status }) => ({ id, dueOn, status }));
  await remindAgain(tx, open, { at: by.now, timeZone: by.timeZone });
  return undone.map(({ invoiceId, number, amountFen }) => ({ invoiceId, number, amountFen }));
}

/**
 * Takes a payment back: its posting turned round, its invoices open again, its bank line undecided again. Everything
 * stays in sight with who did it and why. A second call is refused and changes nothing.
 */
export async function reversePayment(
  tx: Tx,
  wanted: { readonly paymentId: number; readonly reason: string; readonly isWithItsLine?: boolean },
  by: ReversedBy,
): Promise<{ id: number; companyId: number; reopened: Undone[] }> {
  const [whose] = await tx.query<{ company_id: number }>('SELECT company_id FROM payment WHERE id = $1', [
    wanted.paymentId,
  ]);
  if (!whose) throw notFound();
  await lockLineOf(tx, 'payment_id', wanted.paymentId);
  await lockMoney(tx, whose.company_id);
  const [payment] = await tx.query<Taken>(
    `SELECT id, company_id "companyId", amount_fen "amountFen", returned_fen "returnedFen", method, reversed_at IS NOT NULL reversed
     FROM payment WHERE id = $1 FOR UPDATE`,
    [wanted.paymentId],
  );
  if (!payment) throw notFound();
  refuse(payment);
  if (!wanted.isWithItsLine) await refusePartOfLine(tx, payment.id);
  const reopened = await openInvoices(tx, payment, by);
  await tx.query(
    `UPDATE payment SET returned_fen = amount_fen, reversed_at = $2, reversed_by = $3, reversal_reason = $4, reversed_allocations = $5 WHERE id = $1`,
    [payment.id, by.now, by.actorId, wanted.reason, JSON.stringify(reopened)],
  );
  const { companyId, amountFen } = payment;
  const allocatedFen = sumFen(reopened.map((one) => one.amountFen));
  const entries = paymentReversedEntries({ companyId: String(companyId), amountFen, allocatedFen });
  await postLedger(tx, [{ kind: 'payment_reversed', refId: payment.id, postedAt: by.now, entries }]);
  await reopenLine(tx, payment.id, { ...by, reason: wanted.reason });
  await record(tx, {
    actorId: by.actorId,
    companyId,
    action: 'payment.reversed',
    entity: 'payment',
    entityId: payment.id,
    data: { amountFen, invoices: reopened.map((one) => one.number) },
    reason: wanted.reason,
    event: true,
  });
  return { id: payment.id, companyId, reopened };
}

/** The bank line that was confirmed as the payment is undecided again. */
async function reopenLine(
  tx: Tx,
  paymentId: number,
  by: { actorId: number; now: Date; reason: string },
): Promise<void> {
  await tx.query(
    `WITH undone AS (
       UPDATE bank_match SET undone_at = $2, undone_by = $3, undo_reason = $4 WHERE payment_id = $1 AND undone_at IS NULL RETURNING line_id)
     UPDATE bank_line l SET status = 'open', decided_at = NULL, decided_by = NULL, version = version + 1 FROM undone WHERE l.id = undone.line_id`,
    [paymentId, by.now, by.actorId, by.reason],
  );
}

import type { z } from 'zod';
import type { Suggestion } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { badRequest, conflict, notFound, type Problem } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { payRefund } from '../refunds/pay-refund.js';
import { storePayment } from '../store-payment.js';
import type { lineConfirmed, lineDecision } from './bank.dto.js';

export type LineDecision = z.infer<typeof lineDecision>;

export interface LockedLine {
  readonly id: number;
  readonly status: string;
  readonly bookedOn: string;
  readonly amountFen: number;
  readonly text: string;
  readonly reference: string;
}

/** Who does it and when. */
export interface By {
  readonly actorId: number;
  readonly now: Date;
}

interface Booked {
  readonly companyId: number;
  readonly paymentId: number | null;
  readonly refundId: number | null;
  /** Made by the confirmation. */
  readonly isOwn: boolean;
}

/** A line, locked until the decision commits; a second clerk waits and finds it decided. */
export async function lockLine(tx: Tx, lineId: number): Promise<LockedLine> {
  const [line] = await tx.query<LockedLine>(
    `SELECT id, status, booked_on "bookedOn", amount_fen "amountFen", text, reference FROM bank_line WHERE id = $1 FOR UPDATE`,
    [lineId],
  );
  if (!line) throw notFound();
  return line;
}

export const decided = (line: LockedLine): Problem =>
  conflict(
    'line_decided',
    { zh: '该流水已由他人处理，请刷新后查看', en: 'Somebody decided on this line already; look again' },
    { lineStatus: line.status },
  );

const wrongDirection = (): Problem =>
  badRequest('wrong_direction', {
    zh: '收入流水只能登记为收款，支出流水只能登记为退款',
    en: 'Money in can be a payment only, money out a refund only',
  });

/** What was recorded before must be of the line's amount; whether another line has it already the database decides. */
async function recordedBefore(tx: Tx, line: LockedLine, of: 'payment' | 'refund', id: number): Promise<number> {
  const [row] = await tx.query<{ company_id: number; amount_fen: number }>(
    `SELECT company_id, amount_fen FROM ${of} WHERE id = $1 AND reversed_at IS NULL FOR UPDATE`,
    [id],
  );
  if (!row) throw notFound();
  if (row.amount_fen !== Math.abs(line.amountFen))
    throw conflict('amount_differs', {
      zh: '金额与流水不一致，不能关联',
      en: 'Its amount is not that of the line',
    });
  return row.company_id;
}

async function booked(tx: Tx, line: LockedLine, decision: LineDecision, by: By): Promise<Booked> {
  const isIn = line.amountFen > 0;
  if ((decision.as === 'refund') === isIn) throw wrongDirection();
  const { bookedOn, reference } = line;
  const note = line.text.slice(0, 500);
  if (decision.as === 'recorded') {
    const companyId = await recordedBefore(tx, line, 'payment', decision.paymentId);
    return { companyId, paymentId: decision.paymentId, refundId: null, isOwn: false };
  }
  const { companyId } = decision;
  if (decision.as === 'refund') {
    if (decision.refundId !== null) {
      const whose = await recordedBefore(tx, line, 'refund', decision.refundId);
      return { companyId: whose, paymentId: null, refundId: decision.refundId, isOwn: false };
    }
    const refund = { companyId, amountFen: -line.amountFen, paidOn: bookedOn, method: 'bank', reference, note };
    return { companyId, paymentId: null, refundId: (await payRefund(tx, refund, by)).id, isOwn: true };
  }
  const { id } = await storePayment(
    tx,
    {
      companyId,
      amountFen: line.amountFen,
      receivedOn: bookedOn,
      method: decision.as === 'prepaid' ? 'prepaid' : 'bank',
      reference,
      note,
      allocations: decision.as === 'prepaid' ? [] : decision.allocations,
      service: decision.as === 'prepaid' ? decision.service : undefined,
    },
    by,
  );
  return { companyId, paymentId: id, refundId: null, isOwn: true };
}

/**
 * Makes of a line what a person says it is: the payment with its allocations, the refund, or what was recorded before,
 * all in the caller's transaction. A line is confirmed once; the lock and the unique match decide who was first.
 */
export async function confirmLine(
  tx: Tx,
  lineId: number,
  decision: LineDecision,
  by: By,
): Promise<z.infer<typeof lineConfirmed>> {
  const line = await lockLine(tx, lineId);
  if (line.status !== 'open') throw decided(line);
  const { companyId, paymentId, refundId, isOwn } = await booked(tx, line, decision, by);
  await tx.query(
    `INSERT INTO bank_match (line_id, company_id, payment_id, refund_id, is_own, confirmed_by, confirmed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [lineId, companyId, paymentId, refundId, isOwn, by.actorId, by.now],
  );
  await tx.query(
    `UPDATE bank_line SET status = 'confirmed', decided_by = $2, decided_at = $3, version = version + 1 WHERE id = $1`,
    [lineId, by.actorId, by.now],
  );
  await record(tx, {
    actorId: by.actorId,
    companyId,
    action: 'bank_line.confirmed',
    entity: 'bank_line',
    entityId: lineId,
    data: { as: decision.as, paymentId, refundId, amountFen: line.amountFen },
  });
  return { id: lineId, paymentId, refundId };
}

/** What a suggestion says, as a decision. */
export function decisionOf(line: { readonly amountFen: number }, suggestion: Suggestion): LineDecision {
  const { companyId, allocations, refundId, paymentId } = suggestion;
  if (line.amountFen < 0) return { as: 'refund', companyId, refundId };
  if (paymentId !== null) return { as: 'recorded', paymentId };
  const parts = allocations.map(({ invoiceId, amountFen }) => ({ invoiceId, amountFen }));
  return parts.length > 0 ? { as: 'payment', companyId, allocations: parts } : { as: 'prepaid', companyId };
}

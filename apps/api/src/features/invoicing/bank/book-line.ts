import { type DepositMoney, formatYuan, type LineDecision, type LinePart, sumFen } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { badRequest, conflict, notFound } from '../../../platform/http/problem.js';
import { receiveDeposit } from '../deposits/receive-deposit.js';
import { lockDeposit } from '../deposits/release-deposit.js';
import { payRefund } from '../refunds/pay-refund.js';
import { moneyMethods } from '../reverse-payment.js';
import { storePayment } from '../store-payment.js';

type PaidPart = Exclude<LinePart, DepositMoney>;

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

/** What a line, or a part of it, became: exactly one of payment, refund and deposit. */
export interface Booked {
  readonly companyId: number;
  readonly amountFen: number;
  readonly paymentId: number | null;
  readonly refundId: number | null;
  readonly depositId: number | null;
  /** Made by the confirmation, and taken back with it. */
  readonly isOwn: boolean;
}

const none = { paymentId: null, refundId: null, depositId: null };

/** What stands as recorded; the row that takes a refund back is none itself. */
const standing = {
  payment: 'SELECT company_id, amount_fen, method FROM payment WHERE id = $1 AND reversed_at IS NULL FOR UPDATE',
  refund: `SELECT company_id, amount_fen, method FROM refund
    WHERE id = $1 AND reversed_at IS NULL AND reverses_id IS NULL FOR UPDATE`,
};

/** What was recorded before must be of the line's amount; whether another line has it already the database decides. */
async function recordedBefore(tx: Tx, line: LockedLine, of: 'payment' | 'refund', id: number): Promise<Booked> {
  const [row] = await tx.query<{ company_id: number; amount_fen: number; method: string }>(standing[of], [id]);
  if (!row) throw notFound();
  if (of === 'payment' && !moneyMethods.has(row.method)) throw noMoney();
  const amountFen = Math.abs(line.amountFen);
  if (row.amount_fen !== amountFen)
    throw conflict('amount_differs', {
      zh: '金额与流水不一致，不能关联',
      en: 'Its amount is not that of the line',
    });
  const whole = { companyId: row.company_id, amountFen, depositId: null, isOwn: false };
  return of === 'payment' ? { ...whole, paymentId: id, refundId: null } : { ...whole, paymentId: null, refundId: id };
}

/** A deposit that was due is received by it; one that counts as taken already is only linked. */
async function deposited(tx: Tx, line: LockedLine, depositId: number, by: By): Promise<Booked> {
  const deposit = await lockDeposit(tx, { id: depositId });
  if (!deposit) throw notFound();
  if (deposit.status === 'cancelled')
    throw conflict('deposit_cancelled', {
      zh: '该押金已取消，不再需要收取；可记为预付款',
      en: 'This deposit is wanted no more; take the money as prepaid',
    });
  const { companyId, amountFen } = deposit;
  const isOwn = deposit.status === 'due';
  if (isOwn)
    await receiveDeposit(tx, deposit, { method: 'bank', reference: line.reference, actorId: by.actorId, at: by.now });
  return { ...none, companyId, amountFen, depositId, isOwn };
}

async function paid(
  tx: Tx,
  line: LockedLine,
  part: PaidPart & { readonly reference: string },
  by: By,
): Promise<Booked> {
  const { companyId, amountFen, reference } = part;
  const isPrepaid = part.as === 'prepaid';
  const { id } = await storePayment(
    tx,
    {
      companyId,
      amountFen,
      receivedOn: line.bookedOn,
      method: isPrepaid ? 'prepaid' : 'bank',
      reference,
      note: line.text.slice(0, 500),
      allocations: isPrepaid ? [] : part.allocations,
      service: isPrepaid ? part.service : undefined,
    },
    by,
  );
  return { ...none, companyId, amountFen, paymentId: id, isOwn: true };
}

/** A reference is one payment's; those after the first of a line say which part they are. */
const referenceOf = (line: LockedLine, index: number): string =>
  line.reference === '' || index === 0 ? line.reference : `${line.reference}#${index + 1}`;

/** Deposits before invoices and companies in one order, so that two clerks never wait for each other. */
async function bookParts(tx: Tx, line: LockedLine, parts: readonly LinePart[], by: By): Promise<Booked[]> {
  const booked: Booked[] = [];
  const deposits = parts.flatMap((part) => (part.as === 'deposit' ? [part.depositId] : [])).sort((a, b) => a - b);
  for (const id of deposits) booked.push(await deposited(tx, line, id, by));
  const paying = parts.flatMap((part) => (part.as === 'deposit' ? [] : [part]));
  const partsFen = sumFen([...booked, ...paying].map((one) => one.amountFen));
  if (partsFen !== line.amountFen) throw differs(partsFen, line.amountFen);
  const ordered = [...paying].sort((a, b) => a.companyId - b.companyId);
  for (const [index, part] of ordered.entries())
    booked.push(await paid(tx, line, { ...part, reference: referenceOf(line, index) }, by));
  return booked;
}

const noMoney = (): Error =>
  conflict('no_money_received', {
    zh: '该笔不是收到的款项（贷项、押金、核销、创新券或补贴），不能与银行流水关联',
    en: 'This is no money that came in (a credit, deposit, write-off, voucher or subsidy); no bank line is linked with it',
  });

const differs = (partsFen: number, lineFen: number): Error =>
  badRequest(
    'parts_differ',
    {
      zh: `合计 ${formatYuan(partsFen)} 与流水金额 ${formatYuan(lineFen)} 不一致，请调整或拆分`,
      en: `This comes to ${formatYuan(partsFen)}, the line to ${formatYuan(lineFen)}; change the parts or split it`,
    },
    { partsFen, lineFen },
  );

/** Books what a person says a locked line is: its payments, deposits or refund, or the link to what was recorded before. */
export async function bookLine(tx: Tx, line: LockedLine, decision: LineDecision, by: By): Promise<Booked[]> {
  const { amountFen, bookedOn, reference } = line;
  if ((decision.as === 'refund') === amountFen > 0)
    throw badRequest('wrong_direction', {
      zh: '收入流水只能登记为收款或押金，支出流水只能登记为退款',
      en: 'Money in can be payments and deposits only, money out a refund only',
    });
  if (decision.as === 'recorded') return [await recordedBefore(tx, line, 'payment', decision.paymentId)];
  if (decision.as === 'refund') {
    const { companyId, refundId } = decision;
    if (refundId !== null) return [await recordedBefore(tx, line, 'refund', refundId)];
    const note = line.text.slice(0, 500);
    const refund = { companyId, amountFen: -amountFen, paidOn: bookedOn, method: 'bank', reference, note };
    return [{ ...none, companyId, amountFen: -amountFen, refundId: (await payRefund(tx, refund, by)).id, isOwn: true }];
  }
  const parts =
    decision.as === 'split' ? decision.parts : [decision.as === 'deposit' ? decision : { ...decision, amountFen }];
  return bookParts(tx, line, parts, by);
}

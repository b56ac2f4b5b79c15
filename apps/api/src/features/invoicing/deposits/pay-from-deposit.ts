import { depositForfeitedEntries, depositSetOffEntries, sumFen } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { lockOpenInvoices, type OpenInvoice, oldestFirst, storeAllocations } from '../allocate-payment.js';
import { postLedger } from '../post-ledger.js';

export interface DepositPayment {
  readonly partId: number;
  readonly companyId: number;
  readonly amountFen: number;
  readonly kind: 'deposit_set_off' | 'deposit_forfeited';
  readonly at: Date;
  readonly receivedOn: string;
  readonly actorId: number | null;
  /** Only these, where they are named; else what is open, oldest first. */
  readonly invoices?: readonly OpenInvoice[];
}

/** Pays invoices with a part of a deposit; what they do not take up becomes the company's balance. */
export async function payFromDeposit(tx: Tx, pay: DepositPayment): Promise<void> {
  const { companyId, amountFen, partId } = pay;
  const open = pay.invoices ?? (await lockOpenInvoices(tx, companyId));
  const [payment] = await tx.query<{ id: number }>(
    `INSERT INTO payment (company_id, amount_fen, received_on, method, reference, created_by)
     VALUES ($1, $2, $3, 'deposit', $4, $5) RETURNING id`,
    [companyId, amountFen, pay.receivedOn, `deposit-${partId}`, pay.actorId],
  );
  if (!payment) throw new Error('the set-off was not stored');
  const allocated = await storeAllocations(tx, { id: payment.id, companyId }, oldestFirst(open, amountFen));
  const sides = { companyId: String(companyId), amountFen, allocatedFen: sumFen(allocated.map((a) => a.amountFen)) };
  const entries = pay.kind === 'deposit_set_off' ? depositSetOffEntries(sides) : depositForfeitedEntries(sides);
  await postLedger(tx, [{ kind: pay.kind, refId: partId, postedAt: pay.at, entries }]);
  await tx.query('UPDATE deposit_part SET payment_id = $2 WHERE id = $1', [partId, payment.id]);
}

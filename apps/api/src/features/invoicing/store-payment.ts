import { paymentEntries, sumFen } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { record } from '../../platform/outbox/record.js';
import {
  type Allocation,
  checkAllocations,
  lockOpenInvoices,
  oldestFirst,
  storeAllocations,
  type StoredAllocation,
} from './allocate-payment.js';
import { postLedger } from './post-ledger.js';

/** Money that came in. */
export interface IncomingPayment {
  readonly companyId: number;
  readonly amountFen: number;
  readonly receivedOn: string;
  readonly method: string;
  readonly reference: string;
  readonly note: string;
  /** Which invoices it pays; unsaid the oldest first, of prepaid money none. */
  readonly allocations?: readonly Allocation[];
  /** Of prepaid money: the period it is for, end exclusive. */
  readonly service?: { readonly from: string; readonly until: string };
}

export interface StoredPayment {
  readonly id: number;
  readonly allocated: StoredAllocation[];
  readonly unallocatedFen: number;
}

/** Keeps a payment with what it pays, posts it and tells of it, all in the caller's transaction; what is left is the company's balance. */
export async function storePayment(
  tx: Tx,
  input: IncomingPayment,
  by: { readonly actorId: number; readonly now: Date },
): Promise<StoredPayment> {
  const { companyId, amountFen, receivedOn, method, reference } = input;
  const open = await lockOpenInvoices(tx, companyId);
  if (input.allocations) checkAllocations(open, amountFen, input.allocations);
  const [payment] = await tx.query<{ id: number }>(
    `INSERT INTO payment (company_id, amount_fen, received_on, method, reference, note, service_from, service_until, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [
      companyId,
      amountFen,
      receivedOn,
      method,
      reference,
      input.note,
      input.service?.from ?? null,
      input.service?.until ?? null,
      by.actorId,
    ],
  );
  if (!payment) throw new Error('the payment was not stored');
  const wanted = input.allocations ?? (method === 'prepaid' ? [] : oldestFirst(open, amountFen));
  const allocated = await storeAllocations(tx, { id: payment.id, companyId }, wanted);
  const allocatedFen = sumFen(allocated.map((a) => a.amountFen));
  const entries = paymentEntries({ companyId: String(companyId), amountFen, allocatedFen });
  await postLedger(tx, [{ kind: 'payment', refId: payment.id, postedAt: by.now, entries }]);
  await record(tx, {
    actorId: by.actorId,
    companyId,
    action: 'payment.recorded',
    entity: 'payment',
    entityId: payment.id,
    data: { amountFen, receivedOn, method, reference, invoices: allocated.map((a) => a.number) },
    event: true,
  });
  return { id: payment.id, allocated, unallocatedFen: amountFen - allocatedFen };
}

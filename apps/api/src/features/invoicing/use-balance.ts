import type { Tx } from '../../platform/database/database.js';
import { record } from '../../platform/outbox/record.js';
import { lockOpenInvoices, oldestFirst, storeAllocations, type StoredAllocation } from './allocate-payment.js';
import { lockMoney } from './lock-money.js';
import { postLedger } from './post-ledger.js';

/** A payment of which something is left: neither allocated, refunded nor taken back. */
export interface LeftOver {
  readonly paymentId: number;
  readonly leftFen: number;
}

/** What is left of a company's payments, the oldest first; locked. Their sum is its balance. */
export function lockLeftOvers(tx: Tx, companyId: number): Promise<LeftOver[]> {
  return tx.query<LeftOver>(
    `SELECT * FROM (
       SELECT p.id "paymentId", p.amount_fen - p.returned_fen
         - coalesce((SELECT sum(amount_fen) FROM payment_allocation WHERE payment_id = p.id), 0)::bigint "leftFen"
       FROM payment p WHERE p.company_id = $1 AND p.returned_fen < p.amount_fen ORDER BY p.received_on, p.id FOR UPDATE) x
     WHERE "leftFen" > 0`,
    [companyId],
  );
}

/** Pays open invoices, those due first, from what is left of earlier payments and credits. */
export async function useBalance(
  tx: Tx,
  companyId: number,
  by: { readonly actorId: number | null; readonly now: Date },
): Promise<{ allocated: StoredAllocation[]; unallocatedFen: number }> {
  await lockMoney(tx, companyId);
  const open = [...(await lockOpenInvoices(tx, companyId))];
  const leftOvers = await lockLeftOvers(tx, companyId);
  const allocated: StoredAllocation[] = [];
  for (const { paymentId, leftFen } of leftOvers) {
    const stored = await storeAllocations(tx, { id: paymentId, companyId }, oldestFirst(open, leftFen));
    for (const { invoiceId, amountFen } of stored) {
      const at = open.findIndex((invoice) => invoice.id === invoiceId);
      const was = open[at];
      if (was) open[at] = { ...was, openFen: was.openFen - amountFen };
    }
    allocated.push(...stored);
    while (open[0]?.openFen === 0) open.shift();
  }
  const sides = (amountFen: number) => [
    { account: 'unallocated' as const, companyId: String(companyId), amountFen },
    { account: 'receivable' as const, companyId: String(companyId), amountFen: -amountFen },
  ];
  await postLedger(
    tx,
    allocated.map((a) => ({ kind: 'allocation', refId: a.id, postedAt: by.now, entries: sides(a.amountFen) })),
  );
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const unallocatedFen = sum(leftOvers.map((b) => b.leftFen)) - sum(allocated.map((a) => a.amountFen));
  if (allocated.length > 0) {
    await record(tx, {
      actorId: by.actorId,
      companyId,
      action: 'payment.balance_used',
      entity: 'company',
      entityId: companyId,
      data: { invoices: allocated.map((a) => a.number) },
      event: true,
    });
  }
  return { allocated, unallocatedFen };
}

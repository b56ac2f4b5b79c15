import { invariant } from '../core/assert.js';
import { paymentEntries, type CompanyAmount, type LedgerEntry } from './ledger.js';

/**
 * Money that goes back to a company: first what is owed back to it (credit notes of kind refund), then its balance.
 * 300.00 of which 100.00 were owed back: refunds_payable 100.00, unallocated 200.00, bank −300.00.
 */
export function refundEntries(refund: {
  readonly companyId: string;
  readonly payableFen: number;
  readonly balanceFen: number;
}): LedgerEntry[] {
  const { companyId, payableFen, balanceFen } = refund;
  invariant(payableFen >= 0 && balanceFen >= 0 && payableFen + balanceFen > 0, 'a refund pays something back');
  const sides = [
    { account: 'refunds_payable' as const, companyId, amountFen: payableFen },
    { account: 'unallocated' as const, companyId, amountFen: balanceFen },
    { account: 'bank' as const, companyId, amountFen: 0 - payableFen - balanceFen },
  ];
  return sides.filter((side) => side.amountFen !== 0);
}

/** Entries turned round: what takes a posting back. */
export function reversedEntries(entries: readonly LedgerEntry[]): LedgerEntry[] {
  return entries.map((entry) => ({ ...entry, amountFen: 0 - entry.amountFen }));
}

/** Taking a payment back that was none: what its invoices took up is receivable again, the rest is no balance any more. */
export function paymentReversedEntries(payment: CompanyAmount & { readonly allocatedFen: number }): LedgerEntry[] {
  return reversedEntries(paymentEntries(payment));
}

/** How a refund is shared: what is owed back first, the rest from the balance; null when both together are less. */
export function shareRefund(
  amountFen: number,
  of: { readonly payableFen: number; readonly balanceFen: number },
): { readonly payableFen: number; readonly balanceFen: number } | null {
  invariant(amountFen > 0, 'a refund pays something back');
  const payableFen = Math.min(amountFen, Math.max(of.payableFen, 0));
  const balanceFen = amountFen - payableFen;
  return balanceFen > of.balanceFen ? null : { payableFen, balanceFen };
}

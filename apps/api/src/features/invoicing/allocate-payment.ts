import { sumFen } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { unschedule } from '../../platform/due-work/due-work.js';
import { badRequest, conflict } from '../../platform/http/problem.js';

export interface OpenInvoice {
  readonly id: number;
  readonly number: string;
  readonly openFen: number;
}

export interface Allocation {
  readonly invoiceId: number;
  readonly amountFen: number;
}

export interface StoredAllocation extends Allocation {
  readonly id: number;
  readonly number: string;
}

/** A company's invoices that are not paid in full, oldest first; locked, so that two payments cannot both pay one. */
export function lockOpenInvoices(tx: Tx, companyId: number): Promise<OpenInvoice[]> {
  return tx.query<OpenInvoice>(
    `SELECT id, number, open_fen "openFen" FROM invoice
     WHERE company_id = $1 AND status IN ('issued', 'part_paid') ORDER BY due_on, number FOR UPDATE`,
    [companyId],
  );
}

/** Spreads an amount over invoices, the oldest first; what is left over stays with the payer as balance. */
export function oldestFirst(open: readonly OpenInvoice[], amountFen: number): Allocation[] {
  let left = amountFen;
  const allocations: Allocation[] = [];
  for (const invoice of open) {
    const part = Math.min(left, invoice.openFen);
    if (part <= 0) break;
    allocations.push({ invoiceId: invoice.id, amountFen: part });
    left -= part;
  }
  return allocations;
}

/** Refuses allocations that name another company's or a paid invoice, or give more than is open or was paid. */
export function checkAllocations(open: readonly OpenInvoice[], amountFen: number, wanted: readonly Allocation[]): void {
  const openFen = new Map(open.map((invoice) => [invoice.id, invoice.openFen]));
  const total = sumFen(wanted.map((a) => a.amountFen));
  if (new Set(wanted.map((a) => a.invoiceId)).size < wanted.length || total > amountFen) {
    throw badRequest('allocations_exceed_payment', {
      zh: '核销金额超过收款金额，或同一账单重复',
      en: 'More is allocated than was paid, or an invoice is named twice',
    });
  }
  for (const { invoiceId, amountFen: part } of wanted) {
    const openPart = openFen.get(invoiceId);
    if (openPart === undefined) {
      throw notOpen(invoiceId);
    }
    if (part > openPart) {
      throw conflict(
        'allocation_too_large',
        { zh: '核销金额超过账单未付金额', en: 'More than is open on the invoice' },
        { invoiceId, openFen: openPart },
      );
    }
  }
}

export const notOpen = (invoiceId: number): Error =>
  conflict(
    'invoice_not_open',
    { zh: '账单不属于该企业或已结清', en: 'The invoice is not an open one of this company' },
    { invoiceId },
  );

/** Pays invoices from a payment; those paid in full are reminded of no more. */
export async function storeAllocations(
  tx: Tx,
  payment: { id: number; companyId: number },
  wanted: readonly Allocation[],
): Promise<StoredAllocation[]> {
  if (wanted.length === 0) return [];
  const stored = await tx.query<StoredAllocation & { paid: boolean }>(
    `WITH given AS (SELECT * FROM unnest($3::bigint[], $4::bigint[]) g (invoice_id, amount_fen)),
     paying AS (
       UPDATE invoice i SET paid_fen = paid_fen + g.amount_fen, version = version + 1,
         status = CASE WHEN g.amount_fen >= open_fen THEN 'paid' ELSE 'part_paid' END
       FROM given g WHERE i.id = g.invoice_id RETURNING i.id, i.number, i.status, i.due_on)
     , made AS (
       INSERT INTO payment_allocation (company_id, payment_id, invoice_id, amount_fen)
       SELECT $1, $2, invoice_id, amount_fen FROM given RETURNING id, invoice_id, amount_fen)
     SELECT made.id, made.invoice_id "invoiceId", made.amount_fen "amountFen", paying.number, paying.status = 'paid' paid
     FROM made JOIN paying ON paying.id = made.invoice_id ORDER BY paying.due_on, paying.number`,
    [payment.companyId, payment.id, wanted.map((a) => a.invoiceId), wanted.map((a) => a.amountFen)],
  );
  for (const { invoiceId } of stored.filter((a) => a.paid))
    await unschedule(tx, ['invoice.due-soon', 'invoice.overdue'], invoiceId);
  return stored.map(({ id, invoiceId, amountFen, number }) => ({ id, invoiceId, amountFen, number }));
}

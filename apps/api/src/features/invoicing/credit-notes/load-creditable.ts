import type { CreditableLine, CreditCeiling } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { conflict, notFound } from '../../../platform/http/problem.js';
import { goesBack, lockPaidOtherwise } from './paid-otherwise.js';

export interface CreditableInvoice {
  readonly id: number;
  readonly companyId: number;
  readonly number: string;
  readonly status: 'issued' | 'part_paid' | 'paid' | 'void';
  readonly grossFen: number;
  readonly paidFen: number;
  readonly openFen: number;
}

/** An invoice with what is left of each line and of its money. */
export interface Creditable {
  readonly invoice: CreditableInvoice;
  readonly lines: readonly (CreditableLine & { readonly chargeId: number })[];
  readonly ceiling: CreditCeiling;
  readonly awaitingId: number | null;
}

interface LineRow {
  readonly lineNo: number;
  readonly chargeId: number;
  readonly amountFen: number;
  readonly netFen: number;
  readonly taxFen: number;
  readonly creditedFen: number;
  readonly creditedNetFen: number;
  readonly creditedTaxFen: number;
}

/** Payments that brought no money: nothing of them is given to the company. */
export const withoutMoney = `('voucher', 'subsidy', 'writeoff')`;

/**
 * What can be credited of an invoice. `lock` holds the invoice until the transaction ends: payments, write-offs and other
 * credit notes of it wait, so that what is found here still holds when it is used. `except`: a note that does not count.
 */
export async function loadCreditable(
  tx: Tx,
  invoiceId: number,
  { lock = false, except = null }: { readonly lock?: boolean; readonly except?: number | null } = {},
): Promise<Creditable> {
  const [invoice] = await tx.query<CreditableInvoice & { readonly isDraft: boolean }>(
    `SELECT id, company_id "companyId", coalesce(number, '') "number", status, gross_fen "grossFen", paid_fen "paidFen", open_fen "openFen",
            number IS NULL "isDraft" FROM invoice WHERE id = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [invoiceId],
  );
  if (!invoice) throw notFound();
  if (invoice.isDraft) {
    throw conflict('not_issued', {
      zh: '账单尚未出具，可直接在出账前调整，无需红冲',
      en: 'The invoice is not issued yet; change what it bills instead of crediting it',
    });
  }
  const lines = await tx.query<LineRow>(
    `SELECT c.line_no "lineNo", c.id "chargeId", c.amount_fen "amountFen", c.net_fen "netFen", c.tax_fen "taxFen",
            coalesce(s.amount, 0)::bigint "creditedFen", coalesce(s.net, 0)::bigint "creditedNetFen", coalesce(s.tax, 0)::bigint "creditedTaxFen"
     FROM charge c LEFT JOIN LATERAL (
       SELECT sum(l.amount_fen) amount, sum(l.net_fen) net, sum(l.tax_fen) tax FROM credit_note_line l
       JOIN credit_note n ON n.id = l.credit_note_id AND n.status <> 'withdrawn'
       WHERE l.charge_id = c.id AND n.id IS DISTINCT FROM $2) s ON true
     WHERE c.invoice_id = $1 ORDER BY c.line_no`,
    [invoiceId, except],
  );
  if (lock) await lockPaidOtherwise(tx, invoiceId);
  const { awaitingId, ...money } = await moneyOf(tx, invoiceId, except);
  return {
    invoice,
    lines: lines.map(({ creditedFen, creditedNetFen, creditedTaxFen, ...line }) => ({
      ...line,
      credited: { amountFen: creditedFen, netFen: creditedNetFen, taxFen: creditedTaxFen },
    })),
    ceiling: { openFen: invoice.openFen, ...money },
    awaitingId,
  };
}

/** What paid the invoice and could still be given back: to the company, and to whoever else paid. */
async function moneyOf(
  tx: Tx,
  invoiceId: number,
  except: number | null,
): Promise<{ paidFen: number; otherwiseFen: number; awaitingId: number | null }> {
  const [money] = await tx.query<{ paidFen: number; otherwiseFen: number; awaitingId: number | null }>(
    `SELECT (coalesce((SELECT sum(a.amount_fen) FROM payment_allocation a JOIN payment p ON p.id = a.payment_id
               WHERE a.invoice_id = $1 AND p.method NOT IN ${withoutMoney}), 0)
             - coalesce((SELECT sum(credit_fen + refund_fen) FROM credit_note WHERE invoice_id = $1 AND status = 'issued'), 0))::bigint "paidFen",
            coalesce((SELECT sum(a.amount_fen) FROM payment_allocation a JOIN payment p ON p.id = a.payment_id
               WHERE a.invoice_id = $1 AND ${goesBack}), 0)::bigint "otherwiseFen",
            (SELECT id FROM credit_note WHERE invoice_id = $1 AND status = 'awaiting_buyer' AND id IS DISTINCT FROM $2) "awaitingId"`,
    [invoiceId, except],
  );
  if (!money) throw new Error('a sum has a row');
  return { ...money, paidFen: Math.max(money.paidFen, 0) };
}

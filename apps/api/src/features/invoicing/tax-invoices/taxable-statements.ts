import { type CheckedStatement, checkStatements, type TaxableStatement, type TaxedLine } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import type { Seller } from '../../../platform/park-settings.js';

/** A statement with what is known of it, ready to be checked. */
export interface Facts {
  readonly invoiceId: number;
  readonly companyId: number;
  readonly creditedFen: number;
  readonly printed: { readonly nameZh?: string; readonly creditCode?: string };
  readonly statement: TaxableStatement;
}

interface Head {
  readonly id: number;
  readonly companyId: number;
  readonly number: string;
  readonly month: string;
  readonly kind: TaxableStatement['kind'];
  readonly grossFen: number;
  readonly creditedFen: number;
  readonly printed: Facts['printed'];
  readonly buyer: TaxableStatement['buyer'];
}

/** Issued statements with their lines, what credit notes took off taken off; the buyer as registered now, which is what the bureau wants. In the order of their numbers. */
export async function factsOf(tx: Tx, invoiceIds: readonly number[], seller: Seller): Promise<Facts[]> {
  const heads = await tx.query<Head>(
    `SELECT i.id, i.company_id "companyId", i.number, to_char(i.month, 'YYYY-MM') AS month, c.tax_invoice_kind kind,
       i.gross_fen - credited_before_tax(i.id) "grossFen",
       credited_before_tax(i.id) "creditedFen",
       jsonb_build_object('nameZh', i.buyer->>'nameZh', 'creditCode', i.buyer->>'creditCode') printed,
       jsonb_build_object('nameZh', c.name_zh, 'creditCode', c.credit_code, 'address', c.address, 'phone', c.phone,
         'bankName', c.bank_name, 'bankAccount', c.bank_account, 'email', c.invoice_email) buyer
     FROM invoice i JOIN company c ON c.id = i.company_id WHERE i.id = ANY($1) AND i.number IS NOT NULL ORDER BY i.number`,
    [invoiceIds],
  );
  const lines = await tx.query<TaxedLine & { invoiceId: number }>(
    `SELECT c.invoice_id "invoiceId", c.line_no "lineNo", c.source_kind "sourceKind", c.source_id "sourceId", c.tax_code "taxCode",
       c.tax_rate_bps "taxRateBps", c.amount_fen - off.amount "amountFen", c.net_fen - off.net "netFen", c.tax_fen - off.tax "taxFen",
       c.item_name "itemName", coalesce(c.subject->>'nameZh', '') "instrumentZh", coalesce(c.subject->>'assetNo', '') "assetNo",
       CASE WHEN off.amount = 0 THEN c.explanation->'formula' END formula
     FROM charge c CROSS JOIN LATERAL (
       SELECT coalesce(sum(l.amount_fen), 0)::bigint amount, coalesce(sum(l.net_fen), 0)::bigint net, coalesce(sum(l.tax_fen), 0)::bigint tax
       FROM credit_note_line l JOIN credit_note n ON n.id = l.credit_note_id AND n.status = 'issued' WHERE l.charge_id = c.id) off
     WHERE c.invoice_id = ANY($1) ORDER BY c.invoice_id, c.line_no`,
    [heads.map((head) => head.id)],
  );
  const byInvoice = new Map<number, TaxedLine[]>();
  for (const { invoiceId, ...line } of lines) byInvoice.set(invoiceId, [...(byInvoice.get(invoiceId) ?? []), line]);
  const bank = { bankName: seller.bankName ?? '', bankAccount: seller.bankAccount ?? '' };
  return heads.map(({ id, companyId, creditedFen, printed, ...head }) => ({
    invoiceId: id,
    companyId,
    creditedFen,
    printed,
    statement: { ...head, seller: bank, lines: byInvoice.get(id) ?? [] },
  }));
}

/** The checks of all of them together, in their order. */
export const checked = (facts: readonly Facts[]): CheckedStatement[] =>
  checkStatements(facts.map(({ statement, printed, creditedFen }) => ({ statement, printed, creditedFen })));

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

/** Issued statements with their lines; the buyer as registered now, which is what the bureau wants. In the order of their numbers. */
export async function factsOf(tx: Tx, invoiceIds: readonly number[], seller: Seller): Promise<Facts[]> {
  const heads = await tx.query<Head>(
    `SELECT i.id, i.company_id "companyId", i.number, to_char(i.month, 'YYYY-MM') AS month, c.tax_invoice_kind kind,
       i.gross_fen "grossFen", i.credited_fen "creditedFen",
       jsonb_build_object('nameZh', i.buyer->>'nameZh', 'creditCode', i.buyer->>'creditCode') printed,
       jsonb_build_object('nameZh', c.name_zh, 'creditCode', c.credit_code, 'address', c.address, 'phone', c.phone,
         'bankName', c.bank_name, 'bankAccount', c.bank_account, 'email', c.invoice_email) buyer
     FROM invoice i JOIN company c ON c.id = i.company_id WHERE i.id = ANY($1) AND i.number IS NOT NULL ORDER BY i.number`,
    [invoiceIds],
  );
  const lines = await tx.query<TaxedLine & { invoiceId: number }>(
    `SELECT invoice_id "invoiceId", line_no "lineNo", source_kind "sourceKind", source_id "sourceId", tax_code "taxCode",
       tax_rate_bps "taxRateBps", amount_fen "amountFen", net_fen "netFen", tax_fen "taxFen", item_name "itemName",
       coalesce(subject->>'nameZh', '') "instrumentZh", coalesce(subject->>'assetNo', '') "assetNo", explanation->'formula' formula
     FROM charge WHERE invoice_id = ANY($1) ORDER BY invoice_id, line_no`,
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

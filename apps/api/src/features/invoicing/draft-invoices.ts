import type { Tx } from '../../platform/database/database.js';
import type { Seller } from '../../platform/park-settings.js';

/** What stays the same for all invoices of a run, stored with its plan. */
export interface InvoiceTerms {
  readonly series: string;
  readonly timeZone: string;
  readonly dueDays: number;
  readonly seller: Seller;
}

export interface DraftOrder {
  readonly runId: number;
  readonly companyIds: readonly number[];
  readonly month: string;
  readonly terms: InvoiceTerms;
}

/**
 * Gathers what companies owe up to a month's end into one draft each, buyer as registered now, lines numbered by source,
 * month and component. A draft has no number yet, so the order in which workers make drafts leaves no trace.
 * Returns the drafts by company; who owes nothing has none.
 */
export async function draftInvoices(tx: Tx, order: DraftOrder): Promise<Map<number, number>> {
  const month = `${order.month}-01`;
  const drafts = await tx.query<{ id: number; company: number }>(
    `INSERT INTO invoice (company_id, run_id, month, net_fen, tax_fen, gross_fen, buyer, seller)
     SELECT c.id, $1, $2, owed.net, owed.tax, owed.gross,
       jsonb_build_object('nameZh', c.name_zh, 'nameEn', c.name_en, 'creditCode', c.credit_code, 'address', c.address, 'phone', c.phone,
         'bankName', c.bank_name, 'bankAccount', c.bank_account, 'email', c.invoice_email), $4
     FROM company c JOIN (
       SELECT company_id, sum(net_fen) net, sum(tax_fen) tax, sum(amount_fen) gross FROM charge
       WHERE company_id = ANY($3) AND invoice_id IS NULL AND posted_month <= $2 GROUP BY company_id) owed ON owed.company_id = c.id
     ORDER BY c.id RETURNING id, company_id company`,
    [order.runId, month, order.companyIds, JSON.stringify(order.terms.seller)],
  );
  await tx.query(
    `UPDATE charge SET invoice_id = line.invoice, line_no = line.no
     FROM (SELECT ch.id, d.invoice, row_number() OVER (PARTITION BY ch.company_id
             ORDER BY ch.source_kind, ch.source_id, ch.month, ch.component, ch.segment, ch.revision) AS no
           FROM charge ch JOIN unnest($2::bigint[], $3::bigint[]) d (company, invoice) ON d.company = ch.company_id
           WHERE ch.invoice_id IS NULL AND ch.posted_month <= $1) line
     WHERE charge.id = line.id`,
    [month, drafts.map((d) => d.company), drafts.map((d) => d.id)],
  );
  return new Map(drafts.map((d) => [d.company, d.id]));
}

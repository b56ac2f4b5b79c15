import type { Tx } from '../../platform/database/database.js';
import type { SourceRef } from './charge.js';

export type { ChargeSubject, NewCharge, OwingSource, SourceKind, SourceRef } from './charge.js';
export { chargesToRecord, holdMonths, lockAccrual, recordCharges } from './record-charges.js';
export {
  addBillableItem,
  companiesWithItems,
  itemSources,
  type NewBillableItem,
  withdrawBillableItem,
} from './billable-items.js';
export { forfeitDeposit, refundDeposit, setOffDeposit } from './deposits/release-deposit.js';
export { isDepositDue, takeDeposit } from './deposits/take-deposit.js';
export { type EnclosedDocument, PrintedDocuments } from './documents/printed-documents.js';
export { printPdf } from './documents/pdf-printer.js';
export type { PrintJob } from './documents/print-job.js';
export { textCell, yuanCell } from './documents/text-cell.js';
export { Drafts, type InvoiceTerms } from './draft-invoices.js';
export { issueInvoices, type IssuedInvoice } from './issue-invoices.js';
export { expectedSubsidy, type ExpectedSubsidy } from './support/expected-subsidy.js';
export { subsidyExpected } from './support/support.dto.js';
export { type Standing, standingsOf } from './standing.query.js';

/** A recorded charge with the invoice on which it stands, if it does. */
export interface ChargeView {
  readonly component: string;
  readonly segment: number;
  readonly month: string;
  readonly amountFen: number;
  readonly netFen: number;
  readonly taxFen: number;
  readonly taxRateBps: number;
  readonly explanation: { readonly text: { readonly zh: string; readonly en: string } };
  readonly invoiceId: number | null;
  readonly invoiceNumber: string | null;
}

/** What was recorded for a source so far, in order of month. */
export function chargesOf(tx: Tx, source: SourceRef): Promise<ChargeView[]> {
  return tx.query<ChargeView>(
    `SELECT c.component, c.segment, to_char(c.month, 'YYYY-MM') AS month, c.amount_fen "amountFen", c.net_fen "netFen", c.tax_fen "taxFen",
            c.tax_rate_bps "taxRateBps", c.explanation, i.id "invoiceId", i.number "invoiceNumber"
     FROM charge c LEFT JOIN invoice i ON i.id = c.invoice_id AND i.number IS NOT NULL
     WHERE c.source_kind = $1 AND c.source_id = $2 ORDER BY c.month, c.component, c.segment, c.revision`,
    [source.sourceKind, source.sourceId],
  );
}

import { accountStatementDefinition, type AccountStatement } from './account-statement-definition.js';
import { creditNoteDefinition, type CreditNotePaper } from './credit-note-definition.js';
import { invoiceDefinition } from './invoice-definition.js';
import type { Print } from './paper.js';
import type { DocumentDefinition } from './pdf-maker.js';
import { depositReceiptDefinition, type DepositReceipt } from './deposit-receipt-definition.js';
import { type PlainPaper, plainPaperDefinition } from './plain-paper-definition.js';
import { paymentReceiptDefinition, type PaymentReceipt } from './payment-receipt-definition.js';
import type { InvoiceView } from '../invoices.dto.js';

/** A document and what it says: data alone, so that it can be handed to a thread. */
export type PrintJob = Print &
  (
    | { readonly kind: 'invoice'; readonly data: InvoiceView }
    | { readonly kind: 'credit-note'; readonly data: CreditNotePaper }
    | { readonly kind: 'deposit-receipt'; readonly data: DepositReceipt }
    | { readonly kind: 'payment-receipt'; readonly data: PaymentReceipt }
    | { readonly kind: 'account-statement'; readonly data: AccountStatement }
    | { readonly kind: 'plain'; readonly data: PlainPaper }
  );

/** The document as pdfmake wants it. */
export function definitionOf(job: PrintJob): DocumentDefinition {
  switch (job.kind) {
    case 'invoice':
      return invoiceDefinition(job.data, job.language, job.timeZone);
    case 'credit-note':
      return creditNoteDefinition(job.data, job);
    case 'deposit-receipt':
      return depositReceiptDefinition(job.data, job);
    case 'payment-receipt':
      return paymentReceiptDefinition(job.data, job);
    case 'account-statement':
      return accountStatementDefinition(job.data, job);
    case 'plain':
      return plainPaperDefinition(job.data, job);
  }
}

import { Injectable } from '@nestjs/common';
import { CreditNoteDocuments } from '../credit-notes/credit-note-documents.js';
import { InvoiceDocuments } from './invoice-documents.js';
import type { Language } from './invoice-words.js';

/** A document that a mail encloses. */
export interface EnclosedDocument {
  readonly kind: 'invoice' | 'credit-note';
  readonly id: number;
}

/** Prints documents for whoever sends them on; who may read them was decided when the message was written. */
@Injectable()
export class PrintedDocuments {
  constructor(
    private readonly invoices: InvoiceDocuments,
    private readonly creditNotes: CreditNoteDocuments,
  ) {}

  print(document: EnclosedDocument, language: Language): Promise<{ name: string; bytes: Buffer }> {
    const park = { companyId: null };
    return document.kind === 'invoice'
      ? this.invoices.pdf(park, document.id, language)
      : this.creditNotes.pdf(park, document.id, language);
  }
}

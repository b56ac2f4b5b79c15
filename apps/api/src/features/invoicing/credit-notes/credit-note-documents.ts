import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { Actor } from '../../../platform/http/actor.js';
import { conflict } from '../../../platform/http/problem.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import type { Language } from '../documents/invoice-words.js';
import { printPdf } from '../documents/pdf-printer.js';
import { creditNoteOf } from './credit-notes.query.js';

/** Prints credit notes. */
@Injectable()
export class CreditNoteDocuments {
  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  async pdf(actor: Pick<Actor, 'companyId'>, id: number, language: Language): Promise<{ name: string; bytes: Buffer }> {
    const { timeZone } = await this.settings.get();
    const note = await this.db.read(actor.companyId ?? 'all', (tx) =>
      creditNoteOf(tx, { id, companyId: actor.companyId }),
    );
    const { number, issuedAt } = note;
    if (number === null || issuedAt === null)
      throw conflict('not_issued', { zh: '红字单尚未出具', en: 'The credit note is not issued yet' });
    const data = { ...note, number, issuedAt };
    return { name: `${number}.pdf`, bytes: await printPdf({ kind: 'credit-note', data, language, timeZone }) };
  }
}

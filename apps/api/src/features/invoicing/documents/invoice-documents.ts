import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import { Clock } from '../../../platform/clock.js';
import { Database } from '../../../platform/database/database.js';
import type { Actor } from '../../../platform/http/actor.js';
import { conflict } from '../../../platform/http/problem.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { invoiceOf } from '../invoices.query.js';
import type { Language } from './invoice-words.js';
import { printPdf } from './pdf-printer.js';

/** Prints statements of charges. */
@Injectable()
export class InvoiceDocuments {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async pdf(actor: Pick<Actor, 'companyId'>, id: number, language: Language): Promise<{ name: string; bytes: Buffer }> {
    const { timeZone } = await this.settings.get();
    const today = localDate(this.clock.now().getTime(), timeZone);
    const wanted = { id, today, companyId: actor.companyId };
    const invoice = await this.db.read(actor.companyId ?? 'all', (tx) => invoiceOf(tx, wanted));
    if (invoice.number === null)
      throw conflict('not_issued', { zh: '结算单尚未出具', en: 'The statement is not issued yet' });
    return {
      name: `${invoice.number}.pdf`,
      bytes: await printPdf({ kind: 'invoice', data: invoice, language, timeZone }),
    };
  }
}

import { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { ZipFile } from 'yazl';
import { Database } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import type { Language } from '../documents/invoice-words.js';
import { printPdf } from '../documents/pdf-printer.js';
import type { PlainPaper } from '../documents/plain-paper-definition.js';
import { invoiceOf } from '../invoices.query.js';
import { paymentsOf, reservationsOf, useOf } from './evidence-facts.js';
import { confirmationPaper, paymentsPaper, statementPaper, usagePaper } from './evidence-papers.js';
import { evidenceWords } from './evidence-words.js';

/** Characters that a file system refuses, and a leading dot. */
const fileName = (text: string): string => text.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '_');

interface Entry {
  readonly name: string;
  readonly print: () => Promise<Buffer>;
}

/**
 * What an issuer of vouchers wants to see of a use (china.md §3.3): contract, invoice, proof of payment, records of use and
 * settlement, in one ZIP. The papers are printed one after the other while it is sent: never more than one in memory.
 */
@Injectable()
export class EvidencePack {
  private readonly log = new Logger('EvidencePack');

  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  async stream(actor: Actor, useId: number, language: Language): Promise<{ name: string; stream: Readable }> {
    const { entries, name, mtime } = await this.entries(actor, useId, language);
    const zip = new ZipFile();
    const stream = zip.outputStream as Readable;
    zip.on('error', (error: Error) => {
      this.log.error({ useId, error });
      stream.destroy(error);
    });
    for (const entry of entries) {
      zip.addReadStreamLazy(entry.name, { mtime, compress: false }, (give) => {
        entry.print().then(
          (bytes) => give(null, Readable.from([bytes])),
          (error: unknown) => give(error, Readable.from([])),
        );
      });
    }
    zip.end();
    return { name, stream };
  }

  private async entries(
    actor: Actor,
    useId: number,
    language: Language,
  ): Promise<{ entries: Entry[]; name: string; mtime: Date }> {
    const park = await this.settings.get();
    const { timeZone } = park;
    const read = await this.db.read(scopeOf(actor), async (tx) => {
      const use = await useOf(tx, { id: useId, companyId: actor.companyId });
      const wanted = { id: use.invoiceId, today: '0001-01-01', companyId: actor.companyId };
      const invoice = await invoiceOf(tx, wanted);
      return {
        use,
        invoice,
        reservations: await reservationsOf(tx, use.invoiceId),
        payments: await paymentsOf(tx, use.invoiceId),
      };
    });
    const provider = (language === 'en' ? park.seller.nameEn : park.seller.nameZh) ?? park.nameZh;
    const head = { use: read.use, language, timeZone, provider };
    const paper = (data: PlainPaper) => (): Promise<Buffer> => printPdf({ kind: 'plain', data, language, timeZone });
    const named = (place: number, key: keyof typeof evidenceWords, more = ''): string =>
      fileName(`${String(place).padStart(2, '0')}_${evidenceWords[key][language]}${more}.pdf`);
    const invoicePdf = (): Promise<Buffer> => printPdf({ kind: 'invoice', data: read.invoice, language, timeZone });
    const entries: Entry[] = [
      { name: named(1, 'statement'), print: paper(statementPaper(head)) },
      ...read.reservations.map((one) => ({
        name: named(2, 'confirmation', `_R${one.id}`),
        print: paper(confirmationPaper(head, one)),
      })),
      { name: named(3, 'invoice', `_${read.use.number}`), print: invoicePdf },
      { name: named(4, 'payments'), print: paper(paymentsPaper(head, read.payments)) },
      { name: named(5, 'usage'), print: paper(usagePaper(head, read.reservations)) },
    ];
    const name = fileName(`${read.use.no}_${read.use.number}.zip`);
    return { entries, name, mtime: new Date(read.use.usedAt) };
  }
}

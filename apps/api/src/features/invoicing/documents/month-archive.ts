import { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { ZipFile } from 'yazl';
import { Database } from '../../../platform/database/database.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { invoiceOf } from '../invoices.query.js';
import type { Language } from './invoice-words.js';
import { printPdf } from './pdf-printer.js';

interface Listed {
  readonly id: number;
  readonly number: string;
  readonly companyZh: string;
  readonly issuedAt: Date;
}

/** Characters that a file system refuses, and a leading dot. */
const fileName = (text: string): string => text.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '_');

/** All statements of a month in one ZIP, printed one after the other while it is sent: never more than one in memory. */
@Injectable()
export class MonthArchive {
  private readonly log = new Logger('MonthArchive');

  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  async stream(month: string, language: Language): Promise<Readable> {
    const { timeZone } = await this.settings.get();
    const listed = await this.db.rows<Listed>(
      'all',
      `SELECT id, number, buyer->>'nameZh' "companyZh", issued_at "issuedAt" FROM invoice WHERE month = $1 AND number IS NOT NULL ORDER BY number`,
      [`${month}-01`],
    );
    const zip = new ZipFile();
    const output = zip.outputStream as Readable;
    zip.on('error', (error: Error) => {
      this.log.error({ month, error });
      output.destroy(error);
    });
    for (const { id, number, companyZh, issuedAt } of listed) {
      zip.addReadStreamLazy(`${number}_${fileName(companyZh)}.pdf`, { mtime: issuedAt, compress: false }, (give) => {
        this.print(id, language, timeZone).then(
          (bytes) => give(null, Readable.from([bytes])),
          (error: unknown) => give(error, Readable.from([])),
        );
      });
    }
    zip.end();
    return output;
  }

  private async print(id: number, language: Language, timeZone: string): Promise<Buffer> {
    const invoice = await this.db.read('all', (tx) => invoiceOf(tx, { id, today: '0001-01-01', companyId: null }));
    return printPdf({ kind: 'invoice', data: invoice, language, timeZone });
  }
}

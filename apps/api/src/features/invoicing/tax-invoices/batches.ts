import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database } from '../../../platform/database/database.js';
import type { Actor } from '../../../platform/http/actor.js';
import { conflict, notFound } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { isoOf } from '../invoices.query.js';
import type { batchView } from './tax-invoices.dto.js';

/** Files that were exported: what was in them, by whom and when; the same bytes every time they are fetched. */
@Injectable()
export class TaxBatches {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  list(): Promise<z.infer<typeof batchView>[]> {
    return this.db.rows(
      'all',
      `SELECT b.id, ${isoOf('b.exported_at')} "exportedAt", m.name "exportedBy", t.version, b.invoices, b.details, b.gross_fen "grossFen",
         (SELECT count(*)::int FROM tax_batch_invoice x WHERE x.batch_id = b.id AND x.released_at IS NOT NULL) released,
         (SELECT count(*)::int FROM tax_batch_invoice x JOIN tax_invoice n USING (invoice_id) WHERE x.batch_id = b.id AND x.released_at IS NULL) issued,
         (SELECT jsonb_agg(jsonb_build_object('fileNo', f.file_no, 'name', f.name, 'invoices', f.invoices, 'details', f.details) ORDER BY f.file_no)
            FROM tax_batch_file f WHERE f.batch_id = b.id) files
       FROM tax_batch b JOIN member m ON m.id = b.exported_by LEFT JOIN tax_template t ON t.id = b.template_id ORDER BY b.id DESC LIMIT 50`,
    );
  }

  async file(batchId: number, fileNo: number): Promise<{ name: string; content: Buffer }> {
    const [file] = await this.db.query<{ name: string; content: Buffer }>(
      'SELECT name, content FROM tax_batch_file WHERE batch_id = $1 AND file_no = $2',
      [batchId, fileNo],
    );
    if (!file) throw notFound();
    return file;
  }

  /** Lets an exported statement be exported again: the file was not used for it. One with a number stays as it is. */
  async release(actor: Actor, invoiceId: number, reason: string): Promise<void> {
    await this.db.transaction('all', async (tx) => {
      const [row] = await tx.query<{ companyId: number; batchId: number; issued: boolean }>(
        `SELECT b.company_id "companyId", b.batch_id "batchId", EXISTS (SELECT FROM tax_invoice t WHERE t.invoice_id = b.invoice_id) issued
         FROM tax_batch_invoice b WHERE b.invoice_id = $1 AND b.released_at IS NULL FOR UPDATE`,
        [invoiceId],
      );
      if (!row) throw notFound();
      if (row.issued) {
        throw conflict('issued_already', {
          zh: '已登记发票号码，不能释放。如开票有误，请先在税务平台红冲',
          en: 'It has an invoice number; a wrong invoice is taken back by a red letter first',
        });
      }
      await tx.execute(
        `UPDATE tax_batch_invoice SET released_at = $2, released_by = $3, released_reason = $4 WHERE invoice_id = $1 AND released_at IS NULL`,
        [invoiceId, this.clock.now(), actor.memberId, reason],
      );
      await record(tx, {
        actorId: actor.memberId,
        companyId: row.companyId,
        action: 'tax_invoice.released',
        entity: 'invoice',
        entityId: invoiceId,
        data: { batchId: row.batchId },
        reason,
      });
    });
  }
}

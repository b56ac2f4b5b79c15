import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '../../../platform/database/database.js';
import { notFound } from '../../../platform/http/problem.js';
import { isoOf } from '../invoices.query.js';
import type { readingView } from './tax-invoices.dto.js';

type View = z.infer<typeof readingView>;

/** What came of a file of the bureau's, row by row: those that wait for a person first. */
@Injectable()
export class ReadingsQuery {
  constructor(private readonly db: Database) {}

  async one(id: number): Promise<View> {
    return this.db.read('all', async (tx) => {
      const [reading] = await tx.query<Omit<View, 'rows' | 'counts'>>(
        `SELECT id, file_name "fileName", kind, ${isoOf('read_at')} "readAt" FROM tax_reading WHERE id = $1`,
        [id],
      );
      if (!reading) throw notFound();
      const rows = await tx.query<View['rows'][number]>(
        `SELECT w.row_no "rowNo", w.number, w.issued_on "issuedOn", w.buyer_tax_id "buyerTaxId", w.buyer_name "buyerName", w.gross_fen "grossFen",
           w.remark, w.outcome, w.doubts, w.invoice_id "invoiceId", i.number "ourNumber",
           coalesce((SELECT jsonb_agg(jsonb_build_object('invoiceId', x.id, 'number', x.number, 'companyZh', x.buyer->>'nameZh',
               'month', to_char(x.month, 'YYYY-MM'), 'grossFen', x.gross_fen) ORDER BY x.id)
             FROM invoice x WHERE x.id = ANY(w.candidates)), '[]') candidates
         FROM tax_reading_row w LEFT JOIN invoice i ON i.id = w.invoice_id WHERE w.reading_id = $1
         ORDER BY CASE w.outcome WHEN 'ambiguous' THEN 0 WHEN 'unreadable' THEN 1 WHEN 'matched' THEN 2 WHEN 'red' THEN 3 ELSE 4 END, w.row_no
         LIMIT 2000`,
        [id],
      );
      const counts: Record<string, number> = {};
      for (const row of rows) counts[row.outcome] = (counts[row.outcome] ?? 0) + 1;
      return { ...reading, rows, counts };
    });
  }

  async latest(): Promise<{ id: number; fileName: string; readAt: string }[]> {
    return this.db.query(
      `SELECT id, file_name "fileName", ${isoOf('read_at')} "readAt" FROM tax_reading ORDER BY id DESC LIMIT 10`,
    );
  }
}

import { Injectable } from '@nestjs/common';
import { firstDay } from '@parkbench/domain';
import { z } from 'zod';
import { Database, type Tx } from '../../platform/database/database.js';
import { decodeCursor, encodeCursor } from '../../platform/http/validation.js';
import { likeText } from '../../platform/database/like-text.js';
import type { companiesQuery, CompanyMonth, companyPage } from './billing-run.dto.js';
import { deliveryState } from './delivery.sql.js';
import { type Failure, worded } from './failure.js';
import { PreviewQuery } from './preview.query.js';

type Wanted = z.infer<typeof companiesQuery>;
type Page = z.infer<typeof companyPage>;
type Stored = Omit<CompanyMonth, 'failure'> & { readonly failure: Failure | null; readonly fits: number };

const cursorSchema = z.object({ skip: z.int().min(0).max(100_000) });
const orders = {
  name: `(rc.status = 'failed') DESC, c.name_zh, c.id`,
  gross: `coalesce(i.gross_fen, 0) DESC, c.name_zh, c.id`,
};
const openDispute = `charge_dispute d WHERE d.run_id = rc.run_id AND d.company_id = rc.company_id AND d.status = 'open'`;

/** $1 run, $2 text, $3 state, $4 month; the page first, then what only a page needs. */
const page = (order: string): string => `
  WITH page AS (
    SELECT rc.run_id, rc.company_id, rc.status, rc.reason, rc.failure, c.name_zh, c.name_en, i.id invoice_id, i.number, i.net_fen, i.tax_fen, i.gross_fen,
      row_number() OVER (ORDER BY ${order}) place, count(*) OVER () fits
    FROM billing_run_company rc JOIN company c ON c.id = rc.company_id LEFT JOIN invoice i ON i.id = rc.invoice_id
    WHERE rc.run_id = $1 AND ($2::text IS NULL OR c.name_zh ILIKE $2 OR c.name_en ILIKE $2 OR i.number ILIKE $2 OR c.credit_code ILIKE $2)
      AND ($3::text IS NULL OR rc.status = $3 OR ($3 = 'disputed' AND EXISTS (SELECT FROM ${openDispute}))
        OR ($3 = 'unsent' AND (${deliveryState}) <> 'sent'))
    ORDER BY place LIMIT $5 OFFSET $6)
  SELECT rc.company_id "companyId", rc.name_zh "nameZh", rc.name_en "nameEn", rc.status, rc.reason, rc.failure, rc.invoice_id "invoiceId", rc.number "invoiceNo",
    (SELECT count(*)::int FROM charge ch WHERE ch.invoice_id = rc.invoice_id) AS lines,
    coalesce(rc.net_fen, 0) "netFen", coalesce(rc.tax_fen, 0) "taxFen", coalesce(rc.gross_fen, 0) "grossFen",
    (SELECT sum(l.gross_fen)::bigint FROM invoice l WHERE l.company_id = rc.company_id AND l.month = $4::date - interval '1 month' AND l.number IS NOT NULL) "lastGrossFen",
    (SELECT count(*)::int FROM ${openDispute}) "openDisputes",
    (SELECT coalesce(sum(ch.amount_fen), 0)::bigint FROM charge ch WHERE ch.id IN (SELECT d.charge_id FROM ${openDispute})) "disputedFen",
    (SELECT ${deliveryState} FROM invoice i WHERE i.id = rc.invoice_id) delivery, rc.fits::int fits
  FROM page rc ORDER BY rc.place`;

/** The companies of a month, searched, filtered and by pages: of its run, or before there is one of its preview. */
@Injectable()
export class CompaniesQuery {
  constructor(
    private readonly db: Database,
    private readonly preview: PreviewQuery,
  ) {}

  async list(month: string, wanted: Wanted): Promise<Page> {
    const skip = decodeCursor(cursorSchema, wanted.cursor)?.skip ?? 0;
    const [run] = await this.db.query<{ id: number }>(
      `SELECT id FROM billing_run WHERE month = $1 AND status <> 'cancelled'`,
      [firstDay(month)],
    );
    if (!run) return pageOf((await this.preview.whole(month)).companies, wanted, skip);
    const rows = await this.db.read('all', (tx) => this.ofRun(tx, { runId: run.id, month, wanted, skip }));
    const items = rows.slice(0, wanted.limit).map(({ fits: _, failure, ...row }) => ({
      ...row,
      failure: row.status === 'failed' ? worded(failure) : null,
    }));
    const nextCursor = rows.length > wanted.limit ? encodeCursor({ skip: skip + wanted.limit }) : null;
    return { items, nextCursor, count: rows[0]?.fits ?? 0 };
  }

  /** Every company of a month, for a file. */
  async all(month: string): Promise<CompanyMonth[]> {
    return (await this.list(month, { limit: 100_000, sort: 'name' })).items;
  }

  private ofRun(
    tx: Tx,
    { runId, month, wanted, skip }: { runId: number; month: string; wanted: Wanted; skip: number },
  ): Promise<Stored[]> {
    const like = wanted.q ? likeText(wanted.q) : null;
    return tx.query<Stored>(page(orders[wanted.sort]), [
      runId,
      like,
      wanted.status ?? null,
      firstDay(month),
      wanted.limit + 1,
      skip,
    ]);
  }
}

/** The same of a preview, which is reckoned whole in any case. */
function pageOf(all: readonly CompanyMonth[], { q, status, sort, limit }: Wanted, skip: number): Page {
  const text = q?.toLowerCase() ?? '';
  const fits = all.filter(
    (company) =>
      (company.nameZh.toLowerCase().includes(text) || company.nameEn.toLowerCase().includes(text)) &&
      (status === undefined || company.status === status || (status === 'disputed' && company.openDisputes > 0)),
  );
  const byName = (a: CompanyMonth, b: CompanyMonth): number =>
    Number(b.status === 'failed') - Number(a.status === 'failed');
  fits.sort(sort === 'gross' ? (a, b) => b.grossFen - a.grossFen : byName);
  const items = fits.slice(skip, skip + limit);
  const nextCursor = fits.length > skip + limit ? encodeCursor({ skip: skip + limit }) : null;
  return { items, nextCursor, count: fits.length };
}

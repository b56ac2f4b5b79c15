import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../platform/database/database.js';
import { decodeCursor } from '../../../platform/http/validation.js';
import { idCursor, pageById } from '../../../platform/http/paging.js';
import { likeText } from '../../../platform/database/like-text.js';
import type { adjustmentPage, adjustmentsQuery, adjustmentView } from './adjustments.dto.js';

type Row = z.infer<typeof adjustmentView>;

const state = `CASE WHEN b.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN EXISTS (
    SELECT FROM charge c JOIN invoice i ON i.id = c.invoice_id WHERE c.source_kind = 'item' AND c.source_id = b.id AND i.number IS NOT NULL)
  THEN 'invoiced' ELSE 'open' END`;

/** $1 company, $2 reservation, $3 month, $4 kind, $5 state, $6 text. */
const wanted = `($1::bigint IS NULL OR b.company_id = $1) AND ($2::bigint IS NULL OR b.reservation_id = $2)
  AND ($3::date IS NULL OR b.month = $3) AND ($4::text IS NULL OR b.kind = $4) AND ($5::text IS NULL OR ${state} = $5)
  AND ($6::text IS NULL OR b.reason ILIKE $6 OR b.item_name ILIKE $6 OR y.name_zh ILIKE $6 OR y.name_en ILIKE $6 OR b.subject->>'assetNo' ILIKE $6)`;

const rows = `
  SELECT b.id, b.company_id "companyId", y.name_zh "companyZh", y.name_en "companyEn", b.kind, b.reservation_id "reservationId",
    b.service_order_id "serviceOrderId", coalesce(b.subject->>'nameZh', '') "instrumentZh", coalesce(b.subject->>'nameEn', '') "instrumentEn",
    coalesce(b.subject->>'assetNo', '') "assetNo", to_char(b.month, 'YYYY-MM') AS month, b.amount_fen "amountFen", b.tax_rate_bps "taxRateBps",
    b.tax_code "taxCode", b.item_name "itemName", b.reason, b.evidence_url "evidenceUrl", ${state} state,
    (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('id', i.id, 'number', i.number)), '[]') FROM charge c JOIN invoice i ON i.id = c.invoice_id
       WHERE c.source_kind = 'item' AND c.source_id = b.id AND i.number IS NOT NULL) invoices,
    b.created_at "createdAt", m.name "createdByName", b.withdrawn_reason "withdrawnReason", b.version
  FROM billable_item b JOIN company y ON y.id = b.company_id JOIN member m ON m.id = b.created_by
  WHERE ${wanted} AND ($7::bigint IS NULL OR b.id < $7) ORDER BY b.id DESC LIMIT $8`;

const sums = `
  SELECT count(*)::int count, coalesce(sum(b.amount_fen) FILTER (WHERE b.withdrawn_at IS NULL), 0)::bigint "amountFen"
  FROM billable_item b JOIN company y ON y.id = b.company_id WHERE ${wanted}`;

/** What is owed and follows from no reservation's rules, newest first, and on which invoice it stands. */
@Injectable()
export class AdjustmentsQuery {
  constructor(private readonly db: Database) {}

  async list(query: z.infer<typeof adjustmentsQuery>): Promise<z.infer<typeof adjustmentPage>> {
    const { companyId, reservationId, month, kind, limit } = query;
    const before = decodeCursor(idCursor, query.cursor);
    const filter = [
      companyId ?? null,
      reservationId ?? null,
      month ? `${month}-01` : null,
      kind ?? null,
      query.state ?? null,
      query.q ? likeText(query.q) : null,
    ];
    return this.db.read('all', async (tx) => {
      const found = await tx.query<Row>(rows, [...filter, before?.id ?? null, limit + 1]);
      const [totals] = await tx.query<z.infer<typeof adjustmentPage>['totals']>(sums, filter);
      return { ...pageById(found, limit), totals: totals ?? { count: 0, amountFen: 0 } };
    });
  }
}

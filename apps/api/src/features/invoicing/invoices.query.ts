import { Injectable } from '@nestjs/common';
import { capitalNumerals, invoiceTotals, localDate } from '@parkbench/domain';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { type Actor, isStaff, scopeOf } from '../../platform/http/actor.js';
import { notFound } from '../../platform/http/problem.js';
import { decodeCursor } from '../../platform/http/validation.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { idCursor, pageById } from '../../platform/http/paging.js';
import { likeText } from '../../platform/database/like-text.js';
import { subsidiesOf } from './support/subsidies-of.js';
import type { invoicePage, InvoiceLine, invoiceQuery, InvoiceRow, InvoiceView } from './invoices.dto.js';

/** An instant as the API writes it. */
export const isoOf = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Overdue is by the calendar and never stored: the same rule as the domain's invoiceStatus, here so that a list can filter by it. $1 is today. */
const status = `CASE WHEN i.status IN ('issued', 'part_paid') AND i.due_on < $1::date THEN 'overdue' ELSE i.status END`;

const row = `i.id, i.number, i.company_id "companyId", i.buyer->>'nameZh' "companyZh", i.buyer->>'nameEn' "companyEn",
  to_char(i.month, 'YYYY-MM') AS month, ${status} AS status, ${isoOf('i.issued_at')} "issuedAt", i.due_on "dueOn",
  i.net_fen "netFen", i.tax_fen "taxFen", i.gross_fen "grossFen", i.paid_fen - more.written "paidFen", more.written "writtenOffFen",
  more.credited "creditedFen", CASE WHEN i.number IS NULL THEN 0 ELSE i.open_fen END "openFen"`;

/** An invoice with what of it was given up and what was credited. */
const invoice = `invoice i CROSS JOIN LATERAL (SELECT
    coalesce((SELECT sum(a.amount_fen) FROM payment_allocation a JOIN payment p ON p.id = a.payment_id AND p.method = 'writeoff' WHERE a.invoice_id = i.id), 0)::bigint written,
    coalesce((SELECT sum(n.gross_fen) FROM credit_note n WHERE n.invoice_id = i.id AND n.status = 'issued'), 0)::bigint credited) more`;

/** $2: the tenant's company (drafts are the park's own business), $3 company, $4 month, $5 status, $6 text. */
const wanted = `($2::bigint IS NULL OR (i.company_id = $2 AND i.number IS NOT NULL))
  AND ($3::bigint IS NULL OR i.company_id = $3) AND ($4::date IS NULL OR i.month = $4)
  AND ($5::text IS NULL OR ${status} = $5 OR ($5 = 'open' AND i.status IN ('issued', 'part_paid')))
  AND ($6::text IS NULL OR i.number ILIKE $6 OR i.buyer->>'nameZh' ILIKE $6 OR i.buyer->>'nameEn' ILIKE $6)`;

const noTotals = {
  count: 0,
  netFen: 0,
  taxFen: 0,
  grossFen: 0,
  paidFen: 0,
  writtenOffFen: 0,
  creditedFen: 0,
  openFen: 0,
};

@Injectable()
export class InvoicesQuery {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  /** Invoices, newest first, with the sums of everything that fits; a tenant sees its own issued ones. */
  async list(actor: Actor, query: z.infer<typeof invoiceQuery>): Promise<z.infer<typeof invoicePage>> {
    const before = decodeCursor(idCursor, query.cursor);
    const filter = [
      await this.today(),
      actor.companyId,
      query.companyId ?? null,
      query.month ? `${query.month}-01` : null,
      query.status ?? null,
      query.q ? likeText(query.q) : null,
    ];
    return this.db.read(scopeOf(actor), async (tx) => {
      const rows = await tx.query<InvoiceRow>(
        `SELECT ${row} FROM ${invoice} WHERE ${wanted} AND ($7::bigint IS NULL OR i.id < $7) ORDER BY i.id DESC LIMIT $8`,
        [...filter, before?.id ?? null, query.limit + 1],
      );
      const [totals] = await tx.query<z.infer<typeof invoicePage>['totals']>(
        `SELECT count(*)::int AS count, coalesce(sum(net_fen), 0)::bigint "netFen", coalesce(sum(tax_fen), 0)::bigint "taxFen",
                coalesce(sum(gross_fen), 0)::bigint "grossFen", coalesce(sum(paid_fen - more.written), 0)::bigint "paidFen",
                coalesce(sum(more.written), 0)::bigint "writtenOffFen", coalesce(sum(more.credited), 0)::bigint "creditedFen",
                coalesce(sum(open_fen), 0)::bigint "openFen"
         FROM ${invoice} WHERE ${wanted} AND i.number IS NOT NULL`,
        filter,
      );
      return {
        ...pageById(rows, query.limit),
        totals: totals ?? noTotals,
      };
    });
  }

  /** One invoice with its lines and payments; another company's is not there. */
  async one(actor: Actor, id: number): Promise<InvoiceView> {
    const today = await this.today();
    return this.db.read(scopeOf(actor), (tx) =>
      invoiceOf(tx, { id, today, companyId: isStaff(actor) ? null : actor.companyId }),
    );
  }

  private async today(): Promise<string> {
    const { timeZone } = await this.settings.get();
    return localDate(this.clock.now().getTime(), timeZone);
  }
}

const lineColumns = `line_no "lineNo", item_name "itemName", source_kind "sourceKind", source_id "sourceId",
  coalesce(subject->>'nameZh', '') "instrumentZh", coalesce(subject->>'nameEn', '') "instrumentEn", coalesce(subject->>'assetNo', '') "assetNo",
  component, to_char(month, 'YYYY-MM') AS month, amount_fen "amountFen", net_fen "netFen", tax_fen "taxFen", tax_rate_bps "taxRateBps",
  tax_code "taxCode", coalesce((SELECT sum(l.amount_fen) FROM credit_note_line l JOIN credit_note n ON n.id = l.credit_note_id AND n.status = 'issued'
    WHERE l.charge_id = charge.id), 0)::bigint "creditedFen", jsonb_build_object('zh', explanation->'text'->'zh', 'en', explanation->'text'->'en', 'data', explanation->'formula') explanation`;

/** An invoice as stored, for the page and for documents. */
export async function invoiceOf(
  tx: Tx,
  wanted: { id: number; today: string; companyId: number | null },
): Promise<InvoiceView> {
  const [head] = await tx.query<Omit<InvoiceView, 'lines' | 'payments' | 'subsidies' | 'capitals' | 'byRate'>>(
    `SELECT ${row}, i.version, i.buyer, i.seller FROM ${invoice}
     WHERE i.id = $2 AND ($3::bigint IS NULL OR (i.company_id = $3 AND i.number IS NOT NULL))`,
    [wanted.today, wanted.id, wanted.companyId],
  );
  if (!head) throw notFound();
  const lines = await tx.query<InvoiceLine>(
    `SELECT ${lineColumns} FROM charge WHERE invoice_id = $1 ORDER BY line_no`,
    [wanted.id],
  );
  const payments = await tx.query<InvoiceView['payments'][number]>(
    `SELECT p.id, p.received_on "receivedOn", p.method, p.reference, a.amount_fen "amountFen",
       (SELECT number FROM payment_receipt t WHERE t.payment_id = p.id) "receiptNumber"
     FROM payment_allocation a JOIN payment p ON p.id = a.payment_id WHERE a.invoice_id = $1 ORDER BY p.received_on, a.id`,
    [wanted.id],
  );
  const { byRate } = invoiceTotals(lines);
  const subsidies = await subsidiesOf(tx, wanted.id);
  return { ...head, lines, byRate: [...byRate], payments, subsidies, capitals: capitalNumerals(head.grossFen) };
}

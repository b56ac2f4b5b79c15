import { Injectable } from '@nestjs/common';
import { capitalNumerals, leftOfInvoice, leftOfLine } from '@parkbench/domain';
import { z } from 'zod';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { notFound } from '../../../platform/http/problem.js';
import { decodeCursor } from '../../../platform/http/validation.js';
import { idCursor, pageById } from '../../../platform/http/paging.js';
import { likeText } from '../../../platform/database/like-text.js';
import { isoOf } from '../invoices.query.js';
import type {
  creditable as creditableSchema,
  creditNotePage,
  creditNoteQuery,
  CreditNoteRow,
  CreditNoteView,
} from './credit-notes.dto.js';
import { loadCreditable } from './load-creditable.js';

const row = `n.id, n.number, n.status, n.reason, n.kind, n.company_id "companyId", i.buyer->>'nameZh' "companyZh", i.buyer->>'nameEn' "companyEn",
  n.invoice_id "invoiceId", i.number "invoiceNumber", n.gross_fen "grossFen", n.net_fen "netFen", n.tax_fen "taxFen",
  n.offset_fen "offsetFen", n.credit_fen "creditFen", n.refund_fen "refundFen",
  CASE WHEN n.status = 'awaiting_buyer' THEN ${isoOf('n.confirm_by')} END "confirmBy", ${isoOf('n.issued_at')} "issuedAt", ${isoOf('n.created_at')} "createdAt"`;

/** $1: the tenant's company, $2 company, $3 invoice, $4 status, $5 text. */
const wanted = `($1::bigint IS NULL OR n.company_id = $1) AND ($2::bigint IS NULL OR n.company_id = $2) AND ($3::bigint IS NULL OR n.invoice_id = $3)
  AND ($4::text IS NULL OR n.status = $4)
  AND ($5::text IS NULL OR n.number ILIKE $5 OR i.number ILIKE $5 OR i.buyer->>'nameZh' ILIKE $5 OR i.buyer->>'nameEn' ILIKE $5)`;

type Page = z.infer<typeof creditNotePage>;

/** Reads credit notes: tenants their own, staff all. */
@Injectable()
export class CreditNotesQuery {
  constructor(private readonly db: Database) {}

  /** Credit notes, newest first, with the sums of the issued ones that fit. */
  async list(actor: Actor, query: z.infer<typeof creditNoteQuery>): Promise<Page> {
    const before = decodeCursor(idCursor, query.cursor);
    const filter = [
      actor.companyId,
      query.companyId ?? null,
      query.invoiceId ?? null,
      query.status ?? null,
      query.q ? likeText(query.q) : null,
    ];
    return this.db.read(scopeOf(actor), async (tx) => {
      const rows = await tx.query<CreditNoteRow>(
        `SELECT ${row} FROM credit_note n JOIN invoice i ON i.id = n.invoice_id
         WHERE ${wanted} AND ($6::bigint IS NULL OR n.id < $6) ORDER BY n.id DESC LIMIT $7`,
        [...filter, before?.id ?? null, query.limit + 1],
      );
      const [totals] = await tx.query<Page['totals']>(
        `SELECT count(*)::int AS count, coalesce(sum(n.net_fen), 0)::bigint "netFen", coalesce(sum(n.tax_fen), 0)::bigint "taxFen",
                coalesce(sum(n.gross_fen), 0)::bigint "grossFen"
         FROM credit_note n JOIN invoice i ON i.id = n.invoice_id WHERE ${wanted} AND n.status = 'issued'`,
        filter,
      );
      return {
        ...pageById(rows, query.limit),
        totals: totals ?? { count: 0, netFen: 0, taxFen: 0, grossFen: 0 },
      };
    });
  }

  /** One credit note; another company's is not there. */
  one(actor: Actor, id: number): Promise<CreditNoteView> {
    return this.db.read(scopeOf(actor), (tx) => creditNoteOf(tx, { id, companyId: actor.companyId }));
  }

  /** How far an invoice can be credited now, line by line. */
  creditable(actor: Actor, invoiceId: number): Promise<z.infer<typeof creditableSchema>> {
    return this.db.read(scopeOf(actor), async (tx) => {
      const { lines, ceiling, awaitingId } = await loadCreditable(tx, invoiceId);
      return {
        lines: lines.map((line) => ({ lineNo: line.lineNo, leftFen: leftOfLine(line).amountFen })),
        leftFen: leftOfInvoice(lines).amountFen,
        openFen: ceiling.openFen,
        paidFen: ceiling.paidFen,
        awaitingId,
      };
    });
  }
}

/** A credit note as stored, for the page and for documents. */
export async function creditNoteOf(
  tx: Tx,
  { id, companyId }: { id: number; companyId: number | null },
): Promise<CreditNoteView> {
  const [head] = await tx.query<Omit<CreditNoteView, 'lines' | 'capitals'>>(
    `SELECT ${row}, n.note, n.red_confirm_no "redConfirmNo", ${isoOf('n.decided_at')} "decidedAt", n.decided_reason "decidedReason", n.version,
            ${isoOf('i.issued_at')} "invoiceIssuedAt", i.buyer, i.seller
     FROM credit_note n JOIN invoice i ON i.id = n.invoice_id WHERE n.id = $1 AND ($2::bigint IS NULL OR n.company_id = $2)`,
    [id, companyId],
  );
  if (!head) throw notFound();
  const lines = await tx.query<CreditNoteView['lines'][number]>(
    `SELECT l.line_no "lineNo", c.line_no "invoiceLineNo", c.item_name "itemName", coalesce(c.subject->>'nameZh', '') "instrumentZh",
            coalesce(c.subject->>'nameEn', '') "instrumentEn", coalesce(c.subject->>'assetNo', '') "assetNo", to_char(c.month, 'YYYY-MM') AS month,
            l.amount_fen "amountFen", l.net_fen "netFen", l.tax_fen "taxFen", c.tax_rate_bps "taxRateBps"
     FROM credit_note_line l JOIN charge c ON c.id = l.charge_id WHERE l.credit_note_id = $1 ORDER BY l.line_no`,
    [id],
  );
  return { ...head, lines, capitals: capitalNumerals(0 - head.grossFen) };
}

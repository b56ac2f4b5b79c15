import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, isStaff, scopeOf } from '../../../platform/http/actor.js';
import { notFound } from '../../../platform/http/problem.js';
import { decodeCursor } from '../../../platform/http/validation.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { idCursor, pageOf } from '../../../platform/http/paging.js';
import { likeText } from '../../../platform/database/like-text.js';
import { checked, factsOf } from './taxable-statements.js';
import type { taxListQuery, taxPage, taxRow, taxState } from './tax-invoices.dto.js';
import { taxColumns, taxJoins } from './tax-state.sql.js';

type Row = Omit<z.infer<typeof taxRow>, 'problems'>;
type Page = z.infer<typeof taxPage>;

/** What each tab shows; statements of zero or less stay with those to be issued, and say why they are not. */
const tabs = {
  open: 't.number IS NULL AND b.invoice_id IS NULL',
  exported: 't.number IS NULL AND b.invoice_id IS NOT NULL',
  issued: 't.number IS NOT NULL',
} as const;

/** $1 company, $2 month, $3 text. */
const wanted = `i.number IS NOT NULL AND ($1::bigint IS NULL OR i.company_id = $1) AND ($2::date IS NULL OR i.month = $2)
  AND ($3::text IS NULL OR i.number ILIKE $3 OR t.number LIKE $3 OR c.name_zh ILIKE $3 OR c.name_en ILIKE $3)`;

/** Statements by where they stand with the tax bureau. */
@Injectable()
export class TaxInvoicesQuery {
  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  /** One tab, newest first, with how many are on each; what is still to be issued is checked as an export would. */
  async list(query: z.infer<typeof taxListQuery>): Promise<Page> {
    const { seller } = await this.settings.get();
    const after = decodeCursor(idCursor, query.cursor);
    const filter = [
      query.companyId ?? null,
      query.month ? `${query.month}-01` : null,
      query.q ? likeText(query.q) : null,
    ];
    return this.db.read('all', async (tx) => {
      const rows = await tx.query<Row>(
        `SELECT i.id "invoiceId", i.number, i.company_id "companyId", c.name_zh "companyZh", c.name_en "companyEn",
           to_char(i.month, 'YYYY-MM') AS month, coalesce(t.gross_fen, b.gross_fen, i.gross_fen - credited_before_tax(i.id)) "grossFen", ${taxColumns}
         FROM invoice i ${taxJoins} WHERE ${wanted} AND ${tabs[query.state]} AND ($4::bigint IS NULL OR i.id < $4)
         ORDER BY i.id DESC LIMIT $5`,
        [...filter, after?.id ?? null, query.limit + 1],
      );
      const [counts] = await tx.query<Page['counts']>(
        `SELECT count(*) FILTER (WHERE ${tabs.open})::int AS open, count(*) FILTER (WHERE ${tabs.exported})::int exported,
           count(*) FILTER (WHERE ${tabs.issued})::int issued FROM invoice i ${taxJoins} WHERE ${wanted}`,
        filter,
      );
      const { items, nextCursor } = pageOf(rows, query.limit, (last) => ({ id: last.invoiceId }));
      const facts =
        query.state === 'open'
          ? await factsOf(
              tx,
              items.map((one) => one.invoiceId),
              seller,
            )
          : [];
      const findings = checked(facts);
      const problems = new Map(facts.map((one, i) => [one.invoiceId, findings[i]?.problems ?? []]));
      return {
        items: items.map((row) => ({ ...row, problems: [...(problems.get(row.invoiceId) ?? [])] })),
        nextCursor,
        counts: counts ?? { open: 0, exported: 0, issued: 0 },
      };
    });
  }

  /** Where one statement stands; another company's is not there. */
  one(actor: Actor, invoiceId: number): Promise<z.infer<typeof taxState>> {
    return this.db.read(scopeOf(actor), (tx) => stateOf(tx, invoiceId, isStaff(actor) ? null : actor.companyId));
  }
}

async function stateOf(tx: Tx, invoiceId: number, companyId: number | null): Promise<z.infer<typeof taxState>> {
  const [row] = await tx.query<Omit<z.infer<typeof taxState>, 'reds'>>(
    `SELECT ${taxColumns} FROM invoice i ${taxJoins}
     WHERE i.id = $1 AND i.number IS NOT NULL AND ($2::bigint IS NULL OR i.company_id = $2)`,
    [invoiceId, companyId],
  );
  if (!row) throw notFound();
  const reds = await tx.query<z.infer<typeof taxState>['reds'][number]>(
    `SELECT number, issued_on "issuedOn", gross_fen "grossFen", confirmation FROM tax_red_letter WHERE invoice_id = $1 ORDER BY issued_on, id`,
    [invoiceId],
  );
  return { ...row, reds };
}

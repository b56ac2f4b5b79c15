import type { CoverableLine } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';

/** By category: itself and all above it. */
const paths = `up AS (
    SELECT id leaf, id, parent_id FROM category UNION ALL SELECT up.leaf, c.id, c.parent_id FROM up JOIN category c ON c.id = up.parent_id),
  path AS (SELECT leaf, jsonb_agg(id) ids FROM up GROUP BY leaf)`;

/** What is about to be credited of a line, in the line's own sign. */
export interface Crediting {
  readonly chargeId: number;
  readonly amountFen: number;
}

/**
 * The lines of invoices as scopes see them, by invoice, with what credit notes left of them (and, where it is given, what
 * one leaves that is being issued); lines of one component and instrument are one.
 */
export async function coverableLines(
  tx: Tx,
  invoiceIds: readonly number[],
  crediting: readonly Crediting[] = [],
): Promise<Map<number, CoverableLine[]>> {
  const rows = await tx.query<CoverableLine & { invoiceId: number }>(
    `WITH RECURSIVE ${paths}
     SELECT c.invoice_id "invoiceId", c.component, i.id "instrumentId",
       sum(c.amount_fen - coalesce(now.fen, 0) - coalesce((SELECT sum(l.amount_fen) FROM credit_note_line l
         JOIN credit_note n ON n.id = l.credit_note_id AND n.status = 'issued' WHERE l.charge_id = c.id), 0))::bigint "amountFen", coalesce(p.ids, '[]') "categoryIds"
     FROM charge c LEFT JOIN unnest($2::bigint[], $3::bigint[]) now (charge_id, fen) ON now.charge_id = c.id
     LEFT JOIN billable_item b ON b.id = c.item_id
     LEFT JOIN reservation r ON r.id = coalesce(c.reservation_id, b.reservation_id)
     LEFT JOIN instrument i ON i.id = coalesce(c.instrument_id, b.instrument_id, r.instrument_id) LEFT JOIN path p ON p.leaf = i.category_id
     WHERE c.invoice_id = ANY($1) GROUP BY c.invoice_id, c.component, i.id, p.ids ORDER BY c.invoice_id, i.id, c.component`,
    [invoiceIds, crediting.map((line) => line.chargeId), crediting.map((line) => line.amountFen)],
  );
  const byInvoice = new Map<number, CoverableLine[]>();
  for (const { invoiceId, ...line } of rows) byInvoice.set(invoiceId, [...(byInvoice.get(invoiceId) ?? []), line]);
  return byInvoice;
}

/** An instrument's category and all above it. */
export async function categoriesOf(tx: Tx, instrumentId: number): Promise<number[]> {
  const [row] = await tx.query<{ ids: number[] }>(
    `WITH RECURSIVE ${paths} SELECT p.ids FROM instrument i JOIN path p ON p.leaf = i.category_id WHERE i.id = $1`,
    [instrumentId],
  );
  return row?.ids ?? [];
}

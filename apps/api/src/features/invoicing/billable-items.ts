import { type Explanation, type ItemKind, type ItemSource, targetCharges } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { takenBack } from './record-charges.js';
import type { ChargeSubject, OwingSource } from './charge.js';

/** What is owed and follows from no reservation's rules: a damage, an adjustment, samples run on order. */
export interface NewBillableItem {
  readonly companyId: number;
  readonly kind: ItemKind;
  readonly reservationId?: number | null;
  readonly instrumentId?: number | null;
  readonly serviceOrderId?: number | null;
  /** YYYY-MM for which it is owed; it is invoiced in the first open month from there on. */
  readonly month: string;
  /** With tax; below zero only for an adjustment. */
  readonly amountFen: number;
  readonly tax: ItemSource['tax'];
  readonly subject: ChargeSubject;
  readonly reason: string;
  /** How it was reckoned, where it was; else the line is explained by its reason. */
  readonly explanation?: Explanation;
  /** Where a photograph or a paper shows it; left out: nowhere. */
  readonly evidenceUrl?: string;
  readonly createdBy: number;
}

/** States an item; the billing run charges it. The caller records the audit row. */
export async function addBillableItem(tx: Tx, item: NewBillableItem): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO billable_item (company_id, kind, reservation_id, instrument_id, service_order_id, month, amount_fen,
       tax_rate_bps, tax_code, item_name, subject, reason, explanation, created_by, evidence_url)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id`,
    [
      item.companyId,
      item.kind,
      item.reservationId ?? null,
      item.instrumentId ?? null,
      item.serviceOrderId ?? null,
      `${item.month}-01`,
      item.amountFen,
      item.tax.rateBps,
      item.tax.code,
      item.tax.itemName,
      JSON.stringify(item.subject),
      item.reason,
      item.explanation ? JSON.stringify(item.explanation) : null,
      item.createdBy,
      item.evidenceUrl ?? '',
    ],
  );
  if (!row) throw new Error('the item was not stored');
  return row.id;
}

/** Withdraws an item: what was charged for it comes back with the next run. False when it is unknown or withdrawn already. */
export async function withdrawBillableItem(
  tx: Tx,
  wanted: { readonly id: number; readonly reason: string; readonly actorId: number; readonly at: Date },
): Promise<boolean> {
  const withdrawn = await tx.execute(
    `UPDATE billable_item SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_reason = $4, version = version + 1
     WHERE id = $1 AND withdrawn_at IS NULL`,
    [wanted.id, wanted.at, wanted.actorId, wanted.reason],
  );
  return withdrawn > 0;
}

/** For a query over \`billable_item b\` up to the month $1: what is charged for it is not what is owed. */
const unsettled = `b.month <= $1 AND coalesce((SELECT sum(c.amount_fen - coalesce(w.amount_fen, 0))
  FROM charge c LEFT JOIN ${takenBack} WHERE c.source_kind = 'item' AND c.source_id = b.id), 0)
  <> CASE WHEN b.withdrawn_at IS NULL THEN b.amount_fen ELSE 0 END`;

/** The companies with items up to a month that are still to be charged or taken back. */
export async function companiesWithItems(tx: Tx, upToMonth: string): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `SELECT DISTINCT b.company_id id FROM billable_item b WHERE ${unsettled} ORDER BY 1`,
    [`${upToMonth}-01`],
  );
  return rows.map((row) => row.id);
}

interface ItemRow {
  readonly id: number;
  readonly companyId: number;
  readonly kind: ItemKind;
  readonly month: string;
  readonly amountFen: number;
  readonly rateBps: number;
  readonly code: string;
  readonly itemName: string;
  readonly subject: ChargeSubject;
  readonly reason: string;
  readonly explanation: Explanation | null;
  readonly withdrawn: boolean;
}

/** A page of items that are still to be charged or taken back, in order of id. */
export async function itemSources(
  tx: Tx,
  wanted: {
    readonly companyIds: readonly number[] | null;
    readonly upToMonth: string;
    readonly today: string;
    readonly afterId: number;
    readonly limit: number;
  },
): Promise<OwingSource[]> {
  const { companyIds, upToMonth, today, afterId, limit } = wanted;
  const rows = await tx.query<ItemRow>(
    `SELECT b.id, b.company_id "companyId", b.kind, to_char(b.month, 'YYYY-MM') AS month, b.amount_fen "amountFen", b.tax_rate_bps "rateBps",
       b.tax_code code, b.item_name "itemName", b.subject, b.reason, b.explanation, b.withdrawn_at IS NOT NULL withdrawn
     FROM billable_item b WHERE ${unsettled} AND b.id > $2 AND ($3::bigint[] IS NULL OR b.company_id = ANY($3)) ORDER BY b.id LIMIT $4`,
    [`${upToMonth}-01`, afterId, companyIds, limit],
  );
  return rows.map((row) => ({
    sourceKind: 'item' as const,
    sourceId: row.id,
    companyId: row.companyId,
    subject: row.subject,
    targets: () => targetCharges(sourceOf(row), { upToMonth, today }),
  }));
}

function sourceOf({ kind, rateBps, code, itemName, ...row }: ItemRow): ItemSource {
  return { ...row, kind: 'item', component: kind, tax: { rateBps, code, itemName } };
}

import { localDate } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { addBillableItem } from '../billable-items.js';
import type { ChargeSubject } from '../charge.js';
import type { HeldDeposit, NewPart, Release } from './held-deposit.js';

interface MainSupply {
  readonly instrumentId: number;
  readonly subject: ChargeSubject;
  readonly rateBps: number;
  readonly code: string;
  readonly itemName: string;
}

/** The reservation's own tax as agreed: its last segment's, else its first quoted line's, else the plan's for its kind. */
const supply = `
  SELECT r.instrument_id "instrumentId", jsonb_build_object('nameZh', i.name_zh, 'nameEn', i.name_en, 'assetNo', i.asset_no) subject,
    coalesce((t.tax->>'rateBps')::int, (q.line->>'taxRateBps')::int, c.tax_rate_bps) "rateBps", coalesce(t.tax->>'code', q.line->>'taxCode', c.tax_code) code,
    coalesce(t.tax->>'itemName', q.line->>'itemName', c.item_name) "itemName"
  FROM reservation r JOIN instrument i ON i.id = r.instrument_id
  LEFT JOIN LATERAL (SELECT tax FROM reservation_segment s WHERE s.reservation_id = r.id ORDER BY segment DESC LIMIT 1) t ON true
  LEFT JOIN LATERAL (SELECT r.quote->'quote'->'lines'->0 line) q ON true
  LEFT JOIN LATERAL (SELECT tax_rate_bps, tax_code, item_name FROM charge c WHERE c.source_kind = 'reservation' AND c.source_id = r.id ORDER BY id LIMIT 1) c ON true
  WHERE r.id = $1`;

/** The kept part as something to invoice, taxed as the main supply is (china.md §2.9): a deposit that is kept has become income. */
export async function forfeitItem(tx: Tx, held: HeldDeposit, order: Release & { part: NewPart }): Promise<number> {
  const [main] = await tx.query<MainSupply>(supply, [held.reservationId]);
  if (order.actorId === null) throw new Error('a deposit is kept by somebody');
  if (!main) throw new Error(`reservation ${held.reservationId} is not there`);
  const { instrumentId, subject, rateBps, code, itemName } = main;
  return addBillableItem(tx, {
    companyId: held.companyId,
    kind: 'forfeit',
    reservationId: held.reservationId,
    instrumentId,
    month: localDate(order.at.getTime(), order.timeZone).slice(0, 7),
    amountFen: order.part.amountFen,
    tax: { rateBps, code, itemName },
    subject,
    reason: order.part.reason ?? '',
    createdBy: order.actorId,
  });
}

import type { Formula } from '@parkbench/domain';

/** A charge on an issued statement with its use, as the statement of R&D costs lists it. */
export interface RdCharge {
  readonly id: number;
  readonly component: string;
  readonly taxCode: string;
  readonly taxRateBps: number;
  readonly amountFen: number;
  readonly netFen: number;
  readonly taxFen: number;
  readonly month: string;
  readonly formula: Formula | null;
  readonly instrumentId: number | null;
  readonly instrumentZh: string;
  readonly assetNo: string;
  readonly model: string;
  readonly reservationId: number | null;
  readonly kind: 'rental' | 'session' | null;
  readonly project: string;
  readonly purpose: string;
  readonly research: boolean;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly operator: string;
  readonly number: string;
  readonly taxNumber: string | null;
  readonly issuedOn: string | null;
}

/** $1 company, $2 first month, $3 the month after the last. What a best-of bill takes off belongs to the instrument and to no project; what was credited is taken off. */
export const rdChargesSql = `
  SELECT c.id, c.component, c.tax_code "taxCode", c.tax_rate_bps "taxRateBps", c.amount_fen - off.amount "amountFen", c.net_fen - off.net "netFen", c.tax_fen - off.tax "taxFen",
    to_char(c.month, 'YYYY-MM') AS month, CASE WHEN off.amount = 0 THEN c.explanation->'formula' END formula, ins.id "instrumentId",
    coalesce(c.subject->>'nameZh', '') "instrumentZh", coalesce(c.subject->>'assetNo', '') "assetNo", coalesce(ins.model, '') model,
    r.id "reservationId", CASE WHEN c.source_kind = 'best_of' THEN 'session' ELSE r.kind END kind,
    coalesce(r.project, '') project, coalesce(r.purpose, '') purpose, coalesce(r.rd_use, false) research,
    coalesce(r.handed_over_at, r.starts_at) "startsAt", coalesce(r.returned_at, r.ends_at) "endsAt", coalesce(m.name, '') operator,
    i.number, t.number "taxNumber", t.issued_on "issuedOn"
  FROM charge c JOIN invoice i ON i.id = c.invoice_id AND i.number IS NOT NULL
  LEFT JOIN billable_item item ON c.source_kind = 'item' AND item.id = c.source_id
  LEFT JOIN reservation r ON r.id = CASE c.source_kind WHEN 'reservation' THEN c.source_id WHEN 'item' THEN item.reservation_id END
  LEFT JOIN instrument ins ON ins.id = coalesce(r.instrument_id, item.instrument_id, c.instrument_id)
  LEFT JOIN member m ON m.id = r.member_id LEFT JOIN tax_invoice t ON t.invoice_id = i.id
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(l.amount_fen), 0)::bigint amount, coalesce(sum(l.net_fen), 0)::bigint net, coalesce(sum(l.tax_fen), 0)::bigint tax
    FROM credit_note_line l JOIN credit_note n ON n.id = l.credit_note_id AND n.status = 'issued' WHERE l.charge_id = c.id) off
  WHERE c.company_id = $1 AND c.month >= $2 AND c.month < $3
  ORDER BY coalesce(nullif(r.project, ''), '~'), c.month, coalesce(r.starts_at, c.created_at), c.id`;

/** Time of a company with instruments in a period: from hand-over to return where that is known, else as booked. $2 and $3 are instants. */
export const rdUsesSql = `
  SELECT r.instrument_id "instrumentId", r.kind, r.rd_use research, i.name_zh "nameZh", i.asset_no "assetNo",
    sum(extract(epoch FROM least(coalesce(r.returned_at, r.ends_at), $3) - greatest(coalesce(r.handed_over_at, r.starts_at), $2)) / 60)::int minutes
  FROM reservation r JOIN instrument i ON i.id = r.instrument_id
  WHERE r.company_id = $1 AND r.status IN ('confirmed', 'active', 'overdue', 'completed')
    AND coalesce(r.handed_over_at, r.starts_at) < $3 AND coalesce(r.returned_at, r.ends_at) > $2
  GROUP BY r.instrument_id, r.kind, r.rd_use, i.name_zh, i.asset_no ORDER BY i.asset_no, r.kind`;

/** An instant as the API writes it. */
export const iso = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What a charge says of itself, for a query over `charge ch`. */
export const lineColumns = `ch.id "chargeId", ch.item_name "itemName", ch.source_kind "sourceKind", ch.source_id "sourceId",
  coalesce(ch.subject->>'nameZh', '') "instrumentZh", coalesce(ch.subject->>'nameEn', '') "instrumentEn", coalesce(ch.subject->>'assetNo', '') "assetNo",
  ch.component, to_char(ch.month, 'YYYY-MM') AS month, ch.amount_fen "amountFen", ch.net_fen "netFen", ch.tax_fen "taxFen", ch.tax_rate_bps "taxRateBps",
  jsonb_build_object('zh', ch.explanation->'text'->'zh', 'en', ch.explanation->'text'->'en', 'data', ch.explanation->'formula') explanation`;

/** A dispute's own columns, for a query over `charge_dispute d`. */
export const disputeColumns = `d.id, d.status, d.reason, (SELECT name FROM member WHERE id = d.opened_by) "openedBy", ${iso('d.opened_at')} "openedAt",
  d.answer, (SELECT name FROM member WHERE id = d.answered_by) "answeredBy", ${iso('d.answered_at')} "answeredAt", d.correction,
  (SELECT amount_fen FROM billable_item WHERE id = d.item_id) "adjustmentFen"`;

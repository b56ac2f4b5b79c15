import { isoOf } from '../invoices.query.js';

/** Joins to an invoice `i` what the tax bureau knows of it: b its live batch, t its number, red the fen of its red letters. */
export const taxJoins = `
  JOIN company c ON c.id = i.company_id
  LEFT JOIN tax_batch_invoice b ON b.invoice_id = i.id AND b.released_at IS NULL
  LEFT JOIN tax_batch tb ON tb.id = b.batch_id
  LEFT JOIN tax_invoice t ON t.invoice_id = i.id
  LEFT JOIN LATERAL (SELECT coalesce(sum(gross_fen), 0)::bigint fen FROM tax_red_letter r WHERE r.invoice_id = i.id) red ON true`;

/** 已红冲 when red letters come to the whole gross, 部分红冲 before; a number makes it 已开票, an export 已导出, else 未开票. */
const taxStateSql = `CASE WHEN t.number IS NULL THEN CASE WHEN b.invoice_id IS NULL THEN 'none' ELSE 'exported' END
  WHEN red.fen >= t.gross_fen THEN 'red' WHEN red.fen > 0 THEN 'partly_red' ELSE 'issued' END`;

/** The columns of it under their names on the wire. */
export const taxColumns = `coalesce(b.kind, c.tax_invoice_kind) kind, ${taxStateSql} state, b.batch_id "batchId",
  ${isoOf('tb.exported_at')} "exportedAt", t.number "taxNumber", t.issued_on "issuedOn", red.fen "redFen"`;

/** Charges less what of them a wrong invoice billed and a credit note took back: that counts as never billed. */
export const standingCharges = `(
  SELECT c.id, c.company_id, c.source_kind, c.source_id, c.component, c.segment, c.month, c.revision, c.invoice_id,
    c.amount_fen - coalesce(w.amount_fen, 0) amount_fen
  FROM charge c LEFT JOIN (SELECT l.charge_id, sum(l.amount_fen) amount_fen FROM credit_note n JOIN credit_note_line l ON l.credit_note_id = n.id
    WHERE n.status = 'issued' AND n.reason = 'wrong_invoice' GROUP BY l.charge_id) w ON w.charge_id = c.id)`;

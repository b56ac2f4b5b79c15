import type { Invariant } from './invariant.js';

/** Deposits: owed back until they are released, part by part (ADR 0028). */
export const depositInvariants: readonly Invariant[] = [
  {
    id: 'I30',
    rule: 'the parts of a deposit never exceed it, and sum to it once nothing is undecided; what is settled is what it has released',
    sql: `SELECT count(*) v FROM deposit d CROSS JOIN LATERAL (
          SELECT coalesce(sum(amount_fen), 0) decided, coalesce(sum(amount_fen) FILTER (WHERE settled_at IS NOT NULL), 0) released
          FROM deposit_part p WHERE p.deposit_id = d.id AND p.withdrawn_at IS NULL) s
        WHERE s.decided <> d.decided_fen OR s.released <> d.released_fen OR s.decided > d.amount_fen
          OR CASE WHEN d.status IN ('due', 'cancelled') THEN s.decided <> 0 OR d.taken_at IS NOT NULL
               ELSE (s.decided = d.amount_fen) = (d.status = 'held') END`,
  },
  {
    id: 'I31',
    rule: 'the ledger has every deposit that was taken, every receipt that was voided and every part that was settled, once and with its amount; each has a receipt, none of them tax',
    sql: `SELECT count(*) v FROM (
          SELECT 'deposit_taken' kind, id ref_id, amount_fen amount FROM deposit d
            WHERE taken_at IS NOT NULL OR EXISTS (SELECT FROM voided_deposit_receipt v WHERE v.deposit_id = d.id)
          UNION ALL SELECT 'deposit_untaken', v.id, -d.amount_fen FROM voided_deposit_receipt v JOIN deposit d ON d.id = v.deposit_id
          UNION ALL SELECT 'deposit_retaken', v.id, d.amount_fen FROM voided_deposit_receipt v JOIN deposit d ON d.id = v.deposit_id
            WHERE d.taken_at IS NOT NULL OR EXISTS (SELECT FROM voided_deposit_receipt o WHERE o.deposit_id = v.deposit_id AND o.id > v.id)
          UNION ALL SELECT CASE kind WHEN 'refund' THEN 'deposit_refunded' WHEN 'set_off' THEN 'deposit_set_off' ELSE 'deposit_forfeited' END, id, -amount_fen
            FROM deposit_part WHERE settled_at IS NOT NULL) x
        FULL JOIN (SELECT t.kind, t.ref_id, -sum(e.amount_fen) FILTER (WHERE e.account = 'deposits_held') amount, count(*) FILTER (WHERE e.account IN ('vat_payable', 'revenue_rental')) taxed
          FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id WHERE t.kind LIKE 'deposit_%' GROUP BY t.id) l USING (kind, ref_id)
        WHERE x.amount IS DISTINCT FROM l.amount OR l.taxed > 0`,
  },
  {
    id: 'I32',
    rule: 'every deposit that was taken has a receipt; what is kept of one is an item of its amount, and settled exactly when its line is issued',
    sql: `SELECT (SELECT count(*) FROM deposit WHERE taken_at IS NOT NULL AND receipt_number IS NULL)
      + (SELECT count(*) FROM deposit_part p JOIN billable_item b ON b.id = p.item_id
         WHERE b.amount_fen <> p.amount_fen OR b.kind <> 'forfeit' OR (p.withdrawn_at IS NOT NULL) <> (b.withdrawn_at IS NOT NULL)
           OR (p.withdrawn_at IS NULL AND (p.settled_at IS NOT NULL) <> EXISTS (SELECT FROM charge c JOIN invoice i ON i.id = c.invoice_id
                WHERE c.source_kind = 'item' AND c.source_id = b.id AND i.number IS NOT NULL))) v`,
  },
];

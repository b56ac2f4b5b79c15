import type { Invariant } from './invariant.js';

/** Bank statements, refunds and balances (ADR 0027). */
export const bankInvariants: readonly Invariant[] = [
  {
    id: 'I27',
    rule: 'a confirmed line is one live payment or refund of its amount and company, another line is none; no balance is below zero',
    sql: `SELECT (SELECT count(*) FROM bank_line l WHERE (l.status = 'confirmed') <> (1 = (SELECT count(*) FROM bank_match m
             LEFT JOIN payment p ON p.id = m.payment_id AND p.reversed_at IS NULL AND p.amount_fen = l.amount_fen AND p.company_id = m.company_id
             LEFT JOIN refund r ON r.id = m.refund_id AND r.reversed_at IS NULL AND r.reverses_id IS NULL AND r.amount_fen = -l.amount_fen AND r.company_id = m.company_id
             WHERE m.line_id = l.id AND m.undone_at IS NULL AND num_nonnulls(p.id, r.id) = 1)))
      + (SELECT count(*) FROM bank_line l WHERE 1 < (SELECT count(*) FROM bank_match m WHERE m.line_id = l.id AND m.undone_at IS NULL)
           OR (l.status <> 'confirmed' AND EXISTS (SELECT FROM bank_match m WHERE m.line_id = l.id AND m.undone_at IS NULL)))
      + (SELECT count(*) FROM (SELECT FROM bank_match WHERE undone_at IS NULL GROUP BY payment_id, refund_id HAVING count(*) > 1) x)
      + (SELECT count(*) FROM (SELECT FROM ledger_entry WHERE account IN ('unallocated', 'refunds_payable') GROUP BY company_id, account HAVING sum(amount_fen) > 0) x)
      + (SELECT count(*) FROM payment p WHERE p.returned_fen <> CASE WHEN p.reversed_at IS NOT NULL THEN p.amount_fen
           WHEN p.method IN ('voucher', 'subsidy', 'writeoff') THEN p.amount_fen - (SELECT coalesce(sum(a.amount_fen), 0) FROM payment_allocation a WHERE a.payment_id = p.id) ELSE
           (SELECT coalesce(sum(f.amount_fen), 0) FROM refund_part f JOIN refund r ON r.id = f.refund_id WHERE f.payment_id = p.id AND r.reversed_at IS NULL) END)
      + (SELECT count(*) FROM refund r WHERE r.reverses_id IS NULL AND r.balance_fen <> (SELECT coalesce(sum(amount_fen), 0) FROM refund_part f WHERE f.refund_id = r.id)) v`,
  },
];

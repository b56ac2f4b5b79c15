import type { Invariant } from './invariant.js';

/** Bank statements, refunds and balances (ADR 0027). */
export const bankInvariants: readonly Invariant[] = [
  {
    id: 'I27',
    rule: 'the parts of a confirmed line are live payments, deposits or a refund of their amount and company and sum to it, another line has none; no balance is below zero',
    sql: `SELECT (SELECT count(*) FROM bank_line l CROSS JOIN LATERAL (
             SELECT coalesce(sum(m.amount_fen), 0) fen, count(*) parts, count(*) FILTER (WHERE num_nonnulls(p.id, r.id, d.id) = 1) live FROM bank_match m
             LEFT JOIN payment p ON p.id = m.payment_id AND p.reversed_at IS NULL AND p.amount_fen = m.amount_fen AND p.company_id = m.company_id AND l.amount_fen > 0
             LEFT JOIN refund r ON r.id = m.refund_id AND r.reversed_at IS NULL AND r.reverses_id IS NULL AND r.amount_fen = m.amount_fen AND r.company_id = m.company_id AND l.amount_fen < 0
             LEFT JOIN deposit d ON d.id = m.deposit_id AND d.taken_at IS NOT NULL AND d.amount_fen = m.amount_fen AND d.company_id = m.company_id AND l.amount_fen > 0
             WHERE m.line_id = l.id AND m.undone_at IS NULL) s
           WHERE s.fen <> CASE l.status WHEN 'confirmed' THEN abs(l.amount_fen) ELSE 0 END OR s.live <> s.parts)
      + (SELECT count(*) FROM (SELECT FROM bank_match WHERE undone_at IS NULL GROUP BY payment_id, refund_id, deposit_id HAVING count(*) > 1) x)
      + (SELECT count(*) FROM (SELECT FROM ledger_entry WHERE account IN ('unallocated', 'refunds_payable') GROUP BY company_id, account HAVING sum(amount_fen) > 0) x)
      + (SELECT count(*) FROM payment p WHERE p.returned_fen <> CASE WHEN p.reversed_at IS NOT NULL THEN p.amount_fen
           WHEN p.method IN ('voucher', 'subsidy', 'writeoff') THEN p.amount_fen - (SELECT coalesce(sum(a.amount_fen), 0) FROM payment_allocation a WHERE a.payment_id = p.id) ELSE
           (SELECT coalesce(sum(f.amount_fen), 0) FROM refund_part f JOIN refund r ON r.id = f.refund_id WHERE f.payment_id = p.id AND r.reversed_at IS NULL) END)
      + (SELECT count(*) FROM refund r WHERE r.reverses_id IS NULL AND r.balance_fen <> (SELECT coalesce(sum(amount_fen), 0) FROM refund_part f WHERE f.refund_id = r.id)) v`,
  },
];

import type { Invariant } from './invariant.js';

/** Grants with what of them stands: less what went back when their invoice was credited. */
const grants = `(SELECT g.programme_id, g.company_id, g.month, g.invoice_id, g.payment_id, g.amount_fen - coalesce(p.returned_fen, 0) amount_fen
  FROM subsidy_grant g LEFT JOIN payment p ON p.id = g.payment_id)`;

/** Vouchers and subsidies: they pay, each within its limits, and change no price (ADR 0028). */
export const supportInvariants: readonly Invariant[] = [
  {
    id: 'I33',
    rule: 'no voucher is used for more than its amount or share or after its day; what its uses pay is allocated to their invoices, and what issuers owe is in the ledger',
    sql: `SELECT (SELECT count(*) FROM voucher v CROSS JOIN LATERAL (
             SELECT coalesce(sum(amount_fen), 0) used FROM voucher_use u WHERE u.voucher_id = v.id AND u.state <> 'returned') s
           WHERE s.used <> v.used_fen OR s.used > v.amount_fen)
      + (SELECT count(*) FROM voucher_use u JOIN voucher v ON v.id = u.voucher_id JOIN payment p ON p.id = u.payment_id
         WHERE u.amount_fen > ceil(u.covered_fen * v.share_bps / 10000.0) OR u.company_id <> v.company_id OR p.method <> 'voucher'
           OR u.amount_fen <> CASE WHEN u.state = 'returned' THEN u.amount_fen ELSE p.amount_fen - p.returned_fen END
           OR (u.used_at AT TIME ZONE (SELECT time_zone FROM park))::date NOT BETWEEN v.valid_from AND v.valid_to
           OR CASE WHEN u.state = 'returned' THEN 0 ELSE u.amount_fen END
              <> coalesce((SELECT sum(a.amount_fen) FROM payment_allocation a WHERE a.payment_id = p.id AND a.invoice_id = u.invoice_id), 0))
      + (SELECT count(*) FROM company c WHERE coalesce((SELECT sum(amount_fen) FROM ledger_entry e WHERE e.company_id = c.id AND e.account = 'vouchers'), 0)
         <> coalesce((SELECT sum(amount_fen) FROM voucher_use u WHERE u.company_id = c.id AND u.state IN ('used', 'submitted')), 0)) v`,
  },
  {
    id: 'I34',
    rule: 'no programme pays more than its budget, nor a company more than its limits; what it paid and did not take back is allocated to its invoice and is in the ledger',
    sql: `SELECT (SELECT count(*) FROM subsidy_programme p CROSS JOIN LATERAL (
             SELECT coalesce(sum(amount_fen), 0) used FROM ${grants} g WHERE g.programme_id = p.id) s
           WHERE s.used <> p.used_fen OR s.used > p.budget_fen)
      + (SELECT count(*) FROM (SELECT FROM ${grants} g JOIN subsidy_programme p ON p.id = g.programme_id
           GROUP BY p.id, g.company_id, g.month HAVING sum(g.amount_fen) > p.company_month_fen) x)
      + (SELECT count(*) FROM (SELECT FROM ${grants} g JOIN subsidy_programme p ON p.id = g.programme_id
           GROUP BY p.id, g.company_id, extract(year FROM g.month) HAVING sum(g.amount_fen) > p.company_year_fen) x)
      + (SELECT count(*) FROM ${grants} g LEFT JOIN payment_allocation a ON a.payment_id = g.payment_id AND a.invoice_id = g.invoice_id
         WHERE g.amount_fen <> coalesce(a.amount_fen, 0))
      + (SELECT count(*) FROM (SELECT company_id, sum(amount_fen) s FROM ${grants} g GROUP BY 1) g
         FULL JOIN (SELECT company_id, sum(amount_fen) s FROM ledger_entry WHERE account = 'subsidies' GROUP BY 1) l USING (company_id)
         WHERE coalesce(g.s, 0) <> coalesce(l.s, 0)) v`,
  },
];

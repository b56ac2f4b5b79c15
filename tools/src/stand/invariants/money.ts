import type { Invariant } from './invariant.js';
import { standingCharges } from './standing-charges.js';

/** The last month that a finished run billed for a company. */
const billedTo = `
  SELECT rc.company_id, max(r.month) AS month FROM billing_run_company rc JOIN billing_run r ON r.id = rc.run_id AND r.status = 'done'
  WHERE rc.status IN ('invoiced', 'nothing') GROUP BY rc.company_id`;

/**
 * What rentals owe that ran their agreed term and are wholly in billed months, reckoned without our code: months × price.
 * Prices that exclude tax and returns before the end are left to other rules.
 */
const fullTerms = `
  SELECT r.id, sum(s.months * s.monthly_fen) owed FROM reservation r JOIN reservation_segment s ON s.reservation_id = r.id
  JOIN (${billedTo}) b ON b.company_id = r.company_id
  WHERE r.kind = 'rental' AND r.status IN ('active', 'overdue', 'completed')
    AND coalesce((s.tax ->> 'inclusive')::boolean, true)
  GROUP BY r.id, r.starts_on, r.returned_on, b.month
  HAVING (r.starts_on + sum(s.months) * interval '1 month')::date <= (b.month + interval '1 month')::date
    AND (r.returned_on IS NULL OR r.returned_on >= (r.starts_on + sum(s.months) * interval '1 month')::date)`;

/** Lines of wrong invoices that were taken back: what they billed is recorded anew and may wait for the next run. */
const takenBack = `
  SELECT c.* FROM credit_note n JOIN credit_note_line l ON l.credit_note_id = n.id JOIN charge c ON c.id = l.charge_id
  WHERE n.status = 'issued' AND n.reason = 'wrong_invoice'`;

/** From sources to lines (rules §5). */
const lineInvariants: readonly Invariant[] = [
  {
    id: 'I07',
    rule: 'every month of a rental that is wholly billed is charged once: neither lost nor doubled',
    sql: `SELECT count(*) v FROM (${fullTerms}) t
      WHERE t.owed <> (SELECT coalesce(sum(c.amount_fen), 0) FROM ${standingCharges} c
        WHERE c.source_kind = 'reservation' AND c.source_id = t.id AND c.component = 'rent' AND (c.invoice_id IS NOT NULL OR EXISTS (
          SELECT FROM (${takenBack}) b WHERE b.source_kind = c.source_kind AND b.source_id = c.source_id AND b.component = c.component
            AND b.segment = c.segment AND b.month = c.month AND b.revision < c.revision)))`,
  },
  {
    id: 'I08',
    rule: 'no charge without a source of the same company',
    sql: `SELECT count(*) v FROM charge c WHERE CASE c.source_kind
        WHEN 'reservation' THEN NOT EXISTS (SELECT FROM reservation r WHERE r.id = c.source_id AND r.company_id = c.company_id)
        WHEN 'item' THEN NOT EXISTS (SELECT FROM billable_item b WHERE b.id = c.source_id AND b.company_id = c.company_id)
        ELSE NOT EXISTS (SELECT FROM instrument i WHERE i.id = c.source_id) END`,
  },
  {
    id: 'I09',
    rule: 'the charges of one component, segment and month are numbered 1, 2, 3 without one twice',
    sql: `SELECT count(*) v FROM (SELECT FROM charge GROUP BY source_kind, source_id, company_id, component, segment, month
        HAVING count(*) <> max(revision) OR count(DISTINCT revision) <> count(*) OR min(revision) <> 1) x`,
  },
  {
    id: 'I10',
    rule: 'between the first and the last charged month of a rental none is missing',
    sql: `SELECT count(*) v FROM (SELECT FROM charge WHERE component = 'rent' GROUP BY source_kind, source_id
        HAVING count(DISTINCT month) <> (extract(year FROM max(month)) - extract(year FROM min(month))) * 12
          + extract(month FROM max(month)) - extract(month FROM min(month)) + 1) x`,
  },
  {
    id: 'I11',
    rule: 'an invoice is the sum of its lines, numbered 1 to n; every line is net plus tax',
    sql: `SELECT (SELECT count(*) FROM charge WHERE amount_fen <> net_fen + tax_fen)
      + (SELECT count(*) FROM invoice i CROSS JOIN LATERAL (
           SELECT coalesce(sum(net_fen), 0) net, coalesce(sum(tax_fen), 0) tax, coalesce(sum(amount_fen), 0) gross, count(*) n,
             count(DISTINCT line_no) lines, coalesce(max(line_no), 0) last
           FROM charge c WHERE c.invoice_id = i.id) s
         WHERE i.net_fen <> s.net OR i.tax_fen <> s.tax OR i.gross_fen <> s.gross OR i.gross_fen <> i.net_fen + i.tax_fen
           OR s.n = 0 OR s.lines <> s.n OR s.last <> s.n) v`,
  },
];

/** Every kind of document that takes a number of a series. */
const numbered = [
  `SELECT series, year, sequence FROM invoice WHERE number IS NOT NULL`,
  `SELECT receipt_series, receipt_year, receipt_sequence FROM deposit WHERE receipt_number IS NOT NULL`,
  `SELECT series, year, sequence FROM voided_deposit_receipt WHERE number IS NOT NULL`,
  `SELECT series, year, sequence FROM credit_note WHERE number IS NOT NULL`,
  `SELECT series, year, sequence FROM payment_receipt`,
];

/** From invoices to the ledger. */
const ledgerInvariants: readonly Invariant[] = [
  {
    id: 'I12',
    rule: 'numbers of a series and year begin at 1, have no gap and no double, and end where the counter stands',
    sql: `SELECT count(*) v FROM (
        SELECT coalesce(i.n, 0) n, coalesce(i.distinct_n, 0) distinct_n, coalesce(i.first, 1) first, coalesce(i.last, 0) last, coalesce(d.last, 0) counter
        FROM (SELECT series, year, count(*) n, count(DISTINCT sequence) distinct_n, min(sequence) first, max(sequence) last
              FROM (${numbered.join(' UNION ALL ')}) documents GROUP BY series, year) i
        FULL JOIN document_counter d USING (series, year)) x
      WHERE n <> last OR distinct_n <> n OR first <> 1 OR counter <> last`,
  },
  {
    id: 'I13',
    rule: 'a company has one invoice in a run, a month one run',
    sql: `SELECT (SELECT count(*) FROM (SELECT FROM invoice WHERE run_id IS NOT NULL AND status <> 'void' GROUP BY run_id, company_id HAVING count(*) > 1) x)
      + (SELECT count(*) FROM (SELECT FROM billing_run GROUP BY month HAVING count(*) > 1) x) v`,
  },
  {
    id: 'I14',
    rule: 'an issued invoice has not changed since it was issued',
    sql: `SELECT count(*) v FROM invoice i WHERE i.number IS NOT NULL
        AND i.content_hash IS DISTINCT FROM invoice_content_hash(i, i.number, i.issued_at, i.due_on)`,
  },
  {
    id: 'I15',
    rule: 'every posting sums to nothing, and has entries',
    sql: `SELECT count(*) v FROM ledger_transaction t LEFT JOIN LATERAL (SELECT sum(amount_fen) s FROM ledger_entry e WHERE e.transaction_id = t.id) x ON true
      WHERE x.s IS DISTINCT FROM 0`,
  },
  {
    id: 'I16',
    rule: "a company's receivable is what its invoices leave open, its unallocated what its payments leave over, its deposits what is held",
    sql: `SELECT count(*) v FROM company c CROSS JOIN LATERAL (
          SELECT coalesce(sum(amount_fen) FILTER (WHERE account = 'receivable'), 0) receivable,
            coalesce(sum(amount_fen) FILTER (WHERE account = 'unallocated'), 0) unallocated,
            coalesce(sum(amount_fen) FILTER (WHERE account = 'deposits_held'), 0) deposits
          FROM ledger_entry e WHERE e.company_id = c.id) l
      WHERE l.receivable <> (SELECT coalesce(sum(greatest(gross_fen, 0) - paid_fen - credited_fen), 0) FROM invoice i WHERE i.company_id = c.id AND i.number IS NOT NULL AND i.status <> 'void')
        OR -l.unallocated <> (SELECT coalesce(sum(amount_fen - returned_fen), 0) FROM payment p WHERE p.company_id = c.id)
          - (SELECT coalesce(sum(amount_fen), 0) FROM payment_allocation a WHERE a.company_id = c.id)
        OR -l.deposits <> (SELECT coalesce(sum(held_fen), 0) FROM deposit d WHERE d.company_id = c.id)`,
  },
  {
    id: 'I17',
    rule: 'payments and invoices are allocated what they hold and not more; a reference is used once',
    sql: `SELECT (SELECT count(*) FROM payment p WHERE p.amount_fen - p.returned_fen < (SELECT coalesce(sum(amount_fen), 0) FROM payment_allocation a WHERE a.payment_id = p.id))
      + (SELECT count(*) FROM invoice i WHERE i.paid_fen + i.credited_fen > greatest(i.gross_fen, 0)
           OR i.paid_fen <> (SELECT coalesce(sum(amount_fen), 0) FROM payment_allocation a WHERE a.invoice_id = i.id)
           OR (i.number IS NOT NULL AND i.status <> 'void' AND (i.status = 'paid') <> (i.paid_fen + i.credited_fen >= i.gross_fen)))
      + (SELECT count(*) FROM (SELECT FROM payment WHERE reference <> '' AND reversed_at IS NULL GROUP BY method, reference HAVING count(*) > 1) x) v`,
  },
];

export const moneyInvariants: readonly Invariant[] = [...lineInvariants, ...ledgerInvariants];

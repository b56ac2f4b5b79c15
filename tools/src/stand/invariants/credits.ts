import type { Invariant } from './invariant.js';

const standing = `credit_note n WHERE n.status <> 'withdrawn'`;
/** Whether a sum lies between nothing and the whole, whatever the sign of the whole. */
const isPart = (sum: string, whole: string): string => `(${sum} BETWEEN least(${whole}, 0) AND greatest(${whole}, 0))`;

/** Credit notes: never more than what they credit, never changed, and where the money went (ADR 0026). */
export const creditInvariants: readonly Invariant[] = [
  {
    id: 'I51',
    rule: 'no line and no invoice is credited beyond itself, a note is the sum of its lines, and no more is given back than money paid',
    sql: `SELECT (SELECT count(*) FROM (
           SELECT c.amount_fen, c.net_fen, c.tax_fen, sum(l.amount_fen) gross, sum(l.net_fen) net, sum(l.tax_fen) tax
           FROM credit_note_line l JOIN charge c ON c.id = l.charge_id WHERE l.credit_note_id IN (SELECT n.id FROM ${standing}) GROUP BY c.id) x
         WHERE NOT (${isPart('gross', 'amount_fen')} AND ${isPart('net', 'net_fen')} AND ${isPart('tax', 'tax_fen')}))
      + (SELECT count(*) FROM credit_note n CROSS JOIN LATERAL (
           SELECT coalesce(sum(amount_fen), 0) gross, coalesce(sum(net_fen), 0) net, coalesce(sum(tax_fen), 0) tax FROM credit_note_line l WHERE l.credit_note_id = n.id) s
         WHERE (n.gross_fen, n.net_fen, n.tax_fen) <> (s.gross, s.net, s.tax) OR n.gross_fen <= 0)
      + (SELECT count(*) FROM invoice i WHERE (SELECT sum(n.gross_fen) FROM ${standing} AND n.invoice_id = i.id) > i.gross_fen)
      + (SELECT count(*) FROM invoice i WHERE (SELECT sum(n.credit_fen + n.refund_fen) FROM ${standing} AND n.invoice_id = i.id)
           > coalesce((SELECT sum(a.amount_fen) FROM payment_allocation a JOIN payment p ON p.id = a.payment_id
             WHERE a.invoice_id = i.id AND p.method NOT IN ('voucher', 'subsidy', 'writeoff')), 0))
      + (SELECT count(*) FROM credit_note_line l JOIN credit_note n ON n.id = l.credit_note_id JOIN charge c ON c.id = l.charge_id JOIN invoice i ON i.id = n.invoice_id
         WHERE c.invoice_id IS DISTINCT FROM n.invoice_id OR c.company_id <> n.company_id OR l.company_id <> n.company_id OR i.company_id <> n.company_id) v`,
  },
  {
    id: 'I52',
    rule: 'an issued credit note has not changed since it was issued',
    sql: `SELECT count(*) v FROM credit_note n WHERE n.status = 'issued'
        AND n.content_hash IS DISTINCT FROM credit_note_content_hash(n, n.number, n.issued_at, ARRAY[n.offset_fen, n.credit_fen, n.refund_fen])`,
  },
  {
    id: 'I53',
    rule: 'credit notes are in their invoice, in the ledger and in the balance for what they say; credited whole is void, and a wrong invoice is billed anew',
    sql: `SELECT (SELECT count(*) FROM invoice i CROSS JOIN LATERAL (
           SELECT coalesce(sum(n.offset_fen), 0) set_off, coalesce(sum(n.gross_fen), 0) gross FROM credit_note n WHERE n.invoice_id = i.id AND n.status = 'issued') s
         WHERE i.credited_fen <> s.set_off OR (i.status = 'void') <> (s.gross > 0 AND s.gross = i.gross_fen))
      + (SELECT count(*) FROM credit_note n LEFT JOIN ledger_transaction t ON t.kind = 'credit_note' AND t.ref_id = n.id
         CROSS JOIN LATERAL (SELECT coalesce(-sum(amount_fen) FILTER (WHERE account = 'receivable'), 0) set_off,
             coalesce(-sum(amount_fen) FILTER (WHERE account = 'unallocated'), 0) kept, coalesce(-sum(amount_fen) FILTER (WHERE account = 'refunds_payable'), 0) back,
             coalesce(sum(amount_fen) FILTER (WHERE account = 'vat_payable'), 0) tax
           FROM ledger_entry e WHERE e.transaction_id = t.id AND e.company_id = n.company_id) s
         WHERE CASE WHEN n.status = 'issued' THEN (s.set_off, s.kept, s.back, s.tax) <> (n.offset_fen, n.credit_fen, n.refund_fen, n.tax_fen) ELSE t.id IS NOT NULL END)
      + (SELECT count(*) FROM credit_note n WHERE n.status = 'issued' AND n.credit_fen <> coalesce((SELECT sum(amount_fen) FROM payment p
           WHERE p.method = 'credit' AND p.reference = n.number AND p.company_id = n.company_id), 0))
      + (SELECT count(*) FROM credit_note n JOIN credit_note_line l ON l.credit_note_id = n.id JOIN charge c ON c.id = l.charge_id
         WHERE n.status = 'issued' AND n.reason = 'wrong_invoice' AND NOT EXISTS (SELECT FROM charge d WHERE d.source_kind = c.source_kind AND d.source_id = c.source_id
           AND d.company_id = c.company_id AND d.component = c.component AND d.segment = c.segment AND d.month = c.month
           AND d.revision > c.revision AND d.amount_fen = l.amount_fen))
      + (SELECT count(*) FROM credit_note n WHERE NOT EXISTS (SELECT FROM audit_event a WHERE a.entity = 'credit_note' AND a.entity_id = n.id)) v`,
  },
];

import type { Invariant } from './invariant.js';

/** Keys, events, sessions and whose rows are whose. */
export const recordInvariants: readonly Invariant[] = [
  {
    id: 'I18',
    rule: 'an idempotency key points at what it made',
    sql: `SELECT (SELECT count(*) FROM idempotency_key k WHERE k.route = 'POST /api/v1/reservations'
           AND NOT EXISTS (SELECT FROM reservation r WHERE r.id = (k.response ->> 'id')::bigint))
      + (SELECT count(*) FROM idempotency_key k WHERE k.route = 'POST /api/v1/payments'
           AND NOT EXISTS (SELECT FROM payment p WHERE p.id = (k.response ->> 'id')::bigint)) v`,
  },
  {
    id: 'I19',
    rule: 'every event is worked off; one issue event an invoice; no notice, mail or due work twice; no notice of an event that was not',
    sql: `SELECT (SELECT count(*) FROM outbox WHERE processed_at IS NULL)
      + (SELECT count(*) FROM invoice i WHERE i.number IS NOT NULL AND 1 <> (
           SELECT count(*) FROM outbox o WHERE o.event = 'invoice.issued' AND o.payload ->> 'id' = i.id::text))
      + (SELECT count(*) FROM (SELECT FROM notification GROUP BY member_id, dedupe_key HAVING count(*) > 1) x)
      + (SELECT count(*) FROM (SELECT FROM mail WHERE notification_id IS NOT NULL GROUP BY notification_id HAVING count(*) > 1) x)
      + (SELECT count(*) FROM notification n WHERE n.dedupe_key ~ '^outbox:[0-9]+'
           AND NOT EXISTS (SELECT FROM outbox o WHERE o.id = substring(n.dedupe_key FROM '^outbox:([0-9]+)')::bigint))
      + (SELECT count(*) FROM (SELECT FROM due_work GROUP BY dedupe_key HAVING count(*) > 1) x) v`,
  },
  {
    id: 'I21',
    rule: 'every reservation that a command made, every issued invoice and every payment received has an audit row',
    sql: `SELECT (SELECT count(*) FROM reservation r WHERE r.quote <> '{}' AND r.quote ? 'quoteId'
           AND NOT EXISTS (SELECT FROM audit_event a WHERE a.entity = 'reservation' AND a.entity_id = r.id))
      + (SELECT count(*) FROM invoice i WHERE i.number IS NOT NULL AND NOT EXISTS (SELECT FROM audit_event a WHERE a.entity = 'invoice' AND a.entity_id = i.id))
      + (SELECT count(*) FROM payment p WHERE p.method NOT IN ('credit', 'deposit', 'voucher', 'subsidy')
           AND NOT EXISTS (SELECT FROM audit_event a WHERE a.entity = 'payment' AND a.entity_id = p.id)) v`,
  },
  {
    id: 'I22',
    rule: 'no live session of a disabled member; tokens are 32-byte hashes',
    sql: `SELECT count(*) v FROM session s JOIN member m ON m.id = s.member_id
      WHERE s.revoked_at IS NULL AND s.expires_at > now() AND m.disabled_at IS NOT NULL OR length(s.token_hash) <> 32`,
  },
  {
    id: 'I23',
    rule: 'child and parent belong to one company',
    sql: `SELECT (SELECT count(*) FROM charge c JOIN reservation r ON r.id = c.reservation_id WHERE r.company_id <> c.company_id)
      + (SELECT count(*) FROM charge c JOIN billable_item b ON b.id = c.item_id WHERE b.company_id <> c.company_id)
      + (SELECT count(*) FROM billable_item b JOIN service_order o ON o.id = b.service_order_id WHERE o.company_id <> b.company_id)
      + (SELECT count(*) FROM charge c JOIN invoice i ON i.id = c.invoice_id WHERE i.company_id <> c.company_id)
      + (SELECT count(*) FROM payment_allocation a JOIN payment p ON p.id = a.payment_id JOIN invoice i ON i.id = a.invoice_id
         WHERE p.company_id <> a.company_id OR i.company_id <> a.company_id)
      + (SELECT count(*) FROM deposit d JOIN reservation r ON r.id = d.reservation_id WHERE r.company_id <> d.company_id)
      + (SELECT count(*) FROM reservation r JOIN member m ON m.id = r.member_id WHERE m.company_id IS DISTINCT FROM r.company_id)
      + (SELECT count(*) FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id JOIN invoice i ON t.kind = 'issue' AND i.id = t.ref_id
         WHERE i.company_id <> e.company_id)
      + (SELECT count(*) FROM billing_run_company rc JOIN invoice i ON i.id = rc.invoice_id WHERE i.company_id <> rc.company_id) v`,
  },
];

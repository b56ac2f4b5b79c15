/**
 * How the mails with an invoice stand, for a query over `invoice i`: none where nobody of the company takes mail; queued
 * also before the event of its issue was worked off.
 */
export const deliveryState = `CASE WHEN i.number IS NULL THEN NULL
  WHEN i.id IN (SELECT (o.payload->>'id')::bigint FROM outbox o WHERE o.processed_at IS NULL AND o.event = 'invoice.issued') THEN 'queued'
  ELSE (SELECT CASE WHEN count(*) = 0 THEN 'none' WHEN bool_or(m.failed_at IS NOT NULL) THEN 'failed' WHEN bool_and(m.sent_at IS NOT NULL) THEN 'sent' ELSE 'queued' END
        FROM mail m WHERE m.invoice_id = i.id) END`;

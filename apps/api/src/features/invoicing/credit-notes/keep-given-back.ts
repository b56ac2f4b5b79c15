import type { Tx } from '../../../platform/database/database.js';
import { conflict } from '../../../platform/http/problem.js';
import { withoutMoney } from './load-creditable.js';

/**
 * Refuses to take a payment from invoices of which credit notes have given that money back already: it would have been
 * given back without ever having been paid. The invoices are locked by the caller.
 */
export async function keepGivenBack(tx: Tx, paymentId: number): Promise<void> {
  const [short] = await tx.query<{ number: string }>(
    `SELECT i.number FROM invoice i WHERE i.id IN (SELECT invoice_id FROM payment_allocation WHERE payment_id = $1)
       AND (SELECT coalesce(sum(n.credit_fen + n.refund_fen), 0) FROM credit_note n WHERE n.invoice_id = i.id AND n.status = 'issued')
         > (SELECT coalesce(sum(a.amount_fen), 0) FROM payment_allocation a JOIN payment p ON p.id = a.payment_id
            WHERE a.invoice_id = i.id AND p.id <> $1 AND p.method NOT IN ${withoutMoney}) LIMIT 1`,
    [paymentId],
  );
  if (short) {
    throw conflict('payment_credited', {
      zh: `账单 ${short.number} 已红冲并退回该笔款项，不能冲回收款`,
      en: `Invoice ${short.number} was credited and this money given back; the payment cannot be taken back`,
    });
  }
}

import type { Tx } from '../../../platform/database/database.js';
import { payFromDeposit } from './pay-from-deposit.js';

interface Kept {
  readonly partId: number;
  readonly depositId: number;
  readonly companyId: number;
  readonly amountFen: number;
  readonly invoiceId: number;
  readonly number: string;
}

/**
 * What was kept of deposits pays the invoices on which it now stands, in the transaction that issues them: from here on it
 * is income and no liability any more.
 */
export async function settleForfeits(
  tx: Tx,
  issued: { readonly ids: readonly number[]; readonly at: Date; readonly receivedOn: string; readonly actorId: number },
): Promise<void> {
  await lockDeposits(tx, issued.ids);
  const kept = await tx.query<Kept>(
    `SELECT p.id "partId", p.deposit_id "depositId", p.company_id "companyId", p.amount_fen "amountFen", c.invoice_id "invoiceId", i.number
     FROM unnest($1::bigint[]) WITH ORDINALITY n (id, place) JOIN charge c ON c.invoice_id = n.id AND c.source_kind = 'item' AND c.amount_fen > 0
     JOIN deposit_part p ON p.item_id = c.source_id AND p.settled_at IS NULL AND p.withdrawn_at IS NULL JOIN invoice i ON i.id = n.id
     ORDER BY n.place, p.id FOR UPDATE OF p`,
    [issued.ids],
  );
  for (const { partId, depositId, companyId, amountFen, invoiceId, number } of kept) {
    const open = await tx.query<{ openFen: number }>('SELECT open_fen "openFen" FROM invoice WHERE id = $1', [
      invoiceId,
    ]);
    const invoices = [{ id: invoiceId, number, openFen: open[0]?.openFen ?? 0 }];
    await payFromDeposit(tx, { partId, companyId, amountFen, kind: 'deposit_forfeited', invoices, ...issued });
    await tx.query('UPDATE deposit_part SET settled_at = $2 WHERE id = $1', [partId, issued.at]);
    await tx.query('UPDATE deposit SET released_fen = released_fen + $2, version = version + 1 WHERE id = $1', [
      depositId,
      amountFen,
    ]);
  }
}

/** Deposits before their parts, as wherever one is decided on; by id, since a run settles many. */
async function lockDeposits(tx: Tx, invoiceIds: readonly number[]): Promise<void> {
  await tx.query(
    `SELECT 1 FROM deposit WHERE id IN (SELECT p.deposit_id FROM charge c JOIN deposit_part p ON p.item_id = c.source_id
       WHERE c.invoice_id = ANY($1) AND c.source_kind = 'item') ORDER BY id FOR UPDATE`,
    [invoiceIds],
  );
}

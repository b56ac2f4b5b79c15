import { localDate } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { postLedger } from './post-ledger.js';

/**
 * A statement below zero (an early return of what was billed before) is nothing to pay but money that the company is
 * owed: it becomes a balance that later invoices take up, so that its receivable stays the sum of its open invoices.
 */
export async function creditToBalance(
  tx: Tx,
  credit: { companyId: number; grossFen: number; number: string; at: Date; timeZone: string; actorId: number },
): Promise<void> {
  const amountFen = -credit.grossFen;
  const [payment] = await tx.query<{ id: number }>(
    `INSERT INTO payment (company_id, amount_fen, received_on, method, reference, note, created_by) VALUES ($1, $2, $3, 'credit', $4, '', $5) RETURNING id`,
    [credit.companyId, amountFen, localDate(credit.at.getTime(), credit.timeZone), credit.number, credit.actorId],
  );
  if (!payment) throw new Error('the credit was not stored');
  const companyId = String(credit.companyId);
  await postLedger(tx, [
    {
      kind: 'credit_balance',
      refId: payment.id,
      postedAt: credit.at,
      entries: [
        { account: 'receivable', companyId, amountFen },
        { account: 'unallocated', companyId, amountFen: -amountFen },
      ],
    },
  ]);
}

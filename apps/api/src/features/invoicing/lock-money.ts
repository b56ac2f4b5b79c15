import type { Tx } from '../../platform/database/database.js';

/**
 * Whoever spends what a company has to its credit (a balance used, refunded or set off, a payment taken back) takes
 * turns: taken before any row but that of a bank line, held to the end of the transaction. What is left is then read and cannot change meanwhile.
 */
export async function lockMoney(tx: Tx, companyId: number): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('money:' || $1::bigint, 0))`, [companyId]);
}

/** The bank line that a payment or refund was confirmed as, locked before the money, as by whoever confirms or undoes it. */
export async function lockLineOf(tx: Tx, by: 'payment_id' | 'refund_id', id: number): Promise<void> {
  await tx.query(
    `SELECT 1 FROM bank_line WHERE id = (SELECT line_id FROM bank_match WHERE ${by} = $1 AND undone_at IS NULL) FOR UPDATE`,
    [id],
  );
}

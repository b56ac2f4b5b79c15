import type { Tx } from '../../platform/database/database.js';

/**
 * Whoever spends what a company has to its credit (a balance used, refunded or set off, a payment taken back) takes
 * turns: taken before any row, held to the end of the transaction. What is left is then read and cannot change meanwhile.
 */
export async function lockMoney(tx: Tx, companyId: number): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('money:' || $1::bigint, 0))`, [companyId]);
}

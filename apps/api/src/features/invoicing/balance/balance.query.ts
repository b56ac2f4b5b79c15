import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../platform/database/database.js';
import { type Actor, isStaff, scopeOf } from '../../../platform/http/actor.js';
import { badRequest } from '../../../platform/http/problem.js';
import { decodeCursor } from '../../../platform/http/validation.js';
import { idCursor, pageById } from '../../../platform/http/paging.js';
import { isoOf } from '../invoices.query.js';
import { payableOf } from '../refunds/pay-refund.js';
import type { balanceMovement, balanceQuery, balanceView } from './balance.dto.js';

/** Every posting that touched the account `unallocated` is a movement, whoever made it; the sum of all is the balance. */
const movements = `
  WITH moved AS (
    SELECT t.id, t.kind, t.ref_id, t.posted_at, -sum(e.amount_fen)::bigint amount_fen
    FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
    WHERE e.company_id = $1 AND e.account = 'unallocated' GROUP BY t.id),
  reckoned AS (SELECT *, sum(amount_fen) OVER (ORDER BY id)::bigint after_fen FROM moved)
  SELECT m.id, ${isoOf('m.posted_at')} AS at, m.kind, m.amount_fen "amountFen", m.after_fen "afterFen",
    p.id "paymentId", coalesce(p.method, r.method) AS method, coalesce(p.reference, r.reference) AS reference,
    i.id "invoiceId", i.number "invoiceNo", CASE WHEN m.kind = 'payment_reversed' THEN p.reversal_reason WHEN r.reverses_id IS NOT NULL THEN r.note END reason
  FROM reckoned m
  LEFT JOIN payment_allocation a ON m.kind = 'allocation' AND a.id = m.ref_id
  LEFT JOIN payment p ON p.id = CASE WHEN m.kind IN ('payment', 'payment_reversed', 'credit_balance') THEN m.ref_id ELSE a.payment_id END
  LEFT JOIN refund r ON m.kind = 'refund' AND r.id = m.ref_id
  LEFT JOIN invoice i ON i.id = a.invoice_id
  WHERE $2::bigint IS NULL OR m.id < $2 ORDER BY m.id DESC LIMIT $3`;

/** What a company has to its credit, and every movement that made it so. */
@Injectable()
export class BalanceQuery {
  constructor(private readonly db: Database) {}

  /** A tenant asks for its own, staff say whose. */
  async of(actor: Actor, query: z.infer<typeof balanceQuery>): Promise<z.infer<typeof balanceView>> {
    const companyId = isStaff(actor) ? query.companyId : actor.companyId;
    if (!companyId) throw badRequest('company_required', { zh: '请指定企业', en: 'Say which company' });
    const before = decodeCursor(idCursor, query.cursor);
    return this.db.read(scopeOf(actor), async (tx) => {
      const rows = await tx.query<z.infer<typeof balanceMovement>>(movements, [
        companyId,
        before?.id ?? null,
        query.limit + 1,
      ]);
      const [sum] = await tx.query<{ fen: number; auto: boolean }>(
        `SELECT coalesce(-sum(amount_fen), 0)::bigint fen,
           coalesce((SELECT use_automatically FROM balance_setting WHERE company_id = $1), false) auto
         FROM ledger_entry WHERE company_id = $1 AND account = 'unallocated'`,
        [companyId],
      );
      return {
        balanceFen: sum?.fen ?? 0,
        refundsPayableFen: (await payableOf(tx, [companyId])).get(companyId) ?? 0,
        useAutomatically: sum?.auto ?? false,
        ...pageById(rows, query.limit),
      };
    });
  }
}

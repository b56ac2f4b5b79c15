import type { CalendarDate } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';

/** How a company stands with the park. */
export interface Standing {
  readonly openFen: number;
  readonly overdueFen: number;
  /** 0 when nothing is overdue. */
  readonly oldestOverdueDays: number;
  readonly depositsFen: number;
  /** Paid or credited and not used yet. */
  readonly balanceFen: number;
}

/** Open and overdue invoices, deposits held and balances of companies, in one query; every company asked for has an answer. */
export async function standingsOf(
  tx: Tx,
  companyIds: readonly number[],
  today: CalendarDate,
): Promise<Map<number, Standing>> {
  const rows = await tx.query<Standing & { companyId: number }>(
    `SELECT c.id "companyId", coalesce(open.open_fen, 0)::bigint "openFen", coalesce(open.overdue_fen, 0)::bigint "overdueFen",
            coalesce(open.days, 0) "oldestOverdueDays",
            (SELECT coalesce(sum(held_fen), 0)::bigint FROM deposit d WHERE d.company_id = c.id) "depositsFen",
            ((SELECT coalesce(sum(amount_fen - returned_fen), 0) FROM payment p WHERE p.company_id = c.id)
              - (SELECT coalesce(sum(amount_fen), 0) FROM payment_allocation a WHERE a.company_id = c.id))::bigint "balanceFen"
     FROM unnest($1::bigint[]) c (id) LEFT JOIN LATERAL (
       SELECT sum(open_fen) open_fen, sum(open_fen) FILTER (WHERE due_on < $2) overdue_fen, max($2::date - due_on) FILTER (WHERE due_on < $2) days
       FROM invoice i WHERE i.company_id = c.id AND i.status IN ('issued', 'part_paid')) open ON true`,
    [companyIds, today],
  );
  return new Map(rows.map(({ companyId, ...standing }) => [companyId, standing]));
}

import { localDate } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';

/** Companies whose bills of a month were reckoned from one instant on. */
export interface Billed {
  readonly companyIds: readonly number[];
  /** The start of the run: what was done since may have come too late for the drafts, however long their review was. */
  readonly at: Date;
  /** The park's day of that instant, on which the run reckons whatever grows by the day. */
  readonly today: string;
}

export interface BilledMonth {
  readonly month: string;
  readonly billed: readonly Billed[];
}

/** The last month that was billed, who was and from when on; a company that was retried was reckoned on the run's day too. */
export async function lastBilled(tx: Tx, timeZone: string): Promise<BilledMonth | undefined> {
  const rows = await tx.query<{ month: string; at: Date; companyIds: number[] }>(
    `SELECT to_char(r.month, 'YYYY-MM') AS month, r.started_at AS at, array_agg(rc.company_id ORDER BY rc.company_id) "companyIds"
     FROM billing_run r JOIN billing_run_company rc ON rc.run_id = r.id AND rc.status IN ('invoiced', 'nothing')
     WHERE r.month = (SELECT max(month) FROM billing_run WHERE status = 'done') AND r.status = 'done' GROUP BY 1, 2 ORDER BY 2`,
  );
  const month = rows[0]?.month;
  if (month === undefined) return undefined;
  const billed = rows.map(({ at, companyIds }) => ({ at, companyIds, today: localDate(at.getTime(), timeZone) }));
  return { month, billed };
}

import { firstDay, localDate, type Localized, nextMonth, startOfDay } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';

/** What stands between a month and its closing, or should be looked at first. */
export interface Blocker {
  readonly code: 'month_not_over' | 'run_missing' | 'run_unfinished' | 'companies_failed' | 'open_use';
  readonly blocks: boolean;
  readonly message: Localized;
  readonly link: string;
}

interface Facts {
  readonly runStatus: string | null;
  readonly failed: number;
  readonly openUse: number;
}

/** Reservations that ended in the month and were neither returned nor settled: their amounts may still change. $1 and $2: the month's first instant and its end. */
export const openUseSql = `SELECT count(*)::int FROM reservation
  WHERE status IN ('confirmed', 'active', 'overdue') AND ends_at > $1 AND ends_at <= $2`;

const blocker = (code: Blocker['code'], blocks: boolean, message: Localized, link: string): Blocker => ({
  code,
  blocks,
  message,
  link,
});

export async function blockersOf(tx: Tx, wanted: { month: string; now: Date; timeZone: string }): Promise<Blocker[]> {
  const { month, now, timeZone } = wanted;
  const from = new Date(startOfDay(firstDay(month), timeZone));
  const to = new Date(startOfDay(firstDay(nextMonth(month)), timeZone));
  const [facts] = await tx.query<Facts>(
    `SELECT (SELECT status FROM billing_run WHERE month = $3) "runStatus", (${openUseSql}) "openUse",
       (SELECT count(*)::int FROM billing_run_company rc JOIN billing_run r ON r.id = rc.run_id WHERE r.month = $3 AND rc.status = 'failed') failed`,
    [from, to, firstDay(month)],
  );
  const { runStatus = null, failed = 0, openUse = 0 } = facts ?? {};
  const found: Blocker[] = [];
  const over = localDate(now.getTime(), timeZone) >= firstDay(nextMonth(month));
  if (!over)
    found.push(
      blocker('month_not_over', true, { zh: '该月尚未结束', en: 'The month is not over' }, `/months/${month}`),
    );
  else if (runStatus === null)
    found.push(
      blocker('run_missing', true, { zh: '尚未出账', en: 'The month has not been billed' }, `/months/${month}`),
    );
  if (runStatus !== null && runStatus !== 'done') {
    found.push(
      blocker(
        'run_unfinished',
        true,
        { zh: '出账正在进行', en: 'The billing run is not finished' },
        `/months/${month}`,
      ),
    );
  }
  if (failed > 0) {
    const message = {
      zh: `${failed} 家企业出账失败，请处理后重试`,
      en: `${failed} companies could not be billed; put right and retry`,
    };
    found.push(blocker('companies_failed', true, message, `/months/${month}`));
  }
  if (openUse > 0) {
    const message = {
      zh: `${openUse} 个预约已到期但未归还或结束，金额可能变化`,
      en: `${openUse} reservations have ended and are not returned or settled; amounts may change`,
    };
    found.push(blocker('open_use', false, message, `/reservations?status=open&month=${month}`));
  }
  return found;
}

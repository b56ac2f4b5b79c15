import { firstDay, localDate, type Localized, nextMonth, startOfDay } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { BlockerCode } from './billing-run.dto.js';
import { deliveryState } from './delivery.sql.js';

/** What stands between a month and its closing, or should be looked at first. */
export interface Blocker {
  readonly code: BlockerCode;
  readonly blocks: boolean;
  readonly count: number;
  readonly message: Localized;
  readonly link: string;
}

interface Facts {
  readonly runStatus: string | null;
  readonly reviewUntil: Date | null;
  readonly failed: number;
  readonly disputes: number;
  readonly openUse: number;
  readonly unsent: number;
  readonly unmatched: number;
}

/** Reservations that ended in the month and were neither returned nor settled: their amounts may still change. $1 and $2: the month's first instant and its end. */
export const openUseSql = `SELECT count(*)::int FROM reservation
  WHERE status IN ('confirmed', 'active', 'overdue') AND ends_at > $1 AND ends_at <= $2`;

/** Balances of companies that have something open: money that came and settles nothing yet. */
const unmatchedSql = `SELECT count(*)::int FROM (
    SELECT p.company_id, sum(p.amount_fen - p.returned_fen) - coalesce((SELECT sum(a.amount_fen) FROM payment_allocation a WHERE a.company_id = p.company_id), 0) left_fen
    FROM payment p GROUP BY p.company_id) b
  WHERE left_fen > 0 AND EXISTS (SELECT FROM invoice i WHERE i.company_id = b.company_id AND i.status IN ('issued', 'part_paid'))`;

export async function blockersOf(tx: Tx, wanted: { month: string; now: Date; timeZone: string }): Promise<Blocker[]> {
  const { month, now, timeZone } = wanted;
  const from = new Date(startOfDay(firstDay(month), timeZone));
  const to = new Date(startOfDay(firstDay(nextMonth(month)), timeZone));
  const [facts] = await tx.query<Facts>(
    `SELECT r.status "runStatus", r.review_until "reviewUntil", (${openUseSql}) "openUse", (${unmatchedSql}) unmatched,
       (SELECT count(*)::int FROM billing_run_company rc WHERE rc.run_id = r.id AND rc.status = 'failed') failed,
       (SELECT count(*)::int FROM charge_dispute d WHERE d.run_id = r.id AND d.status = 'open') disputes,
       (SELECT count(*)::int FROM invoice i WHERE i.month = $3 AND i.number IS NOT NULL AND (${deliveryState}) IN ('failed', 'queued')) unsent
     FROM (SELECT $3::date AS month) m LEFT JOIN billing_run r ON r.month = m.month AND r.status <> 'cancelled'`,
    [from, to, firstDay(month)],
  );
  const over = localDate(now.getTime(), timeZone) >= firstDay(nextMonth(month));
  return facts ? found(facts, { month, over, timeZone }) : [];
}

type Where = { readonly month: string; readonly over: boolean; readonly timeZone: string };

function found(facts: Facts, where: Where): Blocker[] {
  return [...ofTheRun(facts, where), ...ofTheBooks(facts, where)].filter((one): one is Blocker => one !== false);
}

/** Where the month and its run stand. */
function ofTheRun({ runStatus, reviewUntil, failed }: Facts, { month, over, timeZone }: Where): (Blocker | false)[] {
  const page = `/months/${month}`;
  const until = reviewUntil ? localDate(reviewUntil.getTime() - 1, timeZone) : '';
  return [
    !over && blocker('month_not_over', 1, page, { zh: '该月尚未结束', en: 'The month is not over' }),
    over &&
      runStatus === null &&
      blocker('run_missing', 1, page, { zh: '尚未出账', en: 'The month has not been billed' }),
    (runStatus === 'planned' || runStatus === 'running') &&
      blocker('run_unfinished', 1, page, { zh: '出账正在进行', en: 'The billing run is not finished' }),
    runStatus === 'review' &&
      blocker('in_review', 1, page, {
        zh: `企业正在核对预出账单，至 ${until}（含）；到期自动出具，也可提前出具`,
        en: `Companies review their drafts until ${until} (inclusive); then they are issued, or earlier by hand`,
      }),
    failed > 0 &&
      blocker('companies_failed', failed, `${page}?status=failed`, {
        zh: `${failed} 家企业出账失败，请处理后重试`,
        en: `${many(failed, 'company', 'companies')} could not be billed; put right and retry`,
      }),
  ];
}

/** What is open besides: disputes block, the rest is worth a look. */
function ofTheBooks({ disputes, openUse, unsent, unmatched }: Facts, { month }: Where): (Blocker | false)[] {
  return [
    disputes > 0 &&
      blocker('open_disputes', disputes, `/disputes?month=${month}&status=open`, {
        zh: `${disputes} 条异议尚未答复，相应费用未计入任何账单`,
        en: `${many(disputes, 'dispute is', 'disputes are')} not answered and on no invoice`,
      }),
    openUse > 0 &&
      hint('open_use', openUse, `/reservations?status=open&month=${month}`, {
        zh: `${openUse} 个预约已到期但未归还或结束，金额可能变化`,
        en: `${many(openUse, 'reservation has', 'reservations have')} ended and not been returned or settled; amounts may change`,
      }),
    unsent > 0 &&
      hint('unsent', unsent, `/months/${month}?status=unsent`, {
        zh: `${unsent} 张账单的邮件还没有送达`,
        en: `${many(unsent, 'invoice is', 'invoices are')} not delivered by mail yet`,
      }),
    unmatched > 0 &&
      hint('unmatched_payments', unmatched, '/payments', {
        zh: `${unmatched} 家企业有未核销的来款，同时有未付账单`,
        en: `${many(unmatched, 'company has', 'companies have')} money that is matched to no invoice, and open invoices`,
      }),
  ];
}

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

function blocker(code: BlockerCode, count: number, link: string, message: Localized): Blocker {
  return { code, blocks: true, count, message, link };
}

function hint(code: BlockerCode, count: number, link: string, message: Localized): Blocker {
  return { ...blocker(code, count, link, message), blocks: false };
}

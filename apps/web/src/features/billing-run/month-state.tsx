import { firstDay, nextMonth } from '@parkbench/domain';
import { parkToday } from '../../shared/format/format';
import { StatusBadge } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import type { MonthRow, MonthState } from './billing-run.queries';

/** Whether a month has ended in the park. */
export const isOver = (month: string): boolean => month < parkToday().slice(0, 7);

/** The first day after a month: from then on it can be billed. */
export const firstDayAfter = (month: string): string => firstDay(nextMonth(month));

/** The last day of a review that ends at an instant. */
export const lastDayOf = (end: string): string => new Date(Date.parse(end) - 1).toISOString();

const looks = { open: 'open', running: 'running', review: 'pending', invoiced: 'issued', closed: 'closed' } as const;

/** Where a month stands. */
export function MonthStateBadge({ state, month }: { state: MonthState; month: string }) {
  const say = billingRunMessages.useSay();
  if (state === 'open' && !isOver(month)) return <StatusBadge status="active">{say('current')}</StatusBadge>;
  return <StatusBadge status={looks[state]}>{say(state)}</StatusBadge>;
}

export type NextAct = 'doPreview' | 'doRun' | 'doWatch' | 'doReview' | 'doRetry' | 'doClose' | 'doLook';

/** The one thing to do with a month now. */
export function nextActOf(row: Pick<MonthRow, 'month' | 'state' | 'failed'>): NextAct {
  switch (row.state) {
    case 'open':
      return isOver(row.month) ? 'doRun' : 'doPreview';
    case 'running':
      return 'doWatch';
    case 'review':
      return 'doReview';
    case 'invoiced':
      return row.failed > 0 ? 'doRetry' : 'doClose';
    case 'closed':
      return 'doLook';
  }
}

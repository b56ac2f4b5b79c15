import { lastDay, money, parkDate, parkDateTime } from '../../../shared/format/format';
import { Card, Icon, type IconName } from '../../../shared/ui';
import type { HistoryEvent, Reservation } from '../reservations.types';
import { recordMessages } from './record.messages';

type Say = ReturnType<typeof recordMessages.useSay>;

const icons: Record<string, IconName> = {
  requested: 'mail',
  approved: 'check',
  rejected: 'x',
  lapsed: 'clock',
  cancelled: 'x',
  extended: 'plus',
  shortened: 'minus',
  moved: 'arrow-right',
  handed_over: 'play',
  returned: 'check-circle',
  counted: 'list',
  overdue: 'alert',
  no_show: 'alert',
  resized: 'clock',
  transferred: 'users',
  blocked: 'alert',
  outage_asked: 'wrench',
  outage_changed: 'wrench',
  outage_withdrawn: 'wrench',
  sits_out: 'wrench',
  gap_changed: 'wrench',
};
const plain = [
  'requested',
  'rejected',
  'lapsed',
  'handed_over',
  'returned',
  'overdue',
  'no_show',
  'blocked',
  'outage_asked',
  'outage_changed',
  'outage_withdrawn',
  'gap_changed',
  'transferred',
] as const;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

function movedWords(data: HistoryEvent['data'], say: Say): string {
  const from = (data.from as { startsAt?: string } | undefined)?.startsAt;
  if (!from || !text(data.startsAt)) return say('ev_moved');
  return say('ev_movedFromTo', { from: parkDateTime(from), to: parkDateTime(text(data.startsAt)) });
}

/** An event of the audit trail in the reader's words. */
function eventWords({ action, data }: HistoryEvent, say: Say): string {
  const kind = action.replace(/^reservation\./, '');
  const known = plain.find((one) => one === kind);
  if (known) return say(`ev_${known}`);
  if (kind === 'approved') return say(data.direct === true ? 'ev_direct' : 'ev_approved');
  if (kind === 'cancelled')
    return number(data.feeFen) > 0
      ? say('ev_cancelledFee', { money: money(number(data.feeFen)) })
      : say('ev_cancelled');
  return changeWords(kind, data, say) ?? say('ev_other', { action });
}

/** What was changed, with the figures of the change. */
function changeWords(kind: string, data: HistoryEvent['data'], say: Say): string | null {
  if (kind === 'extended') return say('ev_extended', { months: number(data.months), day: lastDay(text(data.endsOn)) });
  if (kind === 'shortened') return say('ev_shortened', { day: text(data.returnedOn) || parkDate(Date.now()) });
  if (kind === 'resized') return say('ev_resized', { time: parkDateTime(text(data.endsAt)) });
  if (kind === 'moved') return movedWords(data, say);
  if (kind === 'counted') return say('ev_counted', { money: money(number(data.totalFen)) });
  if (kind === 'sits_out') return say('ev_sits_out', { caseNo: text(data.caseNo) });
  return null;
}

/** What happened to a reservation, the latest first. */
export function History({ reservation }: { reservation: Reservation }) {
  const say = recordMessages.useSay();
  return (
    <Card title={say('history')}>
      <ol className="relative grid gap-3 before:absolute before:top-2 before:bottom-2 before:left-[11px] before:w-px before:bg-line">
        {[...reservation.history].reverse().map((event, index) => (
          <li key={index} className="relative flex gap-3">
            <span className="grid size-6 shrink-0 place-items-center rounded-full border border-line bg-surface text-mut">
              <Icon name={icons[event.action.replace(/^reservation\./, '')] ?? 'dot-full'} size={13} />
            </span>
            <span className="min-w-0">
              <span className="num block">{eventWords(event, say)}</span>
              {event.reason && <span className="block text-sm">{say('reason', { reason: event.reason })}</span>}
              <span className="num block text-xs text-mut">
                {parkDateTime(event.at)} · {event.actorName ?? say('system')}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

import { Badge, StatusBadge, type Status } from '../../shared/ui';
import type { InstrumentCard, InstrumentStatus } from './instruments.types';
import type { ReservationStatus } from './reservations.types';
import { statusMessages } from './status.messages';

const looks: Record<ReservationStatus, Status> = {
  requested: 'requested',
  confirmed: 'confirmed',
  active: 'active',
  overdue: 'overdue',
  completed: 'completed',
  cancelled: 'cancelled',
  rejected: 'rejected',
  lapsed: 'expired',
  no_show: 'no-show',
};

/** Where a reservation stands. */
export function ReservationBadge({ status }: { status: ReservationStatus }) {
  const say = statusMessages.useSay();
  return <StatusBadge status={looks[status]}>{say(status)}</StatusBadge>;
}

/** An instrument that nobody can have, or undefined when it is in service. */
export function outOfServiceBadge(status: InstrumentStatus, words: string) {
  if (status === 'in_service') return undefined;
  return <StatusBadge status={status === 'retired' ? 'retired' : 'maintenance'}>{words}</StatusBadge>;
}

/** How an instrument stands in the list: in the wanted window when there is one, today otherwise. */
export function CardBadge({ card }: { card: InstrumentCard }) {
  const say = statusMessages.useSay();
  if (card.status !== 'in_service') return outOfServiceBadge(card.status, say(card.status));
  if (card.freeInWindow === true) return <StatusBadge status="available">{say('freeInWindow')}</StatusBadge>;
  if (card.freeInWindow === false)
    return (
      <Badge tone="off" icon="calendar" pattern="hatch">
        {say(card.alike.length > 0 ? 'tooFewInWindow' : 'takenInWindow')}
      </Badge>
    );
  const today = card.strip[0];
  if (today === '1') return <StatusBadge status="in-use">{say('inUse')}</StatusBadge>;
  if (today === '2') return <StatusBadge status="in-use">{say('partly')}</StatusBadge>;
  return <StatusBadge status="available">{say('available')}</StatusBadge>;
}

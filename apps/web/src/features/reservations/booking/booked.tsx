import { useQuery } from '@tanstack/react-query';
import { parkDateTime } from '../../../shared/format/format';
import { Button, Callout, LinkButton } from '../../../shared/ui';
import { OutcomeCard } from '../outcome-card';
import { reservationQuery } from '../reservations.queries';
import { outcomeMessages } from './outcome.messages';
import { periodText } from './period-words';
import { periodOfAsk } from './selection';
import type { Booking } from './use-booking';

/** It is done: what is held, until when somebody must decide, and what happens then. */
export function Booked({ booking }: { booking: Booking }) {
  const say = outcomeMessages.useSay();
  const { outcome, attempt } = booking;
  const { data } = useQuery({ ...reservationQuery(outcome?.id ?? 0), enabled: outcome !== undefined });
  if (!outcome || !attempt) return null;
  const isRequest = outcome.status === 'requested';
  return (
    <OutcomeCard>
      <Callout tone="ok" role="status" title={say(isRequest ? 'requestedTitle' : 'confirmedTitle')}>
        <p className="font-medium">{attempt.name}</p>
        <p className="num mb-2">{periodText(periodOfAsk(attempt.ask))}</p>
        <p>{say(isRequest ? 'requestedDetail' : 'confirmedDetail')}</p>
        {data?.holdExpiresAt && <p>{say('holdUntil', { time: parkDateTime(data.holdExpiresAt) })}</p>}
        {isRequest && <p>{say('requestedNext')}</p>}
      </Callout>
      <div className="mt-3 flex flex-wrap gap-2">
        <LinkButton variant="primary" href={`/reservations/${outcome.id}`}>
          {say('openReservation')}
        </LinkButton>
        <Button onPress={booking.again}>{say('bookAnother')}</Button>
      </div>
    </OutcomeCard>
  );
}

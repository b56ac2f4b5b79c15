import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { useName } from '../../shared/i18n/messages';
import { Callout, toast } from '../../shared/ui';
import { waitingListMessages } from './waiting-list.messages';
import { accept, decline, waitingListKey } from './waiting-list.queries';
import type { Entry, Offer } from './waiting-list.types';

/** Answers an offer; whatever comes of it, what is shown is asked for anew. */
export function useOfferAnswer(entry: Entry, offer: Offer) {
  const { say } = waitingListMessages;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const refresh = (): void => void queries.invalidateQueries({ queryKey: waitingListKey });
  const accepting = useMutation({
    mutationFn: () => accept(entry.id, { offerId: offer.id, quoteId: offer.quote?.quoteId }),
    onSuccess: ({ reservationId, reservationStatus }) => {
      toast({ tone: 'ok', title: say(reservationStatus === 'requested' ? 'requestedTitle' : 'acceptedTitle') });
      refresh();
      void queries.invalidateQueries({ queryKey: ['reservations'] });
      void navigate({ to: `/reservations/${reservationId}` });
    },
    onError: refresh,
  });
  const declining = useMutation({
    mutationFn: () => decline(entry.id, offer.id),
    onSuccess: () => {
      toast({ tone: 'ok', title: say('declined') });
      refresh();
    },
    onError: refresh,
  });
  const error = accepting.error ?? declining.error;
  return {
    refresh,
    accept: () => accepting.mutate(),
    decline: () => declining.mutate(),
    isAccepting: accepting.isPending,
    isDeclining: declining.isPending,
    isPending: accepting.isPending || declining.isPending,
    failure: error && <Failure error={error} />,
  };
}

function Failure({ error }: { error: Error }): ReactNode {
  const say = waitingListMessages.useSay();
  const name = useName();
  const violations = error instanceof ProblemError ? error.violations : [];
  const isPrice = error instanceof ProblemError && error.code === 'quote_changed';
  return (
    <Callout tone="bad" role="alert" title={say('acceptFailed')}>
      {isPrice ? say('priceChanged') : error.message}
      {violations.length > 0 && (
        <ul className="list-disc pl-4">
          {violations.map((one) => (
            <li key={one.code}>{name(one.message.zh, one.message.en)}</li>
          ))}
        </ul>
      )}
    </Callout>
  );
}

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { lastDay, money, parkDate } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { NumberField, toast } from '../../../shared/ui';
import { QuoteDetails } from '../booking/quote-details';
import { Refusal } from '../booking/refusal';
import type { Refused } from '../booking/use-booking';
import { extendPreviewQuery, reservationsKey, reserve } from '../reservations.queries';
import type { Ask, ExtensionPreview, Reservation } from '../reservations.types';
import { useDebounced } from '../use-debounced';
import { ChangeSheet, ChangeViolations, PreviewGate } from './change-frame';
import { changeMessages } from './change.messages';
import { useChange, verdictOf } from './use-change';

export interface ActProps {
  readonly reservation: Reservation;
  readonly onClose: () => void;
  /** Of a series: the question which of its sessions are meant. */
  readonly scope?: ReactNode;
}

/** More months at today's price; one click when they are free. */
export function ExtendSheet({ reservation, onClose }: ActProps) {
  const say = changeMessages.useSay();
  const [months, setMonths] = useState(1);
  const settled = useDebounced(months);
  const preview = useQuery({ ...extendPreviewQuery(reservation.id, settled), placeholderData: keepPreviousData });
  const act = useChange(reservation.id, onClose);
  const { data } = preview;
  const isStale = settled !== months || preview.isPlaceholderData;
  const { refused, violations, canConfirm } = verdictOf(act, data, isStale);
  return (
    <ChangeSheet
      title={say('extendTitle')}
      onClose={onClose}
      change={act}
      confirmLabel={say('extendConfirm', { count: months, money: money(data?.quote.totalFen ?? 0) })}
      canConfirm={canConfirm}
      onConfirm={() =>
        data &&
        act.run({
          act: 'extend',
          body: { months, quoteId: data.quote.quoteId },
          done: say('extended', { day: lastDay(data.newEndsOn) }),
        })
      }
    >
      <p className="num text-mut">
        {say('extendIntro', { day: data?.quote.startsOn ?? parkDate(reservation.endsAt) })}
      </p>
      <NumberField
        label={say('months')}
        unit={say('monthsUnit', { count: months })}
        min={1}
        max={60}
        value={months}
        onChange={(next) => next !== null && setMonths(next)}
      />
      <PreviewGate preview={preview}>
        {data && (
          <>
            <p className="num flex justify-between">
              <span className="text-mut">{say('newEnd')}</span>
              <span className="font-semibold">{lastDay(data.newEndsOn)}</span>
            </p>
            <QuoteDetails quote={data.quote} isStale={isStale} />
            <ChangeViolations violations={violations} />
            {refused && <Instead reservation={reservation} preview={data} refused={refused} onClose={onClose} />}
          </>
        )}
      </PreviewGate>
    </ChangeSheet>
  );
}

/** The months are not to be had: what is, as a reservation of its own beside this one. */
function Instead({
  reservation,
  preview: { quote },
  refused,
  onClose,
}: ActProps & { preview: ExtensionPreview; refused: Refused }) {
  const say = changeMessages.useSay();
  const name = useName();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { instrumentId, purpose, project, rdUse } = reservation;
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (offer: { ask: Ask; quoteId: string }) =>
      reserve(offer.ask, offer.quoteId, { purpose, project, rdUse }),
    onSuccess: ({ id }) => {
      onClose();
      toast({ title: say('tookOther') });
      void queries.invalidateQueries({ queryKey: reservationsKey });
      void navigate({ to: `/reservations/${id}` });
    },
    onError: (error) => toast({ title: say('failed'), detail: error.message, tone: 'bad' }),
  });
  const ask: Ask = { kind: 'rental', instrumentId, startsOn: quote.startsOn ?? '', months: quote.months ?? 1 };
  const shown = name(reservation.instrumentZh, reservation.instrumentEn);
  return (
    <Refusal
      {...{ refused, ask }}
      name={shown}
      onTake={mutate}
      isPending={isPending}
      pendingQuoteId={variables?.quoteId}
    />
  );
}

import { NO_COUNTS } from '@parkbench/domain';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { money, parkDate, parkTime, parkToday, parkZone } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Button, Callout, Skeleton } from '../../../shared/ui';
import { busyOf, calendarRange } from '../booking/availability';
import { closingOf } from '../booking/closed-times';
import { QuoteDetails } from '../booking/quote-details';
import { Refusal } from '../booking/refusal';
import { RentalPicker } from '../booking/rental-picker';
import { askOf, minutesOf, type Selection } from '../booking/selection';
import { SessionPicker } from '../booking/session-picker';
import { calendarQuery, instrumentQuery, movePreviewQuery, type MoveTo } from '../reservations.queries';
import type { Instrument } from '../instruments.types';
import type { Ask, Reservation } from '../reservations.types';
import { useDebounced } from '../use-debounced';
import { ChangeSheet, ChangeViolations, PreviewGate } from './change-frame';
import { changeMessages } from './change.messages';
import type { ActProps } from './extend-sheet';
import { SwapField } from './swap-field';
import { useChange, verdictOf } from './use-change';

const selectionNow = (r: Reservation): Selection => ({
  mode: r.kind,
  start: r.startsOn,
  months: r.months ?? 1,
  day: parkDate(r.startsAt),
  at: minutesOf(parkTime(r.startsAt)),
  minutes: Math.round((Date.parse(r.endsAt) - Date.parse(r.startsAt)) / 60_000),
  // They go with it as they were booked.
  counts: NO_COUNTS,
});

function moveOf(ask: Ask, own: number): MoveTo {
  const other = ask.instrumentId === own ? {} : { instrumentId: ask.instrumentId };
  if (ask.kind === 'rental') return { startsOn: ask.startsOn, months: ask.months, ...other };
  return { startsAt: ask.startsAt, endsAt: ask.endsAt, ...other };
}

/** Where it is to go, and what that costs. */
function useMove(reservation: Reservation) {
  const own = reservation.instrumentId;
  const [instrumentId, setInstrumentId] = useState(own);
  const before = useMemo(() => selectionNow(reservation), [reservation]);
  const [selection, setSelection] = useState(before);
  const ask = askOf(instrumentId, selection, parkZone());
  const to = ask && moveOf(ask, own);
  const isSame = JSON.stringify(ask) === JSON.stringify(askOf(own, before, parkZone()));
  const wanted = isSame ? null : to;
  const settled = useDebounced(wanted);
  const preview = useQuery(movePreviewQuery(reservation.id, settled));
  const isStale = preview.isPlaceholderData || JSON.stringify(settled) !== JSON.stringify(wanted);
  return {
    instrumentId,
    setInstrumentId,
    selection,
    setSelection,
    ask,
    preview,
    isStale,
    to: wanted,
    data: wanted === null || settled === null ? undefined : preview.data,
  };
}

/** Another time, or an equivalent instrument, for what has not begun. */
export function MoveSheet({ reservation, scope, onClose }: ActProps) {
  const say = changeMessages.useSay();
  const place = useMove(reservation);
  const { selection, setSelection, setInstrumentId, ask, data, isStale, to } = place;
  const instrument = useQuery(instrumentQuery(place.instrumentId));
  const act = useChange(reservation.id, onClose);
  const { refused, violations, canConfirm } = verdictOf(act, data, isStale);
  const go = (offer: { ask: Ask }): void => {
    act.reset();
    setInstrumentId(offer.ask.instrumentId);
    setSelection(selectionFromAsk(selection, offer.ask));
  };
  return (
    <ChangeSheet
      title={say('moveTitle')}
      size="lg"
      onClose={onClose}
      change={act}
      confirmLabel={say('moveConfirm', { money: money((data ?? reservation).totalFen) })}
      canConfirm={canConfirm}
      onConfirm={() => data && act.run({ act: 'move', body: { ...to, quoteId: data.quoteId }, done: say('moved') })}
    >
      {scope}
      {instrument.data ? (
        <Where
          instrument={instrument.data}
          reservation={reservation}
          selection={selection}
          onSelect={(next) => setSelection({ ...selection, ...next })}
          onInstrument={setInstrumentId}
        />
      ) : (
        <Skeleton lines={8} />
      )}
      {to === null ? (
        <p className="text-mut">{say('moveSame')}</p>
      ) : (
        <PreviewGate preview={place.preview}>{data && <QuoteDetails quote={data} isStale={isStale} />}</PreviewGate>
      )}
      <p className="num text-right text-sm text-mut">{say('moveWas', { money: money(reservation.totalFen) })}</p>
      <ChangeViolations violations={violations} />
      {refused && ask && <Refusal {...{ refused, ask }} name={say('moveTitle')} onTake={go} isPending={false} />}
    </ChangeSheet>
  );
}

function selectionFromAsk(selection: Selection, ask: Ask): Selection {
  if (ask.kind === 'rental') return { ...selection, start: ask.startsOn, months: ask.months };
  const minutes = Math.round((Date.parse(ask.endsAt) - Date.parse(ask.startsAt)) / 60_000);
  return { ...selection, day: parkDate(ask.startsAt), at: minutesOf(parkTime(ask.startsAt)), minutes };
}

/** The calendar of the instrument without the reservation that is moved. */
function Where({
  instrument,
  reservation,
  selection,
  onSelect,
  onInstrument,
}: {
  instrument: Instrument;
  reservation: Reservation;
  selection: Selection;
  onSelect: (change: Partial<Selection>) => void;
  onInstrument: (id: number) => void;
}) {
  const say = changeMessages.useSay();
  const name = useName();
  const { data } = useQuery(calendarQuery(instrument.id, calendarRange(parkToday(), instrument.advanceDays)));
  const busy = useMemo(
    () => busyOf(data && { ...data, busy: data.busy.filter((one) => one.reservationId !== reservation.id) }),
    [data, reservation.id],
  );
  const closing = useMemo(() => closingOf(data), [data]);
  const isOther = instrument.id !== reservation.instrumentId;
  const picker = { instrument, busy, selection, select: onSelect };
  return (
    <>
      {isOther ? (
        <Callout
          actions={
            <Button size="sm" onPress={() => onInstrument(reservation.instrumentId)}>
              {say('moveBack')}
            </Button>
          }
        >
          {say('moveTo', { name: `${name(instrument.nameZh, instrument.nameEn)} ${instrument.assetNo}` })}
        </Callout>
      ) : (
        <>
          <p className="text-mut">{say('moveIntro')}</p>
          <SwapField reservation={reservation} onInstrument={onInstrument} />
        </>
      )}
      <div>
        {selection.mode === 'rental' ? <RentalPicker {...picker} /> : <SessionPicker {...picker} closing={closing} />}
      </div>
    </>
  );
}

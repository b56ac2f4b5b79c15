import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { InstrumentField, type Chosen } from '../../../shared/instrument-field';
import { money } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Callout, LinkButton, Sheet } from '../../../shared/ui';
import { periodText } from '../booking/period-words';
import { Refusal } from '../booking/refusal';
import { ChangeSheet, ChangeViolations } from '../record/change-frame';
import { useChange, verdictOf } from '../record/use-change';
import { movePreviewQuery } from '../reservations.queries';
import type { Ask, Reservation } from '../reservations.types';
import { useDebounced } from '../use-debounced';
import { actMessages } from './board-act.messages';
import { isSameTarget, moveBody, targetNow, type Target } from './board-move';
import { FormPrice } from './form-price';
import { isOverridden, overridableOf, OverrideField, overrideOf } from './override-field';
import { PeriodFields, type Period } from './period-fields';
import type { MoveForm } from './use-board-move';

/** Moving by typing: what a drag does, with its price, and what there is instead where it is taken. */
export function BoardMoveSheet({ form, onClose }: { form: MoveForm; onClose: () => void }) {
  if (!form.reservation.allowed.includes('move')) return <NotMovable id={form.reservation.id} onClose={onClose} />;
  return <MoveFields form={form} onClose={onClose} />;
}

function NotMovable({ id, onClose }: { id: number; onClose: () => void }) {
  const say = actMessages.useSay();
  return (
    <Sheet
      title={say('moveTitle')}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      footer={
        <LinkButton variant="primary" href={`/reservations/${id}`}>
          {say('openReservation')}
        </LinkButton>
      }
    >
      <Callout tone="warn" title={say('notMovable')}>
        {say('notMovableDetail')}
      </Callout>
    </Sheet>
  );
}

const complete = (period: Period): boolean =>
  period.startsOn !== null
    ? period.months !== null
    : period.startsAt !== null && period.endsAt !== null && period.endsAt > period.startsAt;

function useTarget({ reservation, target, other }: MoveForm) {
  const name = useName();
  const own = {
    id: reservation.instrumentId,
    label: `${name(reservation.instrumentZh, reservation.instrumentEn)} ${reservation.assetNo}`,
  };
  const [instrument, setInstrument] = useState<Chosen | null>(target.instrumentId === own.id ? own : (other ?? null));
  const [period, setPeriod] = useState<Period>(target);
  const isRental = reservation.kind === 'rental';
  const wanted: Target | null =
    instrument && complete(period) ? ({ ...period, instrumentId: instrument.id } as Target) : null;
  const isSame = wanted !== null && isSameTarget(wanted, targetNow(reservation));
  const body = wanted && !isSame ? moveBody(wanted, reservation) : null;
  const settled = useDebounced(body);
  const preview = useQuery(movePreviewQuery(reservation.id, settled));
  const isStale = preview.isPlaceholderData || JSON.stringify(settled) !== JSON.stringify(body);
  const take = (ask: Ask, label: string): void => {
    setInstrument(ask.instrumentId === own.id ? own : { id: ask.instrumentId, label });
    setPeriod(
      ask.kind === 'rental'
        ? { ...period, startsOn: ask.startsOn, months: ask.months }
        : { ...period, startsAt: Date.parse(ask.startsAt), endsAt: Date.parse(ask.endsAt) },
    );
  };
  const data = body && settled ? preview.data : undefined;
  return { own, instrument, setInstrument, period, setPeriod, isRental, wanted, body, preview, data, isStale, take };
}

function askOfTarget(target: Target): Ask {
  const { instrumentId, startsOn, months, startsAt, endsAt } = target;
  if (startsOn !== null) return { kind: 'rental', instrumentId, startsOn, months: months ?? 1 };
  return {
    kind: 'session',
    instrumentId,
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
  };
}

function MoveFields({ form, onClose }: { form: MoveForm; onClose: () => void }) {
  const say = actMessages.useSay();
  const { reservation } = form;
  const to = useTarget(form);
  const [reason, setReason] = useState('');
  const act = useChange(reservation.id, onClose);
  const { refused, violations } = verdictOf(act, to.data, to.isStale);
  const codes = overridableOf(violations);
  const canConfirm = to.data?.free === true && !to.isStale && isOverridden(codes, reason);
  const body = { ...to.body, quoteId: to.data?.quoteId, ...overrideOf(codes, reason) };
  return (
    <ChangeSheet
      title={say('moveTitle')}
      onClose={onClose}
      change={act}
      confirmLabel={say('moveConfirm', { money: money((to.data ?? reservation).totalFen) })}
      canConfirm={canConfirm}
      onConfirm={() => act.run({ act: 'move', body, done: say('moved') })}
    >
      <Was reservation={reservation} label={to.own.label} />
      <InstrumentField value={to.instrument} onChange={to.setInstrument} isRequired />
      <PeriodFields
        isRental={to.isRental}
        value={to.period}
        onChange={(change) => to.setPeriod({ ...to.period, ...change })}
      />
      <ChangeViolations violations={violations.filter(({ code }) => code !== 'approval_needed')} />
      <OverrideField violations={violations} value={reason} onChange={setReason} />
      {refused && to.wanted && (
        <Refusal
          refused={refused}
          ask={askOfTarget(to.wanted)}
          name={to.instrument?.label ?? ''}
          onTake={(offer) => {
            act.reset();
            to.take(offer.ask, offer.name);
          }}
          isPending={false}
        />
      )}
      <FormPrice
        isAsked={to.body !== null}
        hint={say('moveSame')}
        preview={to.preview}
        quote={refused ? undefined : to.data}
        isStale={to.isStale}
      />
    </ChangeSheet>
  );
}

function Was({ reservation, label }: { reservation: Reservation; label: string }) {
  const say = actMessages.useSay();
  const name = useName();
  return (
    <div>
      <p className="font-medium">{name(reservation.companyZh, reservation.companyEn)}</p>
      <p className="num text-sm text-mut">
        {say('was', { name: label, period: periodText(reservation), money: money(reservation.totalFen) })}
      </p>
    </div>
  );
}

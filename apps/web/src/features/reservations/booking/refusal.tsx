import type { ReactNode } from 'react';
import { money, parkDate, parkDateTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Button, Callout } from '../../../shared/ui';
import type { Ask, Equivalent, NextFree } from '../reservations.types';
import { outcomeMessages } from './outcome.messages';
import { periodText } from './period-words';
import type { Attempt, Booking, Refused } from './use-booking';
import { WaitForIt } from './wait-link';

type Offer = Omit<Attempt, 'origin'>;

export interface RefusalProps {
  readonly refused: Refused;
  readonly ask: Ask;
  /** What the refused instrument is called. */
  readonly name: string;
  readonly onTake: (offer: Offer) => void;
  readonly isPending: boolean;
  readonly pendingQuoteId?: string;
  /** Whether one may wait for it. */
  readonly canWait?: boolean;
}

/** Says which time is taken, never by whom, and what is to be had instead: one click takes it. */
export function Refusal(props: RefusalProps) {
  const { refused, ask, name, canWait } = props;
  const say = outcomeMessages.useSay();
  const { taken, alternatives } = refused;
  const { nextFree, equivalents = [] } = alternatives ?? { nextFree: null };
  const title = taken ? say('takenTitle', takenText(taken, ask.kind)) : say('takenPlain');
  const isEmpty = !nextFree && equivalents.length === 0;
  return (
    <Callout tone="bad" role="alert" title={`${title}${taken?.reservationId ? say('takenOwn') : ''}`}>
      <p className="mb-2">{isEmpty ? say('noAlternatives') : say('keptInput')}</p>
      <ul className="grid gap-2">
        {nextFree && (
          <OfferRow {...props} offer={offerOfSlot(ask, nextFree, name)} title={say('sameInstrument')}>
            <PeriodAndPrice slot={nextFree} />
          </OfferRow>
        )}
        {equivalents.map((one) => (
          <EquivalentRow key={one.instrumentId} {...props} equivalent={one} />
        ))}
      </ul>
      {canWait && <WaitForIt ask={ask} />}
    </Callout>
  );
}

/** Days for a rental, the last one included; times for a session. */
function takenText({ start, end }: NonNullable<Refused['taken']>, kind: Ask['kind']): { from: string; to: string } {
  if (kind === 'session') return { from: parkDateTime(start), to: parkDateTime(end) };
  return { from: parkDate(start), to: parkDate(Date.parse(end) - 1) };
}

function EquivalentRow({ equivalent: one, ...props }: RefusalProps & { equivalent: Equivalent }) {
  const say = outcomeMessages.useSay();
  const name = useName();
  const shown = `${name(one.nameZh, one.nameEn)} ${one.assetNo}`;
  return (
    <OfferRow
      {...props}
      offer={offerOfEquivalent(props.ask, one, shown)}
      title={say(one.likeness === 'similar' ? 'similarInstrument' : 'otherInstrument')}
    >
      <span className="block">
        {name(one.nameZh, one.nameEn)}{' '}
        <span className="num text-mut">{[one.model, one.assetNo].filter(Boolean).join(' · ')}</span>
      </span>
      <Price totalFen={one.totalFen} monthlyFen={one.monthlyFen} />
    </OfferRow>
  );
}

function offerOfSlot(ask: Ask, slot: NextFree, name: string): Offer | null {
  if (slot.quoteId === null || slot.totalFen === null) return null;
  const { startsOn, months, startsAt, endsAt } = slot;
  const asked: Ask =
    ask.kind === 'rental'
      ? { ...ask, startsOn: startsOn ?? ask.startsOn, months: months ?? ask.months }
      : { ...ask, startsAt, endsAt };
  return { ask: asked, quoteId: slot.quoteId, shownFen: slot.totalFen, name };
}

function offerOfEquivalent(ask: Ask, one: Equivalent, name: string): Offer | null {
  if (one.quoteId === null || one.totalFen === null) return null;
  return { ask: { ...ask, instrumentId: one.instrumentId }, quoteId: one.quoteId, shownFen: one.totalFen, name };
}

function OfferRow({
  offer,
  title,
  children,
  onTake,
  isPending,
  pendingQuoteId,
}: Pick<RefusalProps, 'onTake' | 'isPending' | 'pendingQuoteId'> & {
  offer: Offer | null;
  title: string;
  children: ReactNode;
}) {
  const say = outcomeMessages.useSay();
  const isThis = isPending && offer !== null && pendingQuoteId === offer.quoteId;
  return (
    <li className="flex flex-wrap items-center gap-2 rounded border border-line2 bg-surface px-3 py-2 text-ink">
      <span className="min-w-0 flex-1 text-sm max-lg:basis-full">
        <span className="block text-xs text-mut">{title}</span>
        {children}
      </span>
      <Button
        size="sm"
        variant="primary"
        className="max-lg:w-full"
        isDisabled={offer === null || (isPending && !isThis)}
        isPending={isThis}
        aria-label={say('takeLabel', { what: `${title} ${offer?.name ?? ''}` })}
        onPress={() => offer && onTake(offer)}
      >
        {say('take')}
      </Button>
    </li>
  );
}

function PeriodAndPrice({ slot }: { slot: NextFree }) {
  return (
    <>
      <span className="num block">{periodText(slot)}</span>
      <Price totalFen={slot.totalFen} monthlyFen={null} />
    </>
  );
}

function Price({ totalFen, monthlyFen }: { totalFen: number | null; monthlyFen: number | null }) {
  const say = outcomeMessages.useSay();
  if (totalFen === null) return <span className="text-mut">{say('notPriced')}</span>;
  return (
    <span className="num block">
      {say('totalOf', { money: money(totalFen) })}
      {monthlyFen !== null && <span className="text-mut"> · {say('perMonth', { money: money(monthlyFen) })}</span>}
    </span>
  );
}

/** The refusal of what is picked on the page. */
export function BookingRefusal({ booking, name, canWait }: { booking: Booking; name: string; canWait: boolean }) {
  const { refused, ask, take, isSubmitting, attempt } = booking;
  if (!refused || !ask) return null;
  return (
    <Refusal
      {...{ refused, ask, name, canWait }}
      onTake={take}
      isPending={isSubmitting}
      pendingQuoteId={attempt?.quoteId}
    />
  );
}

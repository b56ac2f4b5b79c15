import { useEffect, useRef, type RefObject } from 'react';
import { money } from '../../../shared/format/format';
import { LoadFailed } from '../../../shared/load-failed';
import { useName } from '../../../shared/i18n/messages';
import { Button, Callout, Card, LinkButton, Skeleton } from '../../../shared/ui';
import { AddToBasket } from '../basket/add-button';
import { CapsAfter } from '../caps-after';
import { ReserveFields } from '../reserve-fields';
import { ViolationList } from '../violation-list';
import { bookingMessages } from './booking.messages';
import { outcomeMessages } from './outcome.messages';
import { QuoteDetails, RentOrBuyNote } from './quote-details';
import { BookingRefusal } from './refusal';
import type { Booking } from './use-booking';

export interface PricePanelProps {
  readonly booking: Booking;
  readonly name: string;
  /** Tenants book here; staff do so on the board. */
  readonly canBook: boolean;
}

/** What it costs, line by line, as one picks; then the few words that go with it, and the submission. */
export function PricePanel({ booking, name, canBook }: PricePanelProps) {
  const say = bookingMessages.useSay();
  const { ask, quote, isQuoting, quoteError } = booking;
  return (
    <Card title={say('price')}>
      {ask === null && <p className="text-mut">{say('pricePick')}</p>}
      {ask !== null && !quote && !quoteError && <Skeleton lines={6} />}
      {quoteError && (
        <LoadFailed title={say('priceFailed')} error={quoteError} onRetry={booking.retryQuote} isRetrying={isQuoting} />
      )}
      {quote && (
        <div className="grid gap-3">
          <QuoteDetails quote={quote} isStale={isQuoting} />
          {quote.bestOf && <CapsAfter caps={[quote.bestOf]} totalFen={quote.totalFen} />}
          {quote.rentOrBuy && <RentOrBuyNote rentOrBuy={quote.rentOrBuy} />}
          <Cancellation booking={booking} />
          <Answers booking={booking} name={name} canWait={canBook} />
          {canBook ? <Submission booking={booking} name={name} /> : <ForStaff />}
        </div>
      )}
    </Card>
  );
}

function Cancellation({ booking: { quote } }: { booking: Booking }) {
  const say = bookingMessages.useSay();
  const name = useName();
  if (!quote) return null;
  return (
    <p className="text-sm">
      <span className="font-medium">{say('cancellation')}</span>{' '}
      <span className="text-mut">{name(quote.cancellation.zh, quote.cancellation.en)}</span>
    </p>
  );
}

/** Brings the answer of a submission into sight: on a phone the button stands far from it. */
function useShown(isThere: boolean): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isThere) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isThere]);
  return box;
}

const answersId = 'booking-answers';
const showAnswers = (): void => document.getElementById(answersId)?.scrollIntoView({ block: 'center' });

/** Everything that stands against the submission, in place; what was entered stays. */
function Answers({ booking, name, canWait }: { booking: Booking; name: string; canWait: boolean }) {
  const say = bookingMessages.useSay();
  const sayOutcome = outcomeMessages.useSay();
  const { priceChange, failure, violations, isAnswered } = booking;
  const box = useShown(isAnswered || priceChange !== null);
  return (
    <div ref={box} id={answersId} className="grid scroll-my-24 gap-3 empty:hidden">
      {priceChange && (
        <Callout tone="warn" role="alert" title={say('priceChanged')}>
          <span className="num">
            {say('priceChangedDetail', { before: money(priceChange.before), after: money(priceChange.after) })}
          </span>
        </Callout>
      )}
      <ViolationList violations={violations} refusedTitle={say('violations')} noticeTitle={say('notices')} />
      <BookingRefusal booking={booking} name={name} canWait={canWait} />
      {failure && (
        <Callout tone="bad" role="alert" title={sayOutcome('failed')}>
          {failure.message}
        </Callout>
      )}
    </div>
  );
}

/** The same time together with other instruments. */
function WithOthers({ booking: { ask, instrument, canSubmit }, name }: { booking: Booking; name: string }) {
  if (!ask || !canSubmit) return null;
  const { nameZh, nameEn, assetNo, id: instrumentId } = instrument;
  const { instrumentId: _, ...when } = ask;
  const item = { instrumentId, quantity: 1, when, nameZh, nameEn, assetNo };
  return <AddToBasket item={item} label={`${name} ${assetNo}`} size="md" />;
}

function Submission({ booking, name }: { booking: Booking; name: string }) {
  const say = bookingMessages.useSay();
  const { words, setWords, canSubmit, isSubmitting, submit, instrument } = booking;
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ReserveFields
        {...{ words, canSubmit, isSubmitting }}
        onChange={setWords}
        label={say(instrument.approvalRequired ? 'submitApproval' : 'submitDirect')}
        withSample
      >
        <WithOthers booking={booking} name={name} />
      </ReserveFields>
    </form>
  );
}

function ForStaff() {
  const say = bookingMessages.useSay();
  return (
    <Callout
      actions={
        <LinkButton size="sm" href="/board">
          {say('openBoard')}
        </LinkButton>
      }
    >
      {say('staffNote')}
    </Callout>
  );
}

/** On a phone: what it costs and the button, always in reach above the navigation. */
export function SubmitBar({ booking }: { booking: Booking }) {
  const say = bookingMessages.useSay();
  const { quote, selection, canSubmit, isSubmitting, isQuoting, submit, refused, violations } = booking;
  if (!quote) return null;
  const isForbidden = violations.some((one) => one.severity === 'refuse');
  return (
    <div className="fixed inset-x-0 bottom-[calc(56px+env(safe-area-inset-bottom))] z-20 flex items-center gap-3 border-t border-line bg-surface px-4 py-2 lg:hidden">
      <p className="num min-w-0 flex-1" aria-hidden="true">
        {selection.mode === 'rental' && (
          <span className="text-sm text-mut">{say('monthsOf', { count: selection.months })} · </span>
        )}
        <span className={isQuoting ? 'text-lg font-semibold opacity-60' : 'text-lg font-semibold'}>
          {money(quote.totalFen)}
        </span>
      </p>
      {(refused || isForbidden) && !isSubmitting ? (
        <Button onPress={showAnswers}>{say(refused ? 'seeInstead' : 'seeWhy')}</Button>
      ) : (
        <Button variant="primary" isDisabled={!canSubmit && !isSubmitting} isPending={isSubmitting} onPress={submit}>
          {say('submitShort')}
        </Button>
      )}
    </div>
  );
}

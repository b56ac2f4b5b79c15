import type { ReactNode } from 'react';
import { money, parkDateTime } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { Button, Callout, Icon, Money, TextLink } from '../../shared/ui';
import { Countdown } from './countdown';
import { offeredText } from './entry-words';
import { useOfferAnswer } from './use-offer-answer';
import { waitingListMessages } from './waiting-list.messages';
import type { Entry, Offer, OfferQuote, OfferViolation } from './waiting-list.types';

/** How the price and the rules are shown; the page knows. */
export interface OfferParts {
  readonly priceOf: (quote: OfferQuote) => ReactNode;
  readonly rulesOf: (violations: readonly OfferViolation[]) => ReactNode;
}

export interface OfferCardProps extends OfferParts {
  readonly entry: Entry;
  readonly offer: Offer;
  readonly clockOffMs: number;
  /** Where it is that the reader was sent to. */
  readonly isLookedFor: boolean;
}

/** Time that is held for the reader: what, until when, at what price, and one click to have it. */
export function OfferCard({ entry, offer, clockOffMs, isLookedFor, priceOf, rulesOf }: OfferCardProps) {
  const say = waitingListMessages.useSay();
  const name = useName();
  const answer = useOfferAnswer(entry, offer);
  const needsApproval = offer.violations.some(({ code }) => code === 'approval_needed');
  const shown = name(offer.instrumentZh, offer.instrumentEn);
  return (
    <article
      aria-label={`${say('offerTitle')}：${shown}`}
      ref={(card) => (isLookedFor ? card?.scrollIntoView({ block: 'nearest' }) : undefined)}
      className="grid gap-3 rounded-md border border-warn bg-surface p-4 lg:grid-cols-[minmax(0,1fr)_auto] lg:gap-x-6"
    >
      <div className="grid min-w-0 content-start gap-1">
        <p className="flex flex-wrap items-baseline gap-x-2 text-lg font-semibold">
          <TextLink href={`/i/${offer.instrumentId}`}>{shown}</TextLink>
          <span className="num text-sm font-normal text-mut">{offer.assetNo}</span>
        </p>
        <p className="num text-base">{offeredText(offer, entry.months)}</p>
        {!entry.mine && <p className="text-sm text-mut">{entry.memberName}</p>}
      </div>
      <div className="grid content-start gap-0.5 lg:justify-items-end">
        <Countdown expiresAt={offer.expiresAt} clockOffMs={clockOffMs} onOver={answer.refresh} />
        <span className="num text-xs text-mut">{say('keptUntil', { time: parkDateTime(offer.expiresAt) })}</span>
      </div>
      <div className="grid min-w-0 gap-2 lg:col-span-2">
        {rulesOf(offer.violations)}
        {offer.quote ? <Price quote={offer.quote} priceOf={priceOf} /> : <Callout tone="bad">{say('noPrice')}</Callout>}
        {answer.failure}
      </div>
      <div className="flex flex-wrap gap-2 lg:col-span-2 lg:justify-end">
        <Button className="max-lg:flex-1" isDisabled={answer.isPending} onPress={answer.decline}>
          {say('decline')}
        </Button>
        <Button
          variant="primary"
          className="max-lg:flex-1"
          isDisabled={offer.quote === null || answer.isDeclining}
          isPending={answer.isAccepting}
          onPress={answer.accept}
        >
          {say(needsApproval ? 'acceptRequest' : 'accept')}
        </Button>
      </div>
    </article>
  );
}

function Price({ quote, priceOf }: { quote: OfferQuote } & Pick<OfferParts, 'priceOf'>) {
  const say = waitingListMessages.useSay();
  const name = useName();
  return (
    <details className="group rounded border border-line px-3 py-2">
      <summary className="flex min-h-[28px] cursor-default flex-wrap items-center justify-between gap-x-3 max-lg:min-h-[44px]">
        <span className="flex items-center gap-1 text-mut">
          <Icon name="chevron-right" size={14} className="shrink-0 group-open:rotate-90" />
          {quote.depositFen > 0 ? say('priceAndDeposit', { money: money(quote.depositFen) }) : say('priceNow')}
        </span>
        <strong className="text-lg">
          <Money fen={quote.totalFen} align="inline" />
        </strong>
      </summary>
      {priceOf(quote)}
      <p className="border-t border-line pt-2 text-xs text-mut">{name(quote.cancellation.zh, quote.cancellation.en)}</p>
    </details>
  );
}

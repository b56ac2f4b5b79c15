import type { ReactNode } from 'react';
import { money, parkDate, parkDateTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Button, Callout } from '../../../shared/ui';
import type { BasketItem } from '../basket/basket';
import { periodText } from '../booking/period-words';
import { checkoutMessages } from './checkout.messages';
import type { BundleItem } from './checkout.queries';
import { type Checkout, insteadOf, whenAt } from './use-checkout';

export interface ItemSetbackProps {
  readonly item: BasketItem;
  readonly priced: BundleItem;
  readonly change: Checkout['change'];
}

/** Says in place that an item is not to be had, never by whom, and what is to be had instead. */
export function ItemSetback({ item, priced, change }: ItemSetbackProps) {
  const say = checkoutMessages.useSay();
  const name = useName();
  const { nextFree = null, equivalents = [] } = priced.alternatives ?? {};
  const isPool = item.instrumentId === undefined;
  return (
    <Callout tone="bad" role="alert" title={useTitle(item, priced)}>
      {!nextFree && equivalents.length === 0 && <p>{say('noAlternatives')}</p>}
      <ul className="mt-1 grid gap-2">
        {nextFree && (
          <Offer
            title={isPool ? say('poolLater', { count: item.quantity }) : say('sameLater')}
            what={periodText(nextFree)}
            onTake={() => change(item, { when: whenAt(item.when, nextFree) })}
          >
            <span className="num block">{periodText(nextFree)}</span>
            {nextFree.totalFen !== null && <span className="num">{money(nextFree.totalFen)}</span>}
          </Offer>
        )}
        {equivalents.map((one) => (
          <Offer
            key={one.instrumentId}
            title={say(one.likeness === 'similar' ? 'otherSimilar' : 'otherSame')}
            what={`${name(one.nameZh, one.nameEn)} ${one.assetNo}`}
            onTake={() => change(item, insteadOf(one))}
          >
            <span className="block">
              {name(one.nameZh, one.nameEn)}{' '}
              <span className="num text-mut">{[one.model, one.assetNo].filter(Boolean).join(' · ')}</span>
            </span>
            {one.totalFen !== null && <span className="num">{money(one.totalFen)}</span>}
          </Offer>
        ))}
      </ul>
    </Callout>
  );
}

function useTitle(item: BasketItem, priced: BundleItem): string {
  const say = checkoutMessages.useSay();
  const { taken, freeUnits } = priced;
  if (item.instrumentId === undefined) return say('tooFew', { free: freeUnits, needed: item.quantity });
  if (!taken) return say('takenPlain');
  const words =
    priced.kind === 'session'
      ? { from: parkDateTime(taken.start), to: parkDateTime(taken.end) }
      : { from: parkDate(taken.start), to: parkDate(Date.parse(taken.end) - 1) };
  return `${say('takenTitle', words)}${taken.reservationId ? say('takenOwn') : ''}`;
}

interface OfferProps {
  readonly title: string;
  readonly what: string;
  readonly onTake: () => void;
  readonly children: ReactNode;
}

/** Something else to be had: one press puts it into the place of what is not. */
function Offer({ title, what, onTake, children }: OfferProps) {
  const say = checkoutMessages.useSay();
  return (
    <li className="flex flex-wrap items-center gap-2 rounded border border-line2 bg-surface px-3 py-2 text-ink">
      <span className="min-w-0 flex-1 text-sm max-lg:basis-full">
        <span className="block text-xs text-mut">{title}</span>
        {children}
      </span>
      <Button
        size="sm"
        className="max-lg:w-full"
        aria-label={say('useLabel', { what: `${title} ${what}` })}
        onPress={onTake}
      >
        {say('useThis')}
      </Button>
    </li>
  );
}

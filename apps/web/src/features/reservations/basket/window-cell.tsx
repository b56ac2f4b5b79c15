import { money } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { cx } from '../../../shared/ui';
import { PerUse } from '../catalogue/instrument-card';
import type { CatalogueWindow, InstrumentCard } from '../instruments.types';
import { AddButton } from './add-button';
import type { BasketItem, When } from './basket';
import { basketMessages } from './basket.messages';

export interface WindowCellProps {
  readonly card: InstrumentCard;
  readonly window: CatalogueWindow;
  readonly quantity: number;
  /** Tenants book; staff do so on the board. */
  readonly canBook: boolean;
}

/** A window of the catalogue as it goes into the basket. */
export const whenOf = ({ kind, startsAt, endsAt, startsOn, months }: CatalogueWindow): When =>
  kind === 'rental' && startsOn !== null && months !== null
    ? { kind: 'rental', startsOn, months }
    : { kind: 'session', startsAt, endsAt };

/** What an instrument costs for the whole window, and putting it, or several of its kind, into the basket. */
export default function WindowCell({ card, window, quantity, canBook }: WindowCellProps) {
  const say = basketMessages.useSay();
  const name = useName();
  const isSeveral = quantity > 1;
  // Paid by the count, the window alone has no price.
  if (card.windowFen === null) return <PerUse card={card} />;
  const item = itemOf(card, window, quantity);
  return (
    <span className="relative z-10 inline-flex flex-col items-end gap-x-3 gap-y-1 py-1 xl:flex-row xl:items-center">
      <span className={cx('num', card.freeInWindow ? 'font-semibold' : 'text-mut')}>
        {money(card.windowFen)}
        {isSeveral && <span className="text-xs font-normal text-mut"> {say('perUnit')}</span>}
        {isSeveral && card.alike.length > 0 && (
          <span className="block text-xs font-normal text-mut">{say('kindFree', { count: card.alike.length })}</span>
        )}
      </span>
      {canBook && card.freeInWindow && (
        <AddButton item={item} label={`${name(card.nameZh, card.nameEn)} ${item.assetNo}`} />
      )}
    </span>
  );
}

function itemOf(card: InstrumentCard, window: CatalogueWindow, quantity: number): Omit<BasketItem, 'key'> {
  const { nameZh, nameEn, assetNo, model, alike, id } = card;
  const named = { nameZh, nameEn, when: whenOf(window), quantity };
  return quantity > 1 ? { ...named, anyOf: alike, assetNo: model } : { ...named, instrumentId: id, assetNo };
}

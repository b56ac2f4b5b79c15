import { listOf, money } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Badge, cx, IconButton, Money, NumberField, Skeleton, TextLink } from '../../../shared/ui';
import { type BasketItem, basketHolds } from '../basket/basket';
import { periodText } from '../booking/period-words';
import { periodOfAsk } from '../booking/selection';
import { PriceLines } from '../price-lines';
import { ViolationList } from '../violation-list';
import { checkoutMessages } from './checkout.messages';
import type { BundleItem } from './checkout.queries';
import { ItemCounts } from './item-counts';
import { ItemSetback } from './item-setback';
import type { Checkout } from './use-checkout';

export interface CheckoutItemProps {
  readonly item: BasketItem;
  readonly priced: BundleItem | undefined;
  readonly isStale: boolean;
  readonly checkout: Pick<Checkout, 'change' | 'remove'>;
}

/** One item: what and when, what it costs, and in its place whatever stands against it. */
export function CheckoutItem({ item, priced, isStale, checkout }: CheckoutItemProps) {
  const say = checkoutMessages.useSay();
  const name = useName();
  const shown = name(item.nameZh, item.nameEn);
  const isPool = item.instrumentId === undefined;
  return (
    <li className="border-t border-line py-3 first:border-t-0">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1 lg:grid-cols-[minmax(0,1fr)_auto_auto]">
        <div className="min-w-0">
          <p className="flex flex-wrap items-baseline gap-x-2 font-medium">
            {isPool ? shown : <TextLink href={`/i/${item.instrumentId}`}>{shown}</TextLink>}{' '}
            {item.assetNo && <span className="num font-normal text-mut">{item.assetNo}</span>}{' '}
            {isPool && <Badge>{say('anyOf', { count: item.quantity })}</Badge>}{' '}
            {priced?.units.some((unit) => unit.needsApproval) && <Badge tone="warn">{say('approval')}</Badge>}
          </p>
          <p className="num text-sm">{periodText(periodOfAsk({ ...item.when, instrumentId: 0 }))}</p>
          {isPool && priced && <Assigned priced={priced} />}
        </div>
        <Price priced={priced} isStale={isStale} />
        <IconButton
          icon="trash"
          size="sm"
          label={say('removeLabel', { name: `${shown} ${item.assetNo}`.trim() })}
          onPress={() => checkout.remove(item)}
        />
      </div>
      <div className="mt-2 grid gap-2 empty:hidden">
        {isPool && <Quantity item={item} change={checkout.change} />}
        {item.when.kind === 'session' && <ItemCounts {...{ item, priced }} when={item.when} change={checkout.change} />}
        {priced && <Against item={item} priced={priced} change={checkout.change} />}
        {priced && <Lines priced={priced} />}
      </div>
    </li>
  );
}

function Price({ priced, isStale }: Pick<CheckoutItemProps, 'priced' | 'isStale'>) {
  const say = checkoutMessages.useSay();
  if (!priced) return isStale ? <Skeleton lines={1} className="w-[90px] max-lg:order-last" /> : <span />;
  return (
    <div
      className={cx('max-lg:order-last max-lg:col-span-2 lg:text-right', isStale && 'opacity-60')}
      aria-busy={isStale}
    >
      {priced.quoteId === null ? (
        <span className="text-mut">{say('noPrice')}</span>
      ) : (
        <Money fen={priced.totalFen} align="inline" className="font-semibold" />
      )}
      {priced.depositFen > 0 && (
        <p className="num text-xs text-mut">{say('deposit', { money: money(priced.depositFen) })}</p>
      )}
    </div>
  );
}

function Assigned({ priced }: { priced: BundleItem }) {
  const say = checkoutMessages.useSay();
  const names = priced.units.filter((unit) => unit.free).map((unit) => `${unit.model} ${unit.assetNo}`.trim());
  return (
    <p className="num text-sm text-mut">
      {say('freeUnits', { count: priced.freeUnits })}
      {names.length > 0 && ` · ${say('assigned', { names: listOf(names) })}`}
    </p>
  );
}

function Quantity({ item, change }: { item: BasketItem; change: Checkout['change'] }) {
  const say = checkoutMessages.useSay();
  return (
    <NumberField
      label={say('quantity')}
      className="w-[132px]"
      min={1}
      max={Math.min(basketHolds, item.anyOf?.length ?? basketHolds)}
      value={item.quantity}
      onChange={(quantity) => quantity && change(item, { quantity })}
    />
  );
}

function Against({ item, priced, change }: { item: BasketItem; priced: BundleItem; change: Checkout['change'] }) {
  const say = checkoutMessages.useSay();
  return (
    <>
      <ViolationList violations={priced.violations} refusedTitle={say('itemRefused')} noticeTitle={say('itemNotice')} />
      {!priced.free && <ItemSetback {...{ item, priced, change }} />}
    </>
  );
}

/** By calendar month, as the invoices will be. */
function Lines({ priced }: { priced: BundleItem }) {
  const say = checkoutMessages.useSay();
  if (priced.units.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer rounded-sm py-0.5 text-brand-strong max-lg:py-2.5">
        {say('showLines')}
      </summary>
      {priced.units.map((unit) => (
        <div key={unit.instrumentId}>
          {priced.quantity > 1 && <p className="num mt-2 text-mut">{`${unit.model} ${unit.assetNo}`.trim()}</p>}
          <PriceLines lines={unit.lines} />
        </div>
      ))}
    </details>
  );
}

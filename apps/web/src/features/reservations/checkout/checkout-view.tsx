import { useEffect, useRef, type FormEvent } from 'react';
import { useLiveRefresh } from '../../../shared/api/use-live-refresh';
import { money, parkDate, parkDateTime } from '../../../shared/format/format';
import { LoadFailed } from '../../../shared/load-failed';
import { Button, Callout, Card, EmptyState, LinkButton, Money, PageHeader, Skeleton } from '../../../shared/ui';
import { lengthText } from '../booking/period-words';
import { CapsAfter } from '../caps-after';
import { ReserveFields } from '../reserve-fields';
import { CheckoutDone } from './checkout-done';
import { CheckoutItem } from './checkout-item';
import { checkoutMessages } from './checkout.messages';
import { bundleQuoteKey, type CommonSlot } from './checkout.queries';
import { type Checkout, useCheckout } from './use-checkout';

/** Everything that was picked, what it costs together and what stands against it; submitted as one. */
export function CheckoutView() {
  const say = checkoutMessages.useSay();
  const checkout = useCheckout();
  useLiveRefresh(['occupancy'], bundleQuoteKey);
  const { items, outcome, reserved, submit } = checkout;
  if (outcome) return <CheckoutDone outcome={outcome} items={reserved} />;
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: say('catalogue'), href: '/' }, { label: say('title') }]}
        title={say('title')}
        detail={say('detail')}
      />
      {items.length === 0 ? (
        <Nothing />
      ) : (
        <form
          className="grid items-start gap-4 max-lg:pb-16 xl:grid-cols-[minmax(0,1fr)_380px]"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            submit();
          }}
        >
          <div className="grid min-w-0 gap-4">
            <Answer checkout={checkout} />
            <Items checkout={checkout} />
          </div>
          <Summary checkout={checkout} />
          <SubmitBar checkout={checkout} />
        </form>
      )}
    </>
  );
}

function Nothing() {
  const say = checkoutMessages.useSay();
  return (
    <EmptyState
      icon="list"
      title={say('empty')}
      detail={say('emptyDetail')}
      action={
        <LinkButton variant="primary" href="/">
          {say('find')}
        </LinkButton>
      }
    />
  );
}

/** What came of the last try, and the way to have all of it at once. */
function Answer({ checkout }: { checkout: Checkout }) {
  const say = checkoutMessages.useSay();
  const { setback, quote, isQuoting } = checkout;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (setback) box.current?.scrollIntoView({ block: 'nearest' });
  }, [setback]);
  return (
    <div ref={box} className="grid scroll-my-24 gap-3 empty:hidden">
      {setback && (
        <Callout
          tone={setback.why === 'priceChanged' ? 'warn' : 'bad'}
          role="alert"
          title={say(setback.why, { count: setback.count })}
        >
          {setback.why === 'failed' ? setback.message : say('kept')}
        </Callout>
      )}
      {quote && !quote.free && !isQuoting && quote.items.length > 1 && (
        <Common slot={quote.nextCommon} take={checkout.takeCommon} />
      )}
    </div>
  );
}

function Common({ slot, take }: { slot: CommonSlot | null; take: Checkout['takeCommon'] }) {
  const say = checkoutMessages.useSay();
  if (!slot) return <Callout>{say('noCommon')}</Callout>;
  const first = slot.items.map((one) => one.startsAt).sort()[0] ?? '';
  const start = slot.days === null ? parkDateTime(first) : parkDate(first);
  return (
    <Callout
      title={say('common')}
      actions={
        <Button size="sm" variant="primary" onPress={() => take(slot)}>
          {say('commonTake')}
        </Button>
      }
    >
      <span className="num">
        {slot.days === null
          ? say('commonMinutes', { length: lengthText(slot.minutes ?? 0), start })
          : say('commonDays', { days: slot.days, start })}
      </span>
    </Callout>
  );
}

function Items({ checkout }: { checkout: Checkout }) {
  const say = checkoutMessages.useSay();
  const { items, quoteError, isQuoting } = checkout;
  return (
    <Card
      title={say('itemsTitle')}
      actions={
        <LinkButton size="sm" icon="plus" href="/">
          {say('addMore')}
        </LinkButton>
      }
    >
      {quoteError && (
        <LoadFailed
          title={say('quoteFailed')}
          error={quoteError}
          onRetry={checkout.retryQuote}
          isRetrying={isQuoting && !quoteError}
        />
      )}
      <ul aria-label={say('itemsTitle')}>
        {items.map((item, index) => (
          <CheckoutItem
            // By its place: a pick that is counted anew has another name, and keeps its boxes.
            key={index}
            item={item}
            priced={checkout.pricedOf(item)}
            isStale={isQuoting && !quoteError}
            checkout={checkout}
          />
        ))}
      </ul>
    </Card>
  );
}

function Summary({ checkout }: { checkout: Checkout }) {
  const say = checkoutMessages.useSay();
  const { quote, quoteError, items, isQuoting, words, setWords, canSubmit, isSubmitting } = checkout;
  return (
    <Card title={say('summary')} className="xl:sticky xl:top-16">
      <div className="grid gap-3">
        {quote ? (
          <div className={isQuoting ? 'opacity-60' : undefined} aria-busy={isQuoting}>
            <p className="flex items-end justify-between gap-3">
              <span>
                {say('total')}
                <span className="num block text-xs text-mut">{say('itemsCount', { count: items.length })}</span>
              </span>
              <span role="status">
                <Money fen={quote.totalFen} className="text-2xl font-semibold" />
              </span>
            </p>
            <p className="num text-xs text-mut">{say('net', { net: money(quote.netFen), tax: money(quote.taxFen) })}</p>
            {quote.depositFen > 0 && (
              <p className="num mt-2 rounded bg-sunken px-2 py-1.5 text-sm">
                {say('depositNote', { money: money(quote.depositFen) })}
              </p>
            )}
            <div className="mt-2 empty:hidden">
              <CapsAfter caps={quote.bestOf} totalFen={quote.totalFen} />
            </div>
          </div>
        ) : (
          !quoteError && <Skeleton lines={3} />
        )}
        <ReserveFields {...{ words, canSubmit, isSubmitting }} onChange={setWords} label={say('submit')} isShared>
          {quote && !isQuoting && !canSubmit && !isSubmitting && <p className="text-sm text-bad">{say('cannotYet')}</p>}
        </ReserveFields>
      </div>
    </Card>
  );
}

/** On a phone: the total and the button, always in reach above the navigation. */
function SubmitBar({ checkout }: { checkout: Checkout }) {
  const say = checkoutMessages.useSay();
  const { quote, items, canSubmit, isSubmitting, isQuoting } = checkout;
  if (!quote) return null;
  return (
    <div className="fixed inset-x-0 bottom-[calc(56px+env(safe-area-inset-bottom))] z-20 flex items-center gap-3 border-t border-line bg-surface px-4 py-2 lg:hidden">
      <p className="num min-w-0 flex-1" aria-hidden="true">
        <span className="text-sm text-mut">{say('itemsCount', { count: items.length })} · </span>
        <span className={isQuoting ? 'text-lg font-semibold opacity-60' : 'text-lg font-semibold'}>
          {money(quote.totalFen)}
        </span>
      </p>
      <Button type="submit" variant="primary" isDisabled={!canSubmit && !isSubmitting} isPending={isSubmitting}>
        {say('submitShort')}
      </Button>
    </div>
  );
}

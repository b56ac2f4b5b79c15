import { useName } from '../../../shared/i18n/messages';
import { Callout, Card, LinkButton, PageHeader, TextLink } from '../../../shared/ui';
import type { BasketItem } from '../basket/basket';
import { periodText } from '../booking/period-words';
import { periodOfAsk } from '../booking/selection';
import { ReservationBadge } from '../status-badges';
import { checkoutMessages } from './checkout.messages';
import type { BundleOutcome } from './checkout.queries';

/** It is done: every reservation that was made, and which of them somebody must decide about. */
export function CheckoutDone({ outcome, items }: { outcome: BundleOutcome; items: readonly BasketItem[] }) {
  const say = checkoutMessages.useSay();
  const name = useName();
  const requested = outcome.reservations.filter((one) => one.status === 'requested').length;
  const confirmed = outcome.reservations.length - requested;
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: say('catalogue'), href: '/' }, { label: say('title') }]}
        title={say('doneTitle')}
      />
      <Card>
        <Callout tone="ok" role="status">
          {requested === 0 ? say('doneAll', { count: confirmed }) : say('doneSome', { confirmed, requested })}
        </Callout>
        <ul className="mt-2">
          {outcome.reservations.map(({ id, item, status, nameZh, nameEn, assetNo }) => {
            const of = items[item];
            return (
              <li
                key={id}
                className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2 first:border-t-0"
              >
                <span className="min-w-0 flex-1">
                  <TextLink href={`/reservations/${id}`} className="font-medium max-lg:py-2">
                    {name(nameZh, nameEn)}
                  </TextLink>{' '}
                  <span className="num text-mut">{assetNo}</span>
                  {of && (
                    <span className="num block text-sm">
                      {periodText(periodOfAsk({ ...of.when, instrumentId: 0 }))}
                    </span>
                  )}
                </span>
                <ReservationBadge status={status} />
              </li>
            );
          })}
        </ul>
        <div className="mt-3 flex flex-wrap gap-2">
          <LinkButton variant="primary" href="/reservations">
            {say('openAll')}
          </LinkButton>
          <LinkButton href="/">{say('addMore')}</LinkButton>
        </div>
      </Card>
    </>
  );
}

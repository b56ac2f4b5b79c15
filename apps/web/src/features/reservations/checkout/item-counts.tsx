import { NO_COUNTS } from '@parkbench/domain';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { countingOf, countsAsked } from '../../../shared/counts';
import { CountsFields } from '../../../shared/counts-fields';
import type { BasketItem, When } from '../basket/basket';
import type { Instrument } from '../instruments.types';
import { instrumentQuery } from '../reservations.queries';
import { checkoutMessages } from './checkout.messages';
import type { BundleItem } from './checkout.queries';
import type { Checkout } from './use-checkout';

export interface ItemCountsProps {
  readonly item: BasketItem;
  readonly when: When & { readonly kind: 'session' };
  readonly priced: BundleItem | undefined;
  readonly change: Checkout['change'];
}

/** What goes with a session by the count, changed in place; of a pool as the unit prices it that it would be given. */
export function ItemCounts(props: ItemCountsProps) {
  const { item, priced } = props;
  const id = item.instrumentId ?? priced?.units[0]?.instrumentId ?? item.anyOf?.[0];
  const { data } = useQuery({ ...instrumentQuery(id ?? 0), enabled: id !== undefined });
  return data && <Counted {...props} instrument={data} />;
}

function Counted({ item, when, change, instrument }: ItemCountsProps & { instrument: Instrument }) {
  const say = checkoutMessages.useSay();
  const { counts = NO_COUNTS, ...time } = when;
  const counting = countingOf(instrument);
  // Only at first: what is opened by hand stays so, whatever is typed.
  const [isOpen] = useState(counting === 'needed' || when.counts !== undefined);
  const { ratePlan } = instrument;
  if (!ratePlan || (counting === 'none' && ratePlan.extras.length === 0)) return null;
  return (
    <details className="text-sm" open={isOpen}>
      <summary className="w-fit cursor-pointer rounded-sm py-0.5 text-brand-strong max-lg:py-2.5">
        {say('counts')}
      </summary>
      <CountsFields
        className="mt-1 rounded border border-line p-3"
        {...{ counting, counts }}
        prices={ratePlan}
        onChange={(next) => change(item, { when: { ...time, ...countsAsked(next) } })}
      />
    </details>
  );
}

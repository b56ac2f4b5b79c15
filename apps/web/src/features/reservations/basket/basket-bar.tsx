import { useQuery } from '@tanstack/react-query';
import { money } from '../../../shared/format/format';
import { Button, cx, LinkButton } from '../../../shared/ui';
import { bundleQuoteQuery } from '../checkout/checkout.queries';
import { useDebounced } from '../use-debounced';
import { setBasket, useBasket } from './basket';
import { basketMessages } from './basket.messages';

export interface BasketBarProps {
  /** Another bar lies at the foot of the page already. */
  readonly isRaised?: boolean;
  /** A phone has no room for it beside a bar of its own. */
  readonly isDesktopOnly?: boolean;
}

/** How much was picked and what it costs together, in reach at the foot of the page; nothing while nothing is picked. */
export default function BasketBar({ isRaised = false, isDesktopOnly = false }: BasketBarProps) {
  const say = basketMessages.useSay();
  const items = useBasket();
  const settled = useDebounced(items);
  const { data, isPlaceholderData } = useQuery(bundleQuoteQuery(settled));
  if (items.length === 0) return null;
  return (
    <section
      aria-label={say('bar')}
      className={cx(
        'sticky z-20 mt-3 flex max-lg:-mx-4',
        isDesktopOnly && 'max-lg:hidden',
        isRaised
          ? 'bottom-[68px] max-lg:bottom-[calc(128px+env(safe-area-inset-bottom))]'
          : 'bottom-3 max-lg:bottom-[calc(56px+env(safe-area-inset-bottom))]',
      )}
    >
      <div className="mx-auto flex items-center gap-x-3 gap-y-1 rounded-md border border-line2 bg-surface px-3 py-2 shadow-lg max-lg:w-full max-lg:rounded-none max-lg:border-x-0 max-lg:border-b-0 max-lg:px-4 max-lg:shadow-none">
        <p role="status" className="num min-w-0 flex-1 text-sm lg:min-w-[200px]">
          {say('count', { count: items.length })}
          {data && (
            <>
              {' · '}
              <span className={isPlaceholderData ? 'text-lg font-semibold opacity-60' : 'text-lg font-semibold'}>
                {money(data.totalFen)}
              </span>
            </>
          )}
          {data?.free === false && <span className="block text-xs text-bad">{say('notAllFree')}</span>}
        </p>
        <Button size="sm" variant="ghost" onPress={() => setBasket([])}>
          {say('clear')}
        </Button>
        <LinkButton variant="primary" href="/checkout">
          {say('open')}
        </LinkButton>
      </div>
    </section>
  );
}

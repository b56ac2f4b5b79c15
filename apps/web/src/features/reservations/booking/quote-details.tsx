import { money } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { cx, Money } from '../../../shared/ui';
import { PriceLines, taxOf } from '../price-lines';
import type { QuoteBody, RentOrBuy } from '../reservations.types';
import { bookingMessages } from './booking.messages';
import { periodText } from './period-words';

/** A price as it will be charged: by month, discounts in words, the sum with its tax, the deposit apart. */
export function QuoteDetails({ quote, isStale = false }: { quote: QuoteBody; isStale?: boolean }) {
  const say = bookingMessages.useSay();
  const tax = taxOf(quote.lines);
  return (
    <div aria-busy={isStale} className={cx('transition-opacity', isStale && 'opacity-60')}>
      <p className="num pb-2">{periodText(quote)}</p>
      <Discounts quote={quote} />
      <PriceLines lines={quote.lines} />
      <div className="flex items-end justify-between gap-3 border-t-2 border-ink pt-2">
        <span>
          <span className="block font-semibold">{say(quote.kind === 'rental' ? 'rentTotal' : 'total')}</span>
          <span className="num block text-xs text-mut">
            {say('net', tax)} · {say('taxNote', tax)}
          </span>
        </span>
        <span role="status">
          <Money fen={quote.totalFen} className="text-2xl font-semibold" />
        </span>
      </div>
      <SubsidyNote quote={quote} />
      {quote.depositFen > 0 && (
        <p className="mt-2 flex items-baseline justify-between gap-3 rounded bg-sunken px-2 py-1.5">
          <span>
            {say('deposit')}
            <span className="block text-xs text-mut">{say('depositNote')}</span>
          </span>
          <Money fen={quote.depositFen} align="inline" />
        </p>
      )}
    </div>
  );
}

/** What the park is expected to pay, apart from the price: it changes neither price nor tax. */
function SubsidyNote({ quote }: { quote: QuoteBody }) {
  const say = bookingMessages.useSay();
  const name = useName();
  const { subsidy } = quote;
  if (!subsidy) return null;
  return (
    <div className="num mt-2 rounded bg-ok-soft px-2 py-1.5 text-ok">
      <p className="flex justify-between gap-3">
        <span>
          {say('subsidyExpected')}
          <span className="block text-xs">
            {subsidy.programmes.map((one) => name(one.nameZh, one.nameEn)).join(' · ')}
          </span>
        </span>
        <Money fen={-subsidy.expectedFen} align="inline" />
      </p>
      <p className="flex justify-between gap-3 font-medium">
        {say('companyPays')}
        <Money fen={subsidy.companyFen} align="inline" />
      </p>
    </div>
  );
}

function Discounts({ quote }: { quote: QuoteBody }) {
  const say = bookingMessages.useSay();
  const name = useName();
  const { discounts, listMonthlyFen, monthlyFen } = quote;
  if (discounts.length === 0 || listMonthlyFen === null || monthlyFen === null) return null;
  return (
    <div className="num border-t border-line py-2 text-sm">
      <p className="flex justify-between gap-3 text-mut">
        {say('list')}
        <s>{money(listMonthlyFen)}</s>
      </p>
      {discounts.map((one) => (
        <p key={one.kind} className="text-ok">
          {name(one.text.zh, one.text.en)}
        </p>
      ))}
      <p className="flex justify-between gap-3">
        {say('yourPrice')}
        <span>{money(monthlyFen)}</span>
      </p>
    </div>
  );
}

/** Rent beside the price new: a bar and a sentence. */
export function RentOrBuyNote({ rentOrBuy }: { rentOrBuy: RentOrBuy }) {
  const say = bookingMessages.useSay();
  const name = useName();
  const share = `${(rentOrBuy.shareBps / 100).toFixed(1)}%`;
  return (
    <div className="text-sm">
      <p className="flex justify-between gap-3">
        <span className="font-medium">{say('rentOrBuy')}</span>
        <span className="num text-mut">{say('rentShare', { percent: share })}</span>
      </p>
      <span aria-hidden="true" className="my-1 block h-1.5 overflow-hidden rounded-full bg-sunken">
        <span className="block h-full bg-brand" style={{ width: `${Math.min(rentOrBuy.shareBps / 100, 100)}%` }} />
      </span>
      <p className="num text-mut">{name(rentOrBuy.message.zh, rentOrBuy.message.en)}</p>
    </div>
  );
}

import { type Period, type PriceLine, type Quote } from '@parkbench/domain';
import type { z } from 'zod';
import type { Ask } from './ask.js';
import type { StoredQuote } from './offer.js';
import type { quoteLine, quoteView } from './reservations.dto.js';

type Line = z.infer<typeof quoteLine>;
export type QuoteBody = Omit<
  z.infer<typeof quoteView>,
  'violations' | 'free' | 'alternatives' | 'rentOrBuy' | 'subsidy'
>;

/** A line as it is shown: the sentence in both languages and, as data, how it was reckoned. */
export function lineView(line: PriceLine): Line {
  const { component, segment, month, amountFen, netFen, taxFen, taxRateBps, explanation } = line;
  const { text, formula } = explanation;
  return {
    component,
    segment,
    month,
    amountFen,
    netFen,
    taxFen,
    taxRateBps,
    explanation: { ...text, data: { ...formula } },
  };
}

/** A price as it is shown, for what was asked. */
export function quoteBody(
  ask: Pick<Ask, 'kind' | 'instrumentId'>,
  period: Period,
  { quoteId, quote }: Pick<StoredQuote, 'quoteId' | 'quote'>,
): QuoteBody {
  return {
    quoteId,
    kind: ask.kind,
    instrumentId: ask.instrumentId,
    startsAt: new Date(period.start).toISOString(),
    endsAt: new Date(period.end).toISOString(),
    ...shown(quote),
  };
}

function shown(quote: Quote): Omit<QuoteBody, 'quoteId' | 'kind' | 'instrumentId' | 'startsAt' | 'endsAt'> {
  return {
    startsOn: quote.startDate,
    endsOn: quote.endDate,
    months: quote.months,
    lines: quote.lines.map(lineView),
    totalFen: quote.totalFen,
    netFen: quote.netFen,
    taxFen: quote.taxFen,
    depositFen: quote.depositFen,
    listMonthlyFen: quote.listMonthlyFen,
    monthlyFen: quote.monthlyFen,
    discounts: quote.discounts.map((d) => ({ ...d })),
    cancellation: quote.cancellation,
  };
}

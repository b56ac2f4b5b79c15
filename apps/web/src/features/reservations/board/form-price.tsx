import type { ComponentProps } from 'react';
import { QuoteDetails } from '../booking/quote-details';
import { CapsAfter } from '../caps-after';
import { PreviewGate } from '../record/change-frame';
import type { Quote, QuoteBody } from '../reservations.types';

export interface FormPriceProps {
  /** Whether enough is filled in to have a price; the hint says what is missing. */
  readonly isAsked: boolean;
  readonly hint: string;
  readonly preview: ComponentProps<typeof PreviewGate>['preview'];
  /** Left out where the place is taken: its price does not matter. */
  readonly quote: (QuoteBody & Pick<Quote, 'bestOf'>) | undefined;
  readonly isStale: boolean;
}

/** What a form of the board would cost. */
export function FormPrice({ isAsked, hint, preview, quote, isStale }: FormPriceProps) {
  if (!isAsked) return <p className="text-mut">{hint}</p>;
  return (
    <PreviewGate preview={preview}>
      {quote && <QuoteDetails quote={quote} isStale={isStale} />}
      {quote?.bestOf && <CapsAfter caps={[quote.bestOf]} totalFen={quote.totalFen} />}
    </PreviewGate>
  );
}

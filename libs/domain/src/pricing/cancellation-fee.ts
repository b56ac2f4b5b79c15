import type { Localized } from '../core/localized.js';
import { shareOfFen } from '../money/fen.js';
import type { Instant } from '../time/period.js';
import { percentText } from './explain.js';
import type { CancellationTerms } from './rate-plan.js';

const HOUR = 3600000;

/** The last instant at which giving up a reservation still costs nothing. */
export function freeCancellationUntil(startsAt: Instant, terms: CancellationTerms): Instant {
  return startsAt - terms.freeHoursBefore * HOUR;
}

/**
 * What it costs to give up a reservation: nothing up to the plan's cut-off (that instant included), after it a share of
 * its price, halves up (rules §4). 30 % of 9,000.00 is 2,700.00.
 */
export function cancellationFee(input: {
  readonly priceFen: number;
  readonly startsAt: Instant;
  readonly cancelledAt: Instant;
  readonly terms: CancellationTerms;
}): number {
  if (input.cancelledAt <= freeCancellationUntil(input.startsAt, input.terms)) return 0;
  return shareOfFen(input.priceFen, input.terms.lateBps);
}

/** What it costs not to come: a share of the price, halves up (rules §4). 50 % of 140.01 is 70.01. */
export function noShowFee(input: { readonly priceFen: number; readonly terms: CancellationTerms }): number {
  return shareOfFen(input.priceFen, input.terms.noShowBps);
}

/** The terms of giving up, as they stand on the quote. */
export function cancellationWords(terms: CancellationTerms): Localized {
  const late = percentText(terms.lateBps);
  const noShow = percentText(terms.noShowBps);
  const hours = terms.freeHoursBefore;
  return {
    zh: `开始前 ${hours} 小时及更早取消免费；之后收取价款的 ${late}%；未到场收取 ${noShow}%`,
    en: `free up to ${hours} hours before the start; after that ${late} % of the price; not coming costs ${noShow} %`,
  };
}

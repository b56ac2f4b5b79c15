import type { Localized } from '../core/localized.js';
import type { PriceBand } from './rate-plan.js';
import type { Unit } from './unit.js';

/** Days that an outage took, `to` not included, and its case. */
export interface AbatedStretch {
  readonly caseNo: string;
  readonly from: string;
  readonly to: string;
}

/** How an amount was reckoned, as plain data: what is shown on the quote is what is stored on the invoice line. */
export type Formula =
  | { readonly kind: 'whole_month'; readonly monthlyFen: number }
  | {
      /** So many days of a month's price; `from` included, `to` not. */
      readonly kind: 'days_of_month';
      readonly from: string;
      readonly to: string;
      readonly days: number;
      readonly daysInMonth: number;
      readonly monthlyFen: number;
      /** What is left of a month's price where the odd days of two months would come to more. */
      readonly limitFen?: number;
    }
  | {
      /** The last part-month: what is left of the whole price. */
      readonly kind: 'remainder';
      readonly from: string;
      readonly to: string;
      readonly monthlyFen: number;
      readonly firstPartFen: number;
    }
  | { readonly kind: 'sum'; readonly parts: readonly Formula[] }
  | {
      readonly kind: 'overdue';
      readonly from: string;
      readonly to: string;
      readonly days: number;
      readonly dailyFen: number;
      readonly factorBps: number;
    }
  | {
      /** Days on which the park had the instrument: so many days of a month's price, taken off. */
      readonly kind: 'abatement';
      readonly stretches: readonly AbatedStretch[];
      readonly days: number;
      readonly daysInMonth: number;
      readonly monthlyFen: number;
      /** The rent of that month where the days would come to more; else null. */
      readonly limitFen: number | null;
    }
  | {
      /** Hours released to the pool: a share of the net that others paid for them, taken off. */
      readonly kind: 'idle_credit';
      readonly bps: number;
      readonly netFen: number;
      readonly sessions: number;
      /** The rent of that month where the share would come to more; else null. */
      readonly limitFen: number | null;
    }
  | { readonly kind: 'hours'; readonly band: PriceBand; readonly minutes: number; readonly hourlyFen: number }
  | {
      /** Days of a session at the price of a day; by the hour they would have cost `hoursFen`, null where no hour is priced. */
      readonly kind: 'day_price';
      readonly dates: readonly string[];
      readonly dayFen: number;
      readonly hoursFen: number | null;
    }
  | { readonly kind: 'minimum_charge'; readonly minimumFen: number; readonly pricedFen: number }
  | {
      readonly kind: 'count';
      readonly count: number;
      readonly unitFen: number;
      /** Left out: times. Where it is the hour, the counts are minutes. */
      readonly unit?: Unit;
      /** What it is, where runs and samples do not say it. */
      readonly name?: Localized;
      /** What was booked, where another count stands at use. */
      readonly bookedCount?: number;
    }
  | {
      readonly kind: 'share';
      readonly reason: 'cancellation' | 'no_show';
      readonly baseFen: number;
      readonly bps: number;
    }
  | {
      /** A fee of which so much is dropped as others have booked of the freed time. */
      readonly kind: 'rebooked';
      readonly feeFen: number;
      /** How the whole fee was reckoned. */
      readonly whole: Formula;
      readonly freedMinutes: number;
      readonly rebookedMinutes: number;
    }
  | {
      /** The hours of a month come to more than its rent: the rest is taken off, and of that the part at one tax rate. */
      readonly kind: 'best_of';
      readonly sessions: number;
      readonly hoursFen: number;
      readonly capFen: number;
      readonly savingFen: number;
      readonly partFen: number;
      readonly taxRateBps: number;
    }
  | { readonly kind: 'correction'; readonly targetFen: number; readonly recordedFen: number }
  | { readonly kind: 'stated'; readonly amountFen: number }
  /** Stated with the reason that somebody gave, in the words in which it was given. */
  | { readonly kind: 'reason'; readonly reason: string; readonly amountFen: number };

/** The reckoning of one amount: as data for machines, as a sentence for people. */
export interface Explanation {
  readonly formula: Formula;
  readonly text: Localized;
}

import { type Counts, isPricedByTime, type RatePlan, type Unit } from '@parkbench/domain';
import { wholeOf } from './whole-of';

/** A technician's time or something used up, priced by the unit. */
export interface PlanExtra {
  readonly code: string;
  readonly component: 'assistance' | 'consumable';
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: Unit;
  readonly unitFen: number;
}

/** What can be booked by the count, and at which price. */
export interface CountPrices {
  /** null: it has no price; left out: it is not known yet. */
  readonly runFen?: number | null;
  readonly sampleFen?: number | null;
  readonly extras: readonly PlanExtra[];
}

/** How a session says its runs and samples: not at all, if it likes, or it has no price without. */
export type Counting = 'none' | 'optional' | 'needed';

/** An instrument as far as it is booked by the count. */
export interface Countable {
  readonly opensSession: boolean;
  readonly opensRun: boolean;
  readonly ratePlan: (CountPrices & Pick<RatePlan, 'hourly' | 'dayFen' | 'countsInsteadOfHours'>) | null;
}

/** Whether runs or samples have a price. */
export const hasCounts = (prices: CountPrices | null): boolean =>
  prices !== null && (prices.runFen !== null || prices.sampleFen !== null);

/** Whether a session asks how many runs and samples, where it does not say whether it is booked by the hour or by the run. */
export function countingOf({ opensSession, opensRun, ratePlan }: Countable): Counting {
  if (ratePlan === null || !hasCounts(ratePlan)) return 'none';
  if (!opensSession || !isPricedByTime(ratePlan)) return 'needed';
  return ratePlan.countsInsteadOfHours && !opensRun ? 'none' : 'optional';
}

export const hasRuns = ({ runs, samples }: Counts): boolean => runs + samples > 0;

/** As they are asked for; none at all are left out. */
export const countsAsked = (counts: Counts): { readonly counts?: Counts } =>
  hasRuns(counts) || counts.extras.length > 0 ? { counts } : {};

/** What of it has a price. */
export function countsPriced({ runs, samples, extras }: Counts, prices: CountPrices): Counts {
  const known = new Set(prices.extras.map(({ code }) => code));
  return {
    runs: prices.runFen === null ? 0 : runs,
    samples: prices.sampleFen === null ? 0 : samples,
    extras: extras.filter(({ code }) => known.has(code)),
  };
}

type Search = Readonly<Record<string, string | undefined>>;

/** "COL:2,TECH:90" */
function extrasOf(text: string | undefined): Counts['extras'] {
  return (text ?? '').split(',').flatMap((part) => {
    const [code = '', quantity] = part.split(':');
    const number = wholeOf(quantity, 100_000);
    return code && number ? [{ code, quantity: number }] : [];
  });
}

/** What a URL says of counts. */
export const countsOfSearch = ({ runs, samples, extras }: Search): Counts => ({
  runs: wholeOf(runs, 10_000) ?? 0,
  samples: wholeOf(samples, 10_000) ?? 0,
  extras: extrasOf(extras),
});

/** Counts as a URL says them. */
export function searchOfCounts({ runs, samples, extras }: Counts): {
  runs: string;
  samples: string;
  extras: string | undefined;
} {
  const said = extras.map(({ code, quantity }) => `${code}:${quantity}`).join(',');
  return { runs: String(runs), samples: String(samples), extras: said || undefined };
}

import { isPricedByTime } from '@parkbench/domain';
import { type Counting, hasCounts } from '../../../shared/counts';
import type { Instrument, RatePlan } from '../instruments.types';
import type { Mode } from '../reservations.types';

type Opened = Pick<Instrument, 'opensRental' | 'opensSession' | 'opensRun' | 'ratePlan'>;

/** Whether runs and samples stand for the hours; else they are paid beside them. */
const isInstead = (plan: RatePlan | null): boolean =>
  plan === null || plan.countsInsteadOfHours || !isPricedByTime(plan);

/** In which ways an instrument can be booked: by the month, by the hour, by the run or sample. */
export function modesOf({ opensRental, opensSession, opensRun, ratePlan }: Opened): Mode[] {
  const isByRun = opensRun && hasCounts(ratePlan) && isInstead(ratePlan);
  // Paid by the run alone, no hour of it can be booked.
  const isHourly = opensSession && !(isByRun && ratePlan && !isPricedByTime(ratePlan));
  return [
    ...(opensRental ? (['rental'] as const) : []),
    ...(isHourly ? (['session'] as const) : []),
    ...(isByRun ? (['run'] as const) : []),
  ];
}

/** How runs and samples are asked for in a way of booking: alone, or beside the hours. */
export function countingIn(mode: Mode, { ratePlan }: Pick<Instrument, 'ratePlan'>): Counting {
  if (mode === 'run') return 'needed';
  return mode === 'session' && hasCounts(ratePlan) && !isInstead(ratePlan) ? 'optional' : 'none';
}

import { type CountPrice, countKey, countPrices, localDate } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import type { Park } from '../../../platform/park-settings.js';
import type { LockedReservation } from '../change-reservation.js';
import { planInForce, planOf, type PlanRow } from '../plan-in-force.js';

type Counted = Pick<LockedReservation, 'kind' | 'instrumentId' | 'stored'>;

/**
 * What can be counted for a reservation and at which price: a session's own prices first, as they were quoted, then what
 * the instrument's plan of today has besides. A rental has only extras, at the prices of the day on which they are counted.
 */
export async function countableOf(
  tx: Tx,
  reservation: Counted,
  { park, now }: { readonly park: Park; readonly now: Date },
): Promise<CountPrice[]> {
  const { kind, instrumentId, stored } = reservation;
  const today = localDate(now.getTime(), park.timeZone);
  const [row] = await tx.query<{ plan: PlanRow | null }>(
    `SELECT ${planInForce('i', 2)} plan FROM instrument i WHERE i.id = $1`,
    [instrumentId, today],
  );
  const inForce = planOf(row?.plan ?? null, park);
  const todays = inForce ? countPrices(inForce.plan) : [];
  if (kind === 'rental') return todays.filter(isExtra);
  const own = 'plan' in stored ? countPrices(stored.plan) : [];
  const known = new Set(own.map(countKey));
  return [...own, ...todays.filter((price) => isExtra(price) && !known.has(countKey(price)))];
}

const isExtra = ({ component }: CountPrice): boolean => component === 'assistance' || component === 'consumable';

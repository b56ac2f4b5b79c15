import { addDays, localDate, nextFreeSlot, type Period, startOfDay } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { periodOf } from '../ask.js';
import type { Wanted } from '../find-alternatives.js';

const busyQuery = `
  SELECT extract(epoch FROM lower(period))::float8 * 1000 start, extract(epoch FROM upper(period))::float8 * 1000 "end"
  FROM occupancy WHERE instrument_id = $1 AND period && tstzrange($2, $3)
    AND NOT (source_kind = 'reservation' AND source_id = ANY($4))`;

const quarterMs = 15 * 60_000;
const dayMs = 86_400_000;

/** The free time on the same day and instrument that lies nearest to what is wanted, before or after it; null when the day is full. */
export async function nearestSlotOfDay(tx: Tx, wanted: Wanted): Promise<Period | null> {
  const { ask, gathered, park, now, except = [], alsoBusy = [] } = wanted;
  const { timeZone: zone } = park;
  const period = periodOf(ask, zone);
  const date = localDate(period.start, zone);
  const day = { start: Math.max(startOfDay(date, zone), now), end: startOfDay(addDays(date, 1), zone) };
  const horizon = day.end + period.end - period.start;
  const taken = await tx.query<Period>(busyQuery, [
    ask.instrumentId,
    new Date(day.start - dayMs),
    new Date(horizon + dayMs),
    [except].flat(),
  ]);
  const { turnaround, rules } = gathered.facts;
  const { incrementMinutes, openingHours } = rules;
  const busy = [...taken, ...alsoBusy];
  const lengthMinutes = Math.round((period.end - period.start) / 60_000);
  const search = {
    kind: 'session',
    busy,
    horizon,
    zone,
    turnaround,
    lengthMinutes,
    incrementMinutes,
    openingHours,
  } as const;
  const slotFrom = (from: number): Period | null => {
    const slot = nextFreeSlot({ ...search, from });
    return slot && slot.start < day.end ? slot : null;
  };
  const away = (slot: Period): number => Math.abs(slot.start - period.start);
  let nearest = slotFrom(Math.max(day.start, period.start));
  for (let slot = slotFrom(day.start); slot && slot.start < period.start; slot = slotFrom(slot.start + quarterMs)) {
    if (!nearest || away(slot) < away(nearest)) nearest = slot;
  }
  return nearest;
}

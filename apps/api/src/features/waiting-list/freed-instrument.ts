import { addDays, type FreedInstrument, localDate, type Period, startOfDay } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { Park } from '../../platform/park-settings.js';
import { gatherFacts } from '../reservations/reservations.api.js';

/** A transaction of the waiting list: the park and what time it is. */
export interface At {
  readonly tx: Tx;
  readonly park: Park;
  readonly now: Date;
}

/** Below this nobody could answer an offer. */
const shortestOfferMs = 2 * 60_000;

const busyQuery = `
  SELECT extract(epoch FROM lower(period))::float8 * 1000 start, extract(epoch FROM upper(period))::float8 * 1000 "end"
  FROM occupancy WHERE instrument_id = $1 AND period && tstzrange($2, $3) LIMIT 20000`;

/** An instrument as the search for a slot sees it at this moment, and how long ahead it must be reserved. */
export async function freedInstrument(
  { tx, park, now }: At,
  instrumentId: number,
): Promise<FreedInstrument & { readonly noticeMinutes: number }> {
  const at = now.getTime();
  const soon = { start: at, end: at + 3_600_000 };
  const gathered = await gatherFacts(tx, park, {
    instrumentId,
    companyId: null,
    kind: 'session',
    period: soon,
    now: at,
  });
  const { turnaround, rules } = gathered.facts;
  const { openingHours, incrementMinutes, createNoticeMinutes: noticeMinutes, advanceDays, holidayHours } = rules;
  const { holidays, workdays, closures } = park.days;
  const from = at + noticeMinutes * 60_000 + shortestOfferMs;
  const lastDay = addDays(localDate(at, park.timeZone), (advanceDays ?? longestDays) + 1);
  const horizon = startOfDay(lastDay, park.timeZone);
  const zone = park.timeZone;
  const around: [Date, Date] = [new Date(at - dayMs), new Date(horizon + dayMs)];
  const busy = await tx.query<Period>(busyQuery, [instrumentId, ...around]);
  return {
    zone,
    turnaround,
    incrementMinutes,
    openingHours,
    days: { holidays, workdays, holidayHours },
    closures: closures.map(({ period }) => period),
    busy,
    from,
    horizon,
    noticeMinutes,
  };
}

const longestDays = 3660;
const dayMs = 86_400_000;

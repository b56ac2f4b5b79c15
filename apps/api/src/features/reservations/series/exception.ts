import { occurrenceOn } from './expand-series.js';
import { readWallTime } from './series-rule.js';
import type { SeriesRow, SeriesSession } from './series-row.js';

/** Whether a session stands elsewhere than the rule has it: another time, length or instrument. */
export function isException(series: SeriesRow, session: SeriesSession): boolean {
  const { minutes } = readWallTime(series.startLocal);
  const { period } = occurrenceOn(session.date, minutes, series);
  const { startsAt, endsAt, instrumentId } = session;
  return startsAt.getTime() !== period.start || endsAt.getTime() !== period.end || instrumentId !== series.instrumentId;
}

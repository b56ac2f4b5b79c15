import { parkDate, parkDateTime, parkTime } from '../../shared/format/format';
import type { Outage } from './maintenance.queries';

/** When it is, in the park's time. */
export const periodOf = ({ startsAt, endsAt }: Outage): string => {
  const isOneDay = parkDate(startsAt) === parkDate(Date.parse(endsAt) - 1);
  return `${parkDateTime(startsAt)} – ${isOneDay ? parkTime(endsAt) : parkDateTime(endsAt)}`;
};

export type Standing = 'planned' | 'running' | 'past' | 'ended' | 'cancelled';

/** A planned outage is under way or over by the clock. */
export function standingOf({ status, startsAt, endsAt }: Outage, now = Date.now()): Standing {
  if (status !== 'planned') return status;
  if (Date.parse(endsAt) <= now) return 'past';
  return Date.parse(startsAt) <= now ? 'running' : 'planned';
}

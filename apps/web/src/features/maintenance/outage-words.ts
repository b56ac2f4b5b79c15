import { parkDate, parkDateTime, parkTime } from '../../shared/format/format';
import { maintenanceMessages } from './maintenance.messages';
import type { Outage } from './maintenance.queries';

type Period = Pick<Outage, 'startsAt' | 'endsAt'> & { readonly openEnded?: boolean };

/** When it is, in the park's time. */
export const periodOf = ({ startsAt, endsAt, openEnded }: Period): string => {
  if (openEnded) return maintenanceMessages.say('openUntil', { from: parkDateTime(startsAt) });
  const isOneDay = parkDate(startsAt) === parkDate(Date.parse(endsAt) - 1);
  return `${parkDateTime(startsAt)} – ${isOneDay ? parkTime(endsAt) : parkDateTime(endsAt)}`;
};

export type Standing = 'announced' | 'planned' | 'running' | 'past' | 'ended' | 'cancelled';

/** A planned outage is under way or over by the clock. */
export function standingOf({ status, startsAt, endsAt }: Outage, now = Date.now()): Standing {
  if (status !== 'planned') return status;
  if (Date.parse(endsAt) <= now) return 'past';
  return Date.parse(startsAt) <= now ? 'running' : 'planned';
}

import { lastDay, parkDate, parkDateTime, parkTime } from '../../../shared/format/format';
import { bookingMessages } from './booking.messages';

/** 90 minutes as people say it. */
export function lengthText(minutes: number): string {
  const { say } = bookingMessages;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [
    hours > 0 && say('hours', { count: hours }),
    (rest > 0 || hours === 0) && say('minutesOf', { minutes: rest }),
  ];
  return parts.filter(Boolean).join(' ');
}

export interface PeriodShown {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly startsOn?: string | null;
  readonly endsOn?: string | null;
  readonly months?: number | null;
}

/** Start and end as people name them: for a rental days with the last one included, for a session times. */
export function periodText({ startsAt, endsAt, startsOn, endsOn }: PeriodShown): string {
  const { say } = bookingMessages;
  if (startsOn) return say('spanRental', { from: startsOn, to: lastDay(endsOn ?? parkDate(endsAt)) });
  const isOneDay = parkDate(startsAt) === parkDate(Date.parse(endsAt) - 1);
  const length = lengthText(Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000));
  return say('spanSession', {
    from: parkDateTime(startsAt),
    to: isOneDay ? parkTime(endsAt) : parkDateTime(endsAt),
    length,
  });
}

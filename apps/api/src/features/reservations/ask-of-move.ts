import { badRequest } from '../../platform/http/problem.js';
import { type Ask, countsAsked } from './ask.js';
import type { LockedReservation } from './change-reservation.js';

/** Where something is to go; whatever is left out stays as it is. */
export interface MoveRequest {
  readonly instrumentId?: number;
  readonly startsOn?: string;
  readonly months?: number;
  readonly startsAt?: string;
  readonly endsAt?: string;
}

/** A session is priced minute by minute, so no change may make one of years. */
export const longestSessionMs = 31 * 86_400_000;

/** What a move asks for, in the reservation's own kind. */
export function askOfMove(reservation: LockedReservation, request: MoveRequest): Ask {
  return reservation.kind === 'rental' ? movedRental(reservation, request) : movedSession(reservation, request);
}

function movedRental({ instrumentId, startsOn, months }: LockedReservation, to: MoveRequest): Ask {
  if (to.startsAt ?? to.endsAt) throw wrongTimes();
  return {
    kind: 'rental',
    instrumentId: to.instrumentId ?? instrumentId,
    startsOn: to.startsOn ?? startsOn ?? '',
    months: to.months ?? months ?? 1,
  };
}

/** A session that is only given another start keeps its length. */
function movedSession(reservation: LockedReservation, to: MoveRequest): Ask {
  if (to.startsOn ?? to.months) throw wrongTimes();
  const [start, end] = [reservation.startsAt.getTime(), reservation.endsAt.getTime()];
  const startsAt = to.startsAt ? Date.parse(to.startsAt) : start;
  const endsAt = to.endsAt ? Date.parse(to.endsAt) : startsAt + end - start;
  if (endsAt <= startsAt || endsAt - startsAt > longestSessionMs) throw wrongTimes();
  const instrumentId = to.instrumentId ?? reservation.instrumentId;
  return { kind: 'session', instrumentId, startsAt, endsAt, ...countsAsked(reservation.stored.counts) };
}

const wrongTimes = (): Error =>
  badRequest('bad_move', { zh: '移动的时间与预约类型不符', en: 'These times do not fit this kind of reservation' });

import { addDays, addMonths, daysBetween, localDate, startOfDay } from '@parkbench/domain';
import { parkZone } from '../../../shared/format/format';
import type { MoveTo } from '../reservations.queries';
import type { Reservation } from '../reservations.types';
import type { Draft } from './board-draft';
import { monthsTo } from './board-layout';

/** Where a reservation is to go, with everything said, so that a form can be filled with it. */
export interface Target {
  readonly instrumentId: number;
  readonly startsOn: string | null;
  readonly months: number | null;
  readonly startsAt: number;
  readonly endsAt: number;
}

export const targetNow = (r: Reservation): Target => ({
  instrumentId: r.instrumentId,
  startsOn: r.startsOn,
  months: r.months,
  startsAt: Date.parse(r.startsAt),
  endsAt: Date.parse(r.endsAt),
});

/** A draft in the reservation's own terms. What stands on the board has its turnaround around it, so only differences count. */
export function targetOf(r: Reservation, draft: Draft, instrumentId: number): Target {
  const now = { ...targetNow(r), instrumentId };
  if (!draft.block) return now;
  const zone = parkZone();
  const later = draft.place.start - draft.block.start;
  const longer = draft.place.end - draft.place.start - (draft.block.end - draft.block.start);
  if (now.startsOn === null || now.months === null) {
    return {
      ...now,
      startsAt: now.startsAt + later,
      endsAt: now.endsAt + later + (draft.act === 'resize' ? longer : 0),
    };
  }
  const days = daysBetween(localDate(draft.block.start, zone), localDate(draft.place.start, zone));
  const startsOn = addDays(now.startsOn, days);
  if (draft.act !== 'resize') return { ...now, startsOn };
  const endAfter = (months: number): number => startOfDay(addMonths(startsOn, months), zone);
  return { ...now, startsOn, months: monthsTo(startOfDay(startsOn, zone), now.endsAt + longer, endAfter) };
}

/** What the API is sent. */
export function moveBody(target: Target, r: Reservation): MoveTo {
  const other = target.instrumentId === r.instrumentId ? {} : { instrumentId: target.instrumentId };
  if (target.startsOn !== null && target.months !== null) {
    return { startsOn: target.startsOn, months: target.months, ...other };
  }
  return { startsAt: new Date(target.startsAt).toISOString(), endsAt: new Date(target.endsAt).toISOString(), ...other };
}

export const isSameTarget = (a: Target, b: Target): boolean =>
  a.instrumentId === b.instrumentId &&
  (a.startsOn === null
    ? a.startsAt === b.startsAt && a.endsAt === b.endsAt
    : a.startsOn === b.startsOn && a.months === b.months);

import { addDays, type CalendarDate, localDate, localParts, type Period } from '@parkbench/domain';
import type { z } from 'zod';
import type { Tx } from '../../../platform/database/database.js';
import { conflict } from '../../../platform/http/problem.js';
import { type LockedReservation, lockReservation } from '../change-reservation.js';
import { daysOf, expandSeries, occurrenceOn, ruleFrom, shiftRule } from './expand-series.js';
import { noSuchDay } from './series-days.js';
import { readWallTime, wallTime } from './series-rule.js';
import { type SeriesRow, type SeriesSession, stands } from './series-row.js';
import type { scope, seriesMovePreviewRequest } from './series.dto.js';

/** Which sessions of a series are meant: that of one day, those from it on, or all. */
export interface Scope {
  readonly scope: z.infer<typeof scope>;
  readonly date: CalendarDate;
}
export type MoveRequest = z.infer<typeof seriesMovePreviewRequest>;

const isMeant = ({ scope: which, date }: Scope, day: CalendarDate): boolean =>
  which === 'all' || (which === 'this' ? day === date : day >= date);

const isAhead = ({ status, startsAt }: SeriesSession, now: Date): boolean =>
  (status === 'requested' || status === 'confirmed') && startsAt > now;

/** The sessions that are meant and have not begun; what has begun or is over is never touched and never in the way (R12). */
export function aheadIn(
  sessions: readonly SeriesSession[],
  at: Scope,
  now: Date,
): { readonly ahead: SeriesSession[]; readonly untouched: number } {
  const meant = sessions.filter((one) => stands(one) && isMeant(at, one.date));
  if (at.scope === 'this' && meant.length === 0) throw noSuchDay(at.date);
  const ahead = meant.filter((one) => isAhead(one, now));
  return { ahead, untouched: meant.length - ahead.length };
}

/** The answer when nothing of what is meant lies ahead. */
export const nothingAhead = (): Error =>
  conflict('nothing_ahead', {
    zh: '所选范围内没有尚未开始的预约，已开始和已结束的不会改动',
    en: 'Nothing of that lies ahead; what has begun or is over is not changed',
  });

/** Locks sessions in the order of their ids; one that changed since it was read stops the whole. */
export async function lockSessions(
  tx: Tx,
  series: SeriesRow,
  sessions: readonly SeriesSession[],
): Promise<Map<number, LockedReservation>> {
  const locked = new Map<number, LockedReservation>();
  for (const session of [...sessions].sort((a, b) => a.reservationId - b.reservationId)) {
    const { reservationId: id, status, instrumentId, startsAt, endsAt } = session;
    const found = await lockReservation(tx, series.companyId, id);
    const same =
      found.status === status &&
      found.instrumentId === instrumentId &&
      found.startsAt.getTime() === startsAt.getTime() &&
      found.endsAt.getTime() === endsAt.getTime();
    if (!same) throw changedMeanwhile();
    locked.set(id, found);
  }
  return locked;
}

const changedMeanwhile = (): Error =>
  conflict('series_changed', {
    zh: '系列中的预约刚被他人修改，请刷新后重试',
    en: 'A session of the series was changed just now; load it again',
  });

/** The rule as it will be, from which day on. */
export interface NextRule {
  /** The first day of the old rule that goes over; what lies before stays with the old one. */
  readonly cut: CalendarDate;
  readonly isSplit: boolean;
  readonly shiftDays: number;
  readonly plan: Pick<SeriesRow, 'rrule' | 'startLocal' | 'lengthMinutes' | 'zone' | 'instrumentId' | 'endsBefore'>;
}

/**
 * The rule after a move, from the first of its days ahead whose session has not begun already; null when one session
 * alone is moved. A rule that would stand in its own way is refused.
 */
export function nextRule(
  series: SeriesRow,
  sessions: readonly SeriesSession[],
  request: MoveRequest,
  now: Date,
): NextRule | null {
  if (request.scope === 'this') return null;
  const { minutes } = readWallTime(series.startLocal);
  const days = daysOf(series);
  const begun = new Set(sessions.filter((one) => stands(one) && one.startsAt <= now).map(({ date }) => date));
  const ahead = (day: CalendarDate): boolean =>
    !begun.has(day) && occurrenceOn(day, minutes, series).period.start > now.getTime();
  const cut = days.find((day) => isMeant(request, day) && ahead(day));
  if (cut === undefined) throw nothingAhead();
  const { shiftDays, lengthMinutes = series.lengthMinutes, instrumentId = series.instrumentId } = request;
  const plan = {
    rrule: shiftDays === 0 ? ruleFrom(series, cut) : shiftRule(ruleFrom(series, cut), shiftDays),
    startLocal: wallTime(addDays(cut, shiftDays), minutesOf(request.startTime) ?? minutes),
    lengthMinutes,
    instrumentId,
    zone: series.zone,
    endsBefore: series.endsBefore && addDays(series.endsBefore, shiftDays),
  };
  expandSeries(plan);
  return { cut, isSplit: days[0] !== cut, shiftDays, plan };
}

/** Where a session goes. */
export interface Target {
  readonly session: SeriesSession;
  readonly instrumentId: number;
  readonly period: Period;
  readonly movedByClock: boolean;
}

/** The place that the new rule, or the move of one alone, has for a session. */
export function targetOf(
  series: SeriesRow,
  session: SeriesSession,
  request: MoveRequest,
  next: NextRule | null,
): Target {
  if (next) {
    const { minutes } = readWallTime(next.plan.startLocal);
    const { period, movedByClock } = occurrenceOn(addDays(session.date, next.shiftDays), minutes, next.plan);
    return { session, instrumentId: next.plan.instrumentId, period, movedByClock };
  }
  const { zone } = series;
  const start = session.startsAt.getTime();
  const length = Math.round((session.endsAt.getTime() - start) / 60_000);
  const { lengthMinutes = length, instrumentId = session.instrumentId } = request;
  const minutes = minutesOf(request.startTime) ?? localParts(start, zone).minutesOfDay;
  const day = addDays(localDate(start, zone), request.shiftDays);
  const { period, movedByClock } = occurrenceOn(day, minutes, { lengthMinutes, zone });
  return { session, instrumentId, period, movedByClock };
}

const minutesOf = (time: string | undefined): number | undefined =>
  time === undefined ? undefined : readWallTime(`2000-01-01T${time}`).minutes;

import { isException } from './exception.js';
import { noSuchDay } from './series-days.js';
import type { SeriesRow, SeriesSession } from './series-row.js';
import { aheadIn, type MoveRequest, type NextRule, nextRule, type Target, targetOf } from './series-scope.js';

/** What becomes of one session; `to` null: it stays where it is. */
export interface Step {
  readonly session: SeriesSession;
  readonly to: (Target & { readonly isAlternative: boolean }) | null;
}

/** A move of sessions of a series, before anything is asked of the database. */
export interface MovePlan {
  readonly next: NextRule | null;
  readonly steps: readonly Step[];
  /** How many stand elsewhere than the rule has them, and keep their place. */
  readonly exceptions: number;
  readonly untouched: number;
}

/**
 * Plans a move: each session that lies ahead goes where the new rule has it, or where was chosen instead, or stays.
 * Those that were moved one by one keep their own place unless asked for.
 */
export function planMove(
  series: SeriesRow,
  sessions: readonly SeriesSession[],
  request: MoveRequest,
  now: Date,
): MovePlan {
  const next = nextRule(series, sessions, request, now);
  const { ahead, untouched } = aheadIn(sessions, request, now);
  const goingOver = ahead.filter((one) => next === null || one.date >= next.cut);
  const isKept = (one: SeriesSession): boolean =>
    next !== null && !request.includeExceptions && isException(series, one);
  const going = goingOver.filter((one) => !isKept(one));
  const chosen = new Map(request.choices.map((one) => [one.date, one]));
  const strange = request.choices.find(({ date }) => !going.some((one) => one.date === date));
  if (strange) throw noSuchDay(strange.date);
  const steps = going.map((session) => stepOf(targetOf(series, session, request, next), chosen.get(session.date)));
  return { next, steps, exceptions: goingOver.length - going.length, untouched };
}

function stepOf(target: Target, chosen: MoveRequest['choices'][number] | undefined): Step {
  const { session } = target;
  if (chosen?.action === 'keep' || isThere(target)) return { session, to: null };
  if (!chosen) return { session, to: { ...target, isAlternative: false } };
  const start = chosen.startsAt ? Date.parse(chosen.startsAt) : target.period.start;
  const period = { start, end: start + target.period.end - target.period.start };
  const instrumentId = chosen.instrumentId ?? target.instrumentId;
  return { session, to: { ...target, instrumentId, period, isAlternative: true, movedByClock: false } };
}

const isThere = ({ session, instrumentId, period }: Target): boolean =>
  session.instrumentId === instrumentId &&
  session.startsAt.getTime() === period.start &&
  session.endsAt.getTime() === period.end;

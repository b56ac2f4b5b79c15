import { addDays, localDate, type Period, startOfDay } from '@parkbench/domain';
import { badRequest } from '../../platform/http/problem.js';
import type { Park } from '../../platform/park-settings.js';

interface Asked {
  readonly startsAt?: string;
  readonly endsAt?: string;
}

/** Left out, it starts now; without a known end it reaches to the end of tomorrow, and moves on from there. */
export function periodOfRequest(request: Asked, park: Park, now: Date): Period {
  const start = request.startsAt === undefined ? now.getTime() : Date.parse(request.startsAt);
  const open = endOfNextDay(Math.max(start, now.getTime()), park.timeZone);
  const end = request.endsAt === undefined ? open : Date.parse(request.endsAt);
  if (end <= start)
    throw badRequest('bad_period', { zh: '结束时间须晚于开始时间', en: 'The end must lie after the start' });
  refuseYears({ start, end });
  return { start, end };
}

const longestMs = 3 * 366 * 86_400_000;

/** Rent is abated day by day, so an outage has an end in sight; one whose end nobody knows moves on by itself. */
export function refuseYears({ start, end }: Period): void {
  if (end - start < longestMs) return;
  throw badRequest('bad_period', { zh: '停机最长三年', en: 'An outage lasts three years at most' });
}

/** The midnight in the park that ends the day after. */
const endOfNextDay = (at: number, zone: string): number => startOfDay(addDays(localDate(at, zone), 2), zone);

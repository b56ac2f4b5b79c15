import { addDays, addMonths, instantAt, type Period, rentalPeriod, startOfDay } from '@parkbench/domain';
import { badRequest } from '../../platform/http/problem.js';
import type { Ask } from './ask.js';

/** When an instrument is needed, as it is looked for. */
export interface Wanted {
  readonly from?: string;
  /** The first day not needed any more. */
  readonly to?: string;
  readonly months?: number;
  /** Times of day, 09:30: of the first day and of the last. */
  readonly at?: string;
  readonly until?: string;
  readonly mode?: 'rental' | 'session' | 'run';
}

/** A window that is looked for; with a kind it is one that can be reserved, and so priced, as it stands. */
export interface Window extends Period {
  askFor(instrumentId: number): Ask | null;
}

const mostMonths = 120;
const longestSessionMs = 31 * 86_400_000;

/**
 * With times of day it is a session. Whole months, or a month and more, are a rental, and its whole months must be
 * free, since by the month nothing less is to be had. Some days are only looked at.
 */
export function windowOf(wanted: Wanted, zone: string): Window | null {
  const { from, at, until, months } = wanted;
  if (!from) return null;
  if (at !== undefined && until !== undefined) return sessionWindow(from, wanted.to, { at, until }, zone);
  const end = wanted.to ?? addDays(from, 1);
  if (months === undefined && end <= from) throw badRange();
  const whole = months ?? (isByMonth(wanted, from, end) ? monthsTo(from, end) : null);
  if (whole === null) return { start: startOfDay(from, zone), end: startOfDay(end, zone), askFor: () => null };
  const askFor = (instrumentId: number): Ask => ({ kind: 'rental', instrumentId, startsOn: from, months: whole });
  return { ...rentalPeriod({ start: from, months: whole, zone }), askFor };
}

const isByMonth = ({ mode }: Wanted, from: string, end: string): boolean =>
  mode === 'rental' || (mode === undefined && end >= addMonths(from, 1));

/** The fewest whole months from a day that reach another. */
function monthsTo(from: string, end: string): number {
  let months = 1;
  while (months < mostMonths && addMonths(from, months) < end) months++;
  return months;
}

function sessionWindow(
  from: string,
  to: string | undefined,
  { at, until }: { at: string; until: string },
  zone: string,
): Window {
  const start = instantAt(from, minutesOf(at), zone);
  const end = instantAt(to ? addDays(to, -1) : from, minutesOf(until), zone);
  if (end <= start || end - start > longestSessionMs) throw badRange();
  return { start, end, askFor: (instrumentId) => ({ kind: 'session', instrumentId, startsAt: start, endsAt: end }) };
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

const badRange = (): Error =>
  badRequest('bad_range', { zh: '结束时间应晚于开始时间', en: 'The end must lie after the start' });

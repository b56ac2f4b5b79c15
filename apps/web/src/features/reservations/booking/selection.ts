import { addMonths, type Counts, instantAt, NO_COUNTS } from '@parkbench/domain';
import { countsAsked, countsOfSearch, countsPriced, hasRuns, searchOfCounts } from '../../../shared/counts';
import { wholeOf } from '../../../shared/whole-of';
import type { Instrument, RatePlan } from '../instruments.types';
import type { Ask, Mode } from '../reservations.types';
import { isDay } from './availability';
import { countingIn, modesOf } from './modes';

/** What is picked on an instrument's page; it stands in the URL, so that it can be kept and passed on. */
export interface Selection {
  readonly mode: Mode;
  /** First day of a rental. */
  readonly start: string | null;
  readonly months: number;
  /** Day of a session, minutes after its 00:00, and length. */
  readonly day: string | null;
  readonly at: number | null;
  readonly minutes: number;
  /** Runs, samples and extras of a session. */
  readonly counts: Counts;
}

type Search = Readonly<Record<string, string | undefined>>;

/** "09:30" to minutes. */
export function minutesOf(text: string | undefined): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(text ?? '');
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

/** Minutes to "09:30"; the day after counts on past 24. */
export const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The way that is wanted, or the first in which it can be booked. */
function modeOf(search: Search, instrument: Instrument): Mode {
  const modes = modesOf(instrument);
  return modes.find((mode) => mode === search.mode) ?? modes[0] ?? 'rental';
}

/** By the run it begins with one of what has a price. */
const begun = (search: Search, { runFen }: RatePlan): Search =>
  search.runs === undefined && search.samples === undefined
    ? { ...search, ...(runFen === null ? { samples: '1' } : { runs: '1' }) }
    : search;

/** What the URL says, without what this way of booking or the plan does not have. */
function countsOf(search: Search, instrument: Instrument): Counts {
  const { ratePlan } = instrument;
  const mode = modeOf(search, instrument);
  if (!ratePlan || mode === 'rental') return NO_COUNTS;
  const counts = countsPriced(countsOfSearch(mode === 'run' ? begun(search, ratePlan) : search), ratePlan);
  return countingIn(mode, instrument) === 'none' ? { ...counts, runs: 0, samples: 0 } : counts;
}

export function selectionOf(search: Search, instrument: Instrument): Selection {
  return {
    mode: modeOf(search, instrument),
    start: isDay(search.start) ? search.start : null,
    months: wholeOf(search.months, 120) ?? Math.max(1, instrument.minMonths),
    day: isDay(search.day) ? search.day : null,
    at: minutesOf(search.at),
    minutes: wholeOf(search.minutes, 44_640) ?? Math.max(60, instrument.minSessionMinutes),
    counts: countsOf(search, instrument),
  };
}

/** A change of the selection as a change of the URL. */
export function searchOf(change: Partial<Selection>): Record<string, string | undefined> {
  const search: Record<string, string | undefined> = {};
  if (change.mode) search.mode = change.mode;
  if (change.start !== undefined) search.start = change.start ?? undefined;
  if (change.months !== undefined) search.months = String(change.months);
  if (change.day !== undefined) search.day = change.day ?? undefined;
  if (change.at !== undefined) search.at = change.at === null ? undefined : clock(change.at);
  if (change.minutes !== undefined) search.minutes = String(change.minutes);
  if (change.counts) Object.assign(search, searchOfCounts(change.counts));
  return search;
}

/** Start and end of a session; the length is elapsed time. */
export function sessionPeriod({ day, at, minutes }: Selection, zone: string): { start: number; end: number } | null {
  if (day === null || at === null) return null;
  const start = instantAt(day, at, zone);
  return { start, end: start + minutes * 60_000 };
}

/** What to ask a price for; null while something is missing. */
export function askOf(instrumentId: number, selection: Selection, zone: string): Ask | null {
  if (selection.mode === 'rental') {
    const { start, months } = selection;
    return start === null ? null : { kind: 'rental', instrumentId, startsOn: start, months };
  }
  const period = sessionPeriod(selection, zone);
  if (!period) return null;
  const [startsAt, endsAt] = [new Date(period.start).toISOString(), new Date(period.end).toISOString()];
  // Without a run or a sample there is nothing yet to price.
  if (selection.mode === 'run' && !hasRuns(selection.counts)) return null;
  return { kind: 'session', instrumentId, startsAt, endsAt, ...countsAsked(selection.counts) };
}

/** First day and the day after the last one of a rental. */
export const spanOf = ({ start, months }: Selection): { start: string; end: string } | null =>
  start === null ? null : { start, end: addMonths(start, months) };

/** What is asked for as a period to be shown. */
export function periodOfAsk(ask: Ask): { startsAt: string; endsAt: string; startsOn?: string; endsOn?: string } {
  if (ask.kind === 'session') return { startsAt: ask.startsAt, endsAt: ask.endsAt };
  const endsOn = addMonths(ask.startsOn, ask.months);
  return { startsAt: ask.startsOn, endsAt: endsOn, startsOn: ask.startsOn, endsOn };
}

import type { CalendarDate, Counts } from '@parkbench/domain';
import type { z } from 'zod';
import { badRequest } from '../../../platform/http/problem.js';
import { countsAsked } from '../ask.js';
import type { Occurrence } from './expand-series.js';
import { type Looked, seriesQuoteId, violationsView, type WantedSession } from './plan-series.js';
import type { choice, plannedOccurrence } from './series.dto.js';

type Choice = z.infer<typeof choice>;
type View = z.infer<typeof plannedOccurrence>;

/** A day of the rule and what is wanted on it; null: it is skipped. */
export interface SeriesDay {
  readonly occurrence: Occurrence;
  readonly wanted: WantedSession | null;
  readonly isAlternative: boolean;
}

/** What each session of a series is, as the rule has it. */
interface Repeated {
  readonly instrumentId: number;
  readonly lengthMinutes: number;
  /** What is booked by the count with each; left out: nothing. */
  readonly counts?: Counts;
}

/** What is wanted on each day: what the rule has, or what was chosen instead. A choice for no such day is refused. */
export function daysWanted(
  series: Repeated,
  occurrences: readonly Occurrence[],
  choices: readonly Choice[],
): SeriesDay[] {
  const chosen = new Map(choices.map((one) => [one.date, one]));
  const days = occurrences.map((occurrence) => dayOf(series, occurrence, chosen.get(occurrence.date)));
  const known = new Set(occurrences.map(({ date }) => date));
  const strange = choices.find(({ date }) => !known.has(date));
  if (strange) throw noSuchDay(strange.date);
  return days;
}

/** The answer to a day that is none of the series, or none that could be meant. */
export const noSuchDay = (date: CalendarDate): Error =>
  badRequest('no_such_day', {
    zh: `${date} 不是该系列可用的日期，请刷新后重试`,
    en: `${date} is not such a day of the series; load it again`,
  });

function dayOf(series: Repeated, occurrence: Occurrence, chosen: Choice | undefined): SeriesDay {
  if (chosen?.action === 'skip') return { occurrence, wanted: null, isAlternative: false };
  const { date, period } = occurrence;
  const startsAt = chosen?.startsAt ? Date.parse(chosen.startsAt) : period.start;
  const instrumentId = chosen?.instrumentId ?? series.instrumentId;
  const endsAt = startsAt + series.lengthMinutes * 60_000;
  return {
    occurrence,
    wanted: { date, ask: { kind: 'session', instrumentId, startsAt, endsAt, ...countsAsked(series.counts) } },
    isAlternative: startsAt !== period.start || instrumentId !== series.instrumentId,
  };
}

/** The instruments that days take, each once. */
export const instrumentsOf = (days: readonly SeriesDay[]): number[] => [
  ...new Set(days.flatMap(({ wanted }) => wanted?.ask.instrumentId ?? [])),
];

/** What was found about each day as it is shown, with the price of all that would be reserved. */
export function previewOf(
  days: readonly SeriesDay[],
  looked: readonly Looked[],
): { quoteId: string; totalFen: number; sessions: number; conflicts: number; occurrences: View[] } {
  const found = new Map(looked.map((one) => [one.wanted.date, one]));
  const free = looked.filter(({ verdict }) => verdict === 'free').flatMap(quotedOn);
  return {
    quoteId: seriesQuoteId(free),
    totalFen: free.reduce((sum, { totalFen }) => sum + totalFen, 0),
    sessions: free.length,
    conflicts: looked.length - free.length,
    occurrences: days.map((day) => viewOf(day, found.get(day.occurrence.date))),
  };
}

const quotedOn = ({
  wanted,
  offer: { stored },
}: Looked): { date: CalendarDate; quoteId: string; totalFen: number }[] =>
  stored ? [{ date: wanted.date, quoteId: stored.quoteId, totalFen: stored.quote.totalFen }] : [];

function viewOf({ occurrence, wanted, isAlternative }: SeriesDay, looked: Looked | undefined): View {
  const { date, period, movedByClock } = occurrence;
  const ask = wanted?.ask;
  return {
    date,
    instrumentId: ask?.instrumentId ?? 0,
    startsAt: new Date(ask?.startsAt ?? period.start).toISOString(),
    endsAt: new Date(ask?.endsAt ?? period.end).toISOString(),
    isAlternative,
    movedByClock: movedByClock && !isAlternative,
    ...(looked ? foundOf(looked) : skipped),
  };
}

type Found = Pick<View, 'verdict' | 'needsApproval' | 'totalFen' | 'violations' | 'alternatives'>;
const skipped: Found = { verdict: 'skipped', needsApproval: false, totalFen: null, violations: [], alternatives: null };

/** What was found about a session as it is shown. */
export const foundOf = ({
  verdict,
  needsApproval,
  offer,
  alternatives,
}: Looked): Found & { verdict: Looked['verdict'] } => ({
  verdict,
  needsApproval,
  totalFen: offer.stored?.quote.totalFen ?? null,
  violations: violationsView(offer.violations),
  alternatives,
});

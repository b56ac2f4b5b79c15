import { type Counts, type Instant, type Period, rentalPeriod } from '@parkbench/domain';

/** What is asked for: whole months from a day, or a stretch of minutes, with what is booked by the count. */
export type Ask =
  | { readonly kind: 'rental'; readonly instrumentId: number; readonly startsOn: string; readonly months: number }
  | {
      readonly kind: 'session';
      readonly instrumentId: number;
      readonly startsAt: Instant;
      readonly endsAt: Instant;
      /** Left out: nothing. */
      readonly counts?: Counts;
    };

/** The period that is asked for, half open. */
export function periodOf(ask: Ask, zone: string): Period {
  return ask.kind === 'rental'
    ? rentalPeriod({ start: ask.startsOn, months: ask.months, zone })
    : { start: ask.startsAt, end: ask.endsAt };
}
/** What a request says of it, instants as text. */
type Asked =
  | { readonly kind: 'rental'; readonly instrumentId: number; readonly startsOn: string; readonly months: number }
  | {
      readonly kind: 'session';
      readonly instrumentId: number;
      readonly startsAt: string;
      readonly endsAt: string;
      readonly counts?: Counts;
    };

/** What is asked for, without the words around it. */
export function askOf(request: Asked): Ask {
  const { instrumentId } = request;
  if (request.kind === 'rental')
    return { kind: 'rental', instrumentId, startsOn: request.startsOn, months: request.months };
  const [startsAt, endsAt] = [Date.parse(request.startsAt), Date.parse(request.endsAt)];
  return { kind: 'session', instrumentId, startsAt, endsAt, ...countsAsked(request.counts) };
}

/** The same counts are always said in the same words, so that they name the same price. */
export function countsAsked(counts: Counts | undefined): { readonly counts?: Counts } {
  if (!counts) return {};
  const { runs, samples } = counts;
  const extras = counts.extras
    .filter(({ quantity }) => quantity > 0)
    .map(({ code, quantity }) => ({ code, quantity }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  return runs + samples + extras.length === 0 ? {} : { counts: { runs, samples, extras } };
}

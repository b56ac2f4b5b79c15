import { type Instant, type Period, rentalPeriod } from '@parkbench/domain';

/** What is asked for: whole months from a day, or a stretch of minutes. */
export type Ask =
  | { readonly kind: 'rental'; readonly instrumentId: number; readonly startsOn: string; readonly months: number }
  | { readonly kind: 'session'; readonly instrumentId: number; readonly startsAt: Instant; readonly endsAt: Instant };

/** The period that is asked for, half open. */
export function periodOf(ask: Ask, zone: string): Period {
  return ask.kind === 'rental'
    ? rentalPeriod({ start: ask.startsOn, months: ask.months, zone })
    : { start: ask.startsAt, end: ask.endsAt };
}
/** What a request says of it, instants as text. */
type Asked =
  | { readonly kind: 'rental'; readonly instrumentId: number; readonly startsOn: string; readonly months: number }
  | { readonly kind: 'session'; readonly instrumentId: number; readonly startsAt: string; readonly endsAt: string };

/** What is asked for, without the words around it. */
export function askOf(request: Asked): Ask {
  const { instrumentId } = request;
  return request.kind === 'rental'
    ? { kind: 'rental', instrumentId, startsOn: request.startsOn, months: request.months }
    : { kind: 'session', instrumentId, startsAt: Date.parse(request.startsAt), endsAt: Date.parse(request.endsAt) };
}

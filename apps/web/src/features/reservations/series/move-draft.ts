import { parkTime } from '../../../shared/format/format';
import type { Chosen } from '../../../shared/instrument-field';
import type { Reservation } from '../reservations.types';
import type { MoveAsk } from './series.queries';
import type { Scope } from './series.types';

/** Where the series is to go, as it is typed. */
export interface MoveDraft {
  readonly startTime: string;
  readonly lengthMinutes: number;
  readonly shiftDays: number;
  readonly instrument: Chosen | null;
  readonly includeExceptions: boolean;
}

/** As the session stands that one comes from. */
export const draftOf = ({ startsAt, endsAt }: Reservation): MoveDraft => ({
  startTime: parkTime(startsAt),
  lengthMinutes: Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000),
  shiftDays: 0,
  instrument: null,
  includeExceptions: false,
});

/** What to ask for; null while nothing is changed. */
export function askOfDraft(
  draft: MoveDraft,
  reservation: Reservation,
  at: { scope: Scope; date: string },
): MoveAsk | null {
  const { instrument, ...typed } = draft;
  const instrumentId = instrument?.id === reservation.instrumentId ? undefined : instrument?.id;
  const before = draftOf(reservation);
  const isSame =
    typed.startTime === before.startTime && typed.lengthMinutes === before.lengthMinutes && typed.shiftDays === 0;
  return isSame && instrumentId === undefined ? null : { ...at, ...typed, instrumentId };
}

import type { Chosen } from '../../../shared/instrument-field';
import type { MoveAsk } from './series.queries';
import type { Scope, Series } from './series.types';

/** Where the series is to go, as it is typed. */
export interface MoveDraft {
  readonly startTime: string;
  readonly lengthMinutes: number;
  readonly shiftDays: number;
  readonly instrument: Chosen | null;
  readonly includeExceptions: boolean;
}

/** As the rule has it, wherever the session stands that one comes from. */
export const draftOf = ({ startsLocal, lengthMinutes }: Series): MoveDraft => ({
  startTime: startsLocal.slice(11),
  lengthMinutes,
  shiftDays: 0,
  instrument: null,
  includeExceptions: false,
});

/** What to ask for; null while nothing is changed. */
export function askOfDraft(draft: MoveDraft, series: Series, at: { scope: Scope; date: string }): MoveAsk | null {
  const { instrument, ...typed } = draft;
  const instrumentId = instrument?.id === series.instrumentId ? undefined : instrument?.id;
  const before = draftOf(series);
  const isSame =
    typed.startTime === before.startTime && typed.lengthMinutes === before.lengthMinutes && typed.shiftDays === 0;
  return isSame && instrumentId === undefined ? null : { ...at, ...typed, instrumentId };
}

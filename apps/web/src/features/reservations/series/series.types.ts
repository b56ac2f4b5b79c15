import type { Counts } from '@parkbench/domain';
import type { components } from '../../../shared/api/schema';

type Schemas = components['schemas'];

/** What the API says about sessions that repeat. */
export type SeriesPreview = Schemas['SeriesPreview'];
export type PlannedOccurrence = Schemas['PlannedOccurrence'];
export type SeriesOutcome = Schemas['SeriesOutcome'];
export type Series = Schemas['Series'];
export type SeriesMovePreview = Schemas['SeriesMovePreview'];
export type MovedOccurrence = Schemas['MovedOccurrence'];
export type SeriesMove = Schemas['SeriesMovePreviewRequest'];
export type SeriesMoveOutcome = Schemas['SeriesMoveOutcome'];
export type SeriesCancelPreview = Schemas['SeriesCancelPreview'];
export type Scope = SeriesMove['scope'];

/** What is wanted instead of a day of the rule. */
export type Choice =
  | { readonly date: string; readonly action: 'skip' | 'keep' }
  | { readonly date: string; readonly action: 'take'; readonly instrumentId?: number; readonly startsAt?: string };

/** Sessions that are asked for. */
export interface SeriesAsk {
  readonly instrumentId: number;
  readonly startsLocal: string;
  readonly lengthMinutes: number;
  readonly rrule: string;
  /** Of each session; left out: none. */
  readonly counts?: Counts;
}

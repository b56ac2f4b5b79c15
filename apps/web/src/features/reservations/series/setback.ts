import { ProblemError } from '../../../shared/api/problem';

const answeredWithPreview = ['series_conflicts', 'quote_changed'];

export interface Setback {
  /** What stood against the last try; the answer brought the list anew. */
  readonly setback: ProblemError | null;
  /** Anything else that failed. */
  readonly failure: Error | null;
}

/** Whether a refusal brought the list anew, or is only to be said. */
export function setbackOf(error: Error | null): Setback {
  const isSetback = error instanceof ProblemError && answeredWithPreview.includes(error.code);
  return { setback: isSetback ? error : null, failure: isSetback ? null : error };
}

/** The list that a refusal brought. */
export const previewIn = <Preview>(error: Error): Preview | undefined =>
  setbackOf(error).setback?.extra.preview as Preview | undefined;

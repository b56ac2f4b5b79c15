import type { Localized } from './localized.js';

/** What became of something a person typed: the value, or a stable code and a sentence that says what to correct. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string; readonly message: Localized };

/** The typed text is understood. */
export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/** The typed text is not understood; `code` is stable, the message is for the person who typed. */
export function unparsed<T>(code: string, message: Localized): Parsed<T> {
  return { ok: false, code, message };
}

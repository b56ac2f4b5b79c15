/** A sentence for people in the two languages of the product; both are always written, neither is a fallback. */
export interface Localized {
  readonly zh: string;
  readonly en: string;
}

/** Joins sentences in reading order: full stops of their own in each language, nothing for an empty list. */
export function joinLocalized(parts: readonly Localized[]): Localized {
  return { zh: parts.map((part) => part.zh).join('；'), en: parts.map((part) => part.en).join('; ') };
}

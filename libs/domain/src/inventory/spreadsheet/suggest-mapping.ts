import { HEADER_SYNONYMS, type ImportField } from './import-field.js';
import { cellText, normalizeWidth, type Cell } from './normalize.js';

/** The unit in which a column of money is written: yuan, or ten thousand yuan (万元). */
export type MoneyUnit = 'yuan' | 'wan';

const FIELDS = Object.keys(HEADER_SYNONYMS) as ImportField[];
const EXACT = 1000;

/** A header without capitals, spaces, punctuation, and what stands in brackets (unit, limits, "required" marks). */
function plainHeader(header: string): string {
  return normalizeWidth(header)
    .toLowerCase()
    .replace(/[([{【〔<《][^)\]}】〕>》]*[)\]}】〕>》]?/g, '')
    .replace(/[\s*:_\-.,#、。·•'"“”]/g, '');
}

/** How well a header fits a field: exactly, or by the longest synonym that it contains; 0 not at all. */
function fitOf(plain: string, field: ImportField): number {
  if (plain === '') return 0;
  let best = 0;
  for (const synonym of HEADER_SYNONYMS[field]) {
    if (plain === synonym) return EXACT;
    const longEnough = /^[a-z]/.test(synonym) ? synonym.length >= 5 : synonym.length >= 2;
    if (longEnough && plain.includes(synonym)) best = Math.max(best, (synonym.length * 100) / plain.length);
  }
  return best;
}

/**
 * Guesses which column holds what, by its header in Chinese or English; null where none is recognised.
 * A field is given to one column only, to the one that fits best, the first of equals.
 */
export function suggestMapping(headers: readonly Cell[]): (ImportField | null)[] {
  const fits = headers.flatMap((header, column) => {
    const plain = plainHeader(cellText(header));
    return FIELDS.map((field) => ({ column, field, fit: fitOf(plain, field) })).filter(({ fit }) => fit > 0);
  });
  const mapping = headers.map((): ImportField | null => null);
  const given = new Set<ImportField>();
  for (const { column, field } of fits.sort((a, b) => b.fit - a.fit || a.column - b.column)) {
    if (mapping[column] !== null || given.has(field)) continue;
    mapping[column] = field;
    given.add(field);
  }
  return mapping;
}

/** The unit that a header names: 原值（万元） is ten thousand yuan, everything else yuan. */
export function headerUnit(header: Cell): MoneyUnit {
  return /万|10k|10,?000|wan/i.test(cellText(header)) ? 'wan' : 'yuan';
}

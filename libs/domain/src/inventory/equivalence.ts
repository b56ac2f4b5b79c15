import type { InstrumentFacts, MatchingSpec } from './instrument.js';

function meets(wanted: MatchingSpec, offered: MatchingSpec | undefined): boolean {
  if (!offered) return false;
  if (wanted.better === 'equal' || typeof wanted.value !== 'number' || typeof offered.value !== 'number') {
    return wanted.value === offered.value;
  }
  return wanted.better === 'higher' ? offered.value >= wanted.value : offered.value <= wanted.value;
}

/**
 * Whether one instrument can stand in for another: same category, and every matching specification of the
 * wanted one is met or bettered (rules §2). More than was wanted is fine; a figure that is not recorded is not met.
 */
export function sameOrBetter(
  wanted: Pick<InstrumentFacts, 'categoryId' | 'specs'>,
  offered: Pick<InstrumentFacts, 'categoryId' | 'specs'>,
): boolean {
  if (wanted.categoryId === null || wanted.categoryId !== offered.categoryId) return false;
  const byKey = new Map((offered.specs ?? []).map((spec) => [spec.key, spec]));
  return (wanted.specs ?? []).every((spec) => meets(spec, byKey.get(spec.key)));
}

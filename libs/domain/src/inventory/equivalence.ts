import type { InstrumentFacts, MatchingSpec } from './instrument.js';

/** How one instrument resembles another: of the same kind it can stand in, merely similar it is of the same category. */
export type Likeness = 'same_kind' | 'similar';

type Compared = Pick<InstrumentFacts, 'kind' | 'categoryId' | 'specs'>;

function meets(wanted: MatchingSpec, offered: MatchingSpec | undefined): boolean {
  if (!offered) return false;
  if (wanted.better === 'equal' || typeof wanted.value !== 'number' || typeof offered.value !== 'number') {
    return wanted.value === offered.value;
  }
  return wanted.better === 'higher' ? offered.value >= wanted.value : offered.value <= wanted.value;
}

/**
 * How an offered instrument resembles the wanted one. Of the same kind: another that its managers say can stand in
 * (by its name where they say nothing), in whatever category. Similar: of the same category only, which may hold
 * microscopes beside flow cytometers, so whoever takes it must look first. Null: neither, or a matching specification
 * of the wanted one is not met; more than was wanted is fine, a figure that is not recorded is not met (rules §2).
 */
export function likenessOf(wanted: Compared, offered: Compared): Likeness | null {
  const byKey = new Map((offered.specs ?? []).map((spec) => [spec.key, spec]));
  if (!(wanted.specs ?? []).every((spec) => meets(spec, byKey.get(spec.key)))) return null;
  if (wanted.kind && wanted.kind === offered.kind) return 'same_kind';
  return wanted.categoryId !== null && wanted.categoryId === offered.categoryId ? 'similar' : null;
}

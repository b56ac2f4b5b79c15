/** A figure of a report with the companies that it rests on, each named once. */
export interface Bucket {
  readonly value: number;
  readonly companies: readonly number[];
}

/** A line of a report as companies may read it: null is "rests on too few companies". */
export interface SuppressedLine {
  readonly values: readonly (number | null)[];
  readonly total: number | null;
}

/**
 * Hides what tells about fewer than `atLeast` companies, in a line of buckets that no two share time, with their sum.
 *
 * - A bucket that rests on fewer companies is hidden, an empty one too: "nobody" is news about everybody.
 * - The sum is hidden when the whole line rests on fewer.
 * - When the sum is shown, the hidden buckets together must rest on at least as many, or the sum less what is shown would
 *   give them away: then the shown bucket that rests on the fewest companies is hidden as well, until they do
 *   (complementary suppression). Only this one sum may be published over the buckets.
 *
 * With three companies at least, buckets of {A, B, C}, {A, B, C, D} and {E} become hidden, 4 companies' value, hidden.
 */
export function suppressSmallBuckets(buckets: readonly Bucket[], atLeast: number): SuppressedLine {
  const all = buckets.map((_, i) => i);
  if (companiesOf(buckets, all) < atLeast) return { values: buckets.map(() => null), total: null };
  const hidden = new Set(all.filter((i) => new Set(buckets[i]?.companies).size < atLeast));
  while (hidden.size > 0 && companiesOf(buckets, [...hidden]) < atLeast) {
    const shown = all.filter((i) => !hidden.has(i));
    hidden.add(shown.reduce((least, i) => (sizeOf(buckets, i) < sizeOf(buckets, least) ? i : least)));
  }
  return {
    values: buckets.map(({ value }, i) => (hidden.has(i) ? null : value)),
    total: buckets.reduce((sum, { value }) => sum + value, 0),
  };
}

const sizeOf = (buckets: readonly Bucket[], i: number): number => buckets[i]?.companies.length ?? 0;

const companiesOf = (buckets: readonly Bucket[], which: readonly number[]): number =>
  new Set(which.flatMap((i) => buckets[i]?.companies ?? [])).size;

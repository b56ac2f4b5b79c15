/** One thing that an event says: what something is, or what it was before. */
export interface Change {
  readonly field: string;
  readonly value: unknown;
  /** There where it was something else before. */
  readonly before?: unknown;
}

type Data = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const isSame = (a: unknown, b: unknown): boolean =>
  (isNothing(a) && isNothing(b)) || JSON.stringify(a) === JSON.stringify(b);

/** Fields of two records that are not the same in both; what only the later does not speak of did not change. */
function differences(before: Data, after: Data): Change[] {
  return Object.keys(after)
    .filter((field) => !isSame(before[field], after[field]))
    .map((field) => ({ field, before: before[field], value: after[field] }));
}

/**
 * What an event changed, whichever way its command wrote it down: `changes` as pairs, `from`/`to` or `before`/`after` as
 * records, or plain facts. What is empty is left out.
 */
export function changesOf(data: Data): Change[] {
  const { changes, from, to, before, after, ...rest } = data;
  const facts = Object.entries(rest).map(([field, value]): Change => ({ field, value }));
  return [...paired(changes), ...between(from, to), ...between(before, after), ...facts].filter(
    (one) => !isNothing(one.value) || !isNothing(one.before),
  );
}

function paired(changes: unknown): Change[] {
  if (!isRecord(changes)) return [];
  return Object.entries(changes).map(([field, pair]) =>
    Array.isArray(pair) ? { field, before: pair[0], value: pair[1] } : { field, value: pair },
  );
}

function between(before: unknown, after: unknown): Change[] {
  if (isRecord(before) && isRecord(after)) return differences(before, after);
  if (isRecord(after)) return Object.entries(after).map(([field, value]) => ({ field, value }));
  if (isRecord(before)) return Object.entries(before).map(([field, value]) => ({ field, value }));
  return isNothing(before) && isNothing(after) ? [] : [{ field: '', before, value: after }];
}

import { addDays, addMonths } from '@parkbench/domain';

export interface Trained {
  readonly memberIds: readonly number[];
  readonly categoryId: number;
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly note: string;
}

interface Person {
  readonly id: number;
  readonly email: string;
}

/**
 * Who was trained for what when the year began: whoever books for a company, for every category; of the others one here
 * and there. Some run out soon, one has run out, most go on.
 */
export function trainingOf(
  people: readonly Person[],
  bookers: ReadonlySet<string>,
  categoryIds: readonly number[],
  { begin, today }: { readonly begin: string; readonly today: string },
): Trained[] {
  const ids = people.filter((one) => bookers.has(one.email)).map((one) => one.id);
  const others = people.filter((one) => !bookers.has(one.email)).map((one) => one.id);
  const common = { validFrom: begin, note: '入园上机培训，考核合格' };
  const all = categoryIds.map((categoryId, n): Trained => ({
    ...common,
    memberIds: ids,
    categoryId,
    validUntil: n % 3 === 2 ? null : addMonths(today, 4 + n * 2),
  }));
  const some = others.flatMap((memberId, n): Trained[] =>
    categoryIds.slice(n, n + 2).map((categoryId, k) => ({
      ...common,
      memberIds: [memberId],
      categoryId,
      validUntil: addDays(today, k === 0 ? 18 + n : -20),
    })),
  );
  return [...all, ...some];
}

import type { Category } from './inventory.types';

export interface CategoryInTree extends Category {
  readonly depth: number;
}

/** Categories in the order of their tree, each with how deep it lies. */
export function inTreeOrder(categories: readonly Category[]): CategoryInTree[] {
  const below = (parentId: number | null, depth: number): CategoryInTree[] =>
    categories
      .filter((category) => category.parentId === parentId)
      .flatMap((category) => [{ ...category, depth }, ...below(category.id, depth + 1)]);
  return below(null, 0);
}

/** The name with its depth shown by a space of full width a level. */
export const indented = (name: string, depth: number): string => `${'　'.repeat(depth)}${name}`;

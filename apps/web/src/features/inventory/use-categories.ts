import { useQuery } from '@tanstack/react-query';
import { useName } from '../../shared/i18n/messages';
import { indented, inTreeOrder } from './category-tree';
import { categoriesQuery } from './inventory.queries';

/** The tree of categories as choices, children indented below their parents. */
export function useCategoryOptions(): { id: string; label: string }[] {
  const name = useName();
  const { data = [] } = useQuery(categoriesQuery);
  return inTreeOrder(data).map((category) => ({
    id: String(category.id),
    label: indented(name(category.nameZh, category.nameEn), category.depth),
  }));
}

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useName } from '../../../shared/i18n/messages';
import { categoriesQuery, catalogueQuery, quantityOf, type CatalogueFilter } from '../catalogue.queries';
import { AddButton } from './add-button';
import { basketMessages } from './basket.messages';
import { whenOf } from './window-cell';

/** "Any two of this category": which ones is settled when it is reserved. */
export default function PoolOffer({ filter }: { filter: CatalogueFilter }) {
  const say = basketMessages.useSay();
  const name = useName();
  const categories = useQuery(categoriesQuery);
  const window = useInfiniteQuery(catalogueQuery(filter)).data?.pages[0]?.window;
  const category = categories.data?.items.find((one) => String(one.id) === filter.categoryId);
  if (!window || !category) return null;
  const quantity = quantityOf(filter);
  const { nameZh, nameEn, id } = category;
  const label = say('pool', { category: name(nameZh, nameEn), count: quantity });
  return (
    <p className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-line bg-surface px-3 py-2">
      <span className="min-w-0 flex-1">
        <span className="font-medium">{label}</span> <span className="text-sm text-mut">{say('poolDetail')}</span>
      </span>
      <AddButton
        item={{ categoryId: id, quantity, nameZh, nameEn, assetNo: '', when: whenOf(window) }}
        label={label}
        size="md"
      />
    </p>
  );
}

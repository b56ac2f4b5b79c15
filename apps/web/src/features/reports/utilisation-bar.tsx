import { useQuery } from '@tanstack/react-query';
import { useName } from '../../shared/i18n/messages';
import { TypedSearch } from '../../shared/typed-search';
import { FilterSelect, SegmentedControl } from '../../shared/ui';
import { MonthStepper } from './month-stepper';
import { utilisationMessages } from './utilisation.messages';
import { categoriesQuery, type Category } from './utilisation.queries';

export interface UtilisationBarProps {
  readonly month: string;
  readonly measure: 'booked' | 'used';
  readonly view: 'heat' | 'table';
  readonly q?: string;
  readonly categoryId?: string;
  readonly onChange: (change: Record<string, string | undefined>) => void;
}

const inOrder = (all: readonly Category[], parentId: number | null = null, depth = 0): [Category, number][] =>
  all
    .filter((one) => one.parentId === parentId)
    .flatMap((one) => [[one, depth] as [Category, number], ...inOrder(all, one.id, depth + 1)]);

/** Which month, what is counted, how it is shown, of which instruments; all of it in the URL. */
export function UtilisationBar({ month, measure, view, q, categoryId, onChange }: UtilisationBarProps) {
  const say = utilisationMessages.useSay();
  const name = useName();
  const categories = useQuery(categoriesQuery);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <MonthStepper
        month={month}
        earlierLabel={say('earlier')}
        laterLabel={say('later')}
        onChange={(chosen) => onChange({ month: chosen })}
      />
      <TypedSearch
        value={q ?? ''}
        onChange={(text) => onChange({ q: text })}
        label={say('search')}
        className="min-w-0 max-lg:order-last max-lg:basis-full lg:w-[270px]"
      />
      <FilterSelect
        label={say('category')}
        emptyLabel={say('all')}
        value={categoryId ?? null}
        onChange={(id) => onChange({ categoryId: id ?? undefined })}
        options={inOrder(categories.data?.items ?? []).map(([one, depth]) => ({
          id: String(one.id),
          label: `${'\u2003'.repeat(depth)}${name(one.nameZh, one.nameEn)}`,
        }))}
        className="w-[190px] max-lg:flex-1"
      />
      <SegmentedControl
        label={say('measure')}
        options={(['booked', 'used'] as const).map((id) => ({ id, label: say(id) }))}
        value={measure}
        onChange={(id) => onChange({ measure: id === 'booked' ? undefined : id })}
        className="max-lg:flex-1 lg:ml-auto"
      />
      <SegmentedControl
        label={say('view')}
        options={[
          { id: 'heat', label: say('heat'), icon: 'heat' },
          { id: 'table', label: say('table'), icon: 'list' },
        ]}
        value={view}
        onChange={(id) => onChange({ view: id === 'heat' ? undefined : id })}
        className="max-lg:flex-1"
      />
    </div>
  );
}

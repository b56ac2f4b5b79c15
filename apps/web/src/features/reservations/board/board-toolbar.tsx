import { useQuery } from '@tanstack/react-query';
import { parkToday } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { TypedSearch } from '../../../shared/typed-search';
import { Button, cx, DateField, FilterSelect, IconButton, SegmentedControl } from '../../../shared/ui';
import { categoriesQuery } from '../catalogue.queries';
import type { Category } from '../instruments.types';
import { looks } from './block-look';
import { openingDay, turned, type Zoom, zooms } from './board-scale';
import { boardMessages } from './board.messages';
import type { BlockKind } from './board.types';

export interface BoardToolbarProps {
  readonly zoom: Zoom;
  readonly from: string;
  readonly q: string;
  readonly categoryId: string;
  readonly onChange: (change: Record<string, string | undefined>) => void;
  /** On a phone the board shows one day. */
  readonly isPhone: boolean;
}

/** What is shown: zoom, first day, category and words; all of it stands in the URL. */
export function BoardToolbar({ zoom, from, q, categoryId, onChange, isPhone }: BoardToolbarProps) {
  const say = boardMessages.useSay();
  const today = parkToday();
  return (
    <div className="mb-2 flex flex-wrap items-center gap-2">
      {!isPhone && (
        <SegmentedControl
          label={say('zoom')}
          value={zoom}
          onChange={(next) =>
            onChange({ zoom: next, from: next === 'day' ? dayWithin(from, today) : openingDay(next, from) })
          }
          options={zooms.map((id) => ({ id, label: say(id) }))}
        />
      )}
      <div className="flex items-center gap-1 max-lg:w-full">
        <IconButton
          icon="chevron-left"
          label={say('earlier')}
          variant="secondary"
          onPress={() => onChange({ from: turned(zoom, from, -1) })}
        />
        <DateField
          label={say('from')}
          hideLabel
          className="w-[150px] max-lg:flex-1"
          value={from}
          onChange={(day) => day && onChange({ from: day })}
        />
        <IconButton
          icon="chevron-right"
          label={say('later')}
          variant="secondary"
          onPress={() => onChange({ from: turned(zoom, from, 1) })}
        />
        <Button onPress={() => onChange({ from: openingDay(zoom, today) })}>{say('today')}</Button>
      </div>
      <CategoryFilter value={categoryId} onChange={(id) => onChange({ categoryId: id })} />
      <TypedSearch
        label={say('search')}
        value={q}
        onChange={(text) => onChange({ q: text })}
        className="min-w-0 flex-1 lg:max-w-[280px]"
      />
    </div>
  );
}

const dayWithin = (from: string, today: string): string =>
  from <= today && Date.parse(today) - Date.parse(from) < 31 * 86_400_000 ? today : from;

function inOrder(categories: readonly Category[], parentId: number | null = null, depth = 0): [Category, number][] {
  return categories
    .filter((one) => one.parentId === parentId)
    .flatMap((one) => [[one, depth] as [Category, number], ...inOrder(categories, one.id, depth + 1)]);
}

function CategoryFilter({ value, onChange }: { value: string; onChange: (id: string | undefined) => void }) {
  const say = boardMessages.useSay();
  const name = useName();
  const { data } = useQuery(categoriesQuery);
  return (
    <FilterSelect
      label={say('category')}
      emptyLabel={say('all')}
      className="w-[180px]"
      value={value || null}
      onChange={(id) => onChange(id ?? undefined)}
      options={inOrder(data?.items ?? []).map(([one, depth]) => ({
        id: String(one.id),
        label: `${'\u2003'.repeat(depth)}${name(one.nameZh, one.nameEn)}`,
      }))}
    />
  );
}

const staffKinds: readonly BlockKind[] = ['r', 'a', 's', 'q', 'm', 'o'];
const tenantKinds: readonly BlockKind[] = ['r', 'a', 's', 'q', 't', 'm'];

/** What colours and patterns mean. */
export function BoardLegend({ isStaff }: { isStaff: boolean }) {
  const say = boardMessages.useSay();
  return (
    <ul aria-label={say('legend')} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-mut">
      {(isStaff ? staffKinds : tenantKinds).map((kind) => (
        <li key={kind} className="flex items-center gap-1">
          <span aria-hidden className={cx('inline-block h-3.5 w-6 rounded-sm', looks[kind].box)} />
          {say(looks[kind].word)}
        </li>
      ))}
      <li className="flex items-center gap-1">
        <span aria-hidden className="hatch-closed inline-block h-3.5 w-6 rounded-sm border border-line" />
        {say('shut')}
      </li>
    </ul>
  );
}

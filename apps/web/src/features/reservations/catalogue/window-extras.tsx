import { useEffect, useState } from 'react';
import { FilterSelect, FilterSearch } from '../../../shared/ui';
import { useDebounced } from '../use-debounced';
import type { FilterProps } from './filter-controls';
import { windowMessages } from './window.messages';

const halfHours = Array.from({ length: 49 }, (_, i) => {
  const time = `${String(Math.floor(i / 2)).padStart(2, '0')}:${i % 2 ? '30' : '00'}`;
  return { id: time, label: time };
});
const amounts = Array.from({ length: 9 }, (_, i) => String(i + 2));

/** What narrows a window down: times of day, how many, and words of the specification. */
export default function WindowExtras({ filter, onChange, isStacked = false }: FilterProps & { isStacked?: boolean }) {
  const say = windowMessages.useSay();
  return (
    <div className={isStacked ? 'grid gap-4' : 'flex w-full flex-wrap items-end gap-2'}>
      {filter.from && filter.mode === 'session' && (
        <>
          <FilterSelect
            label={say('at')}
            className={isStacked ? undefined : 'w-[150px]'}
            emptyLabel={say('noTime')}
            options={halfHours.slice(0, -1)}
            value={filter.at ?? null}
            onChange={(at) => onChange({ at: at ?? undefined })}
          />
          <FilterSelect
            label={say('until')}
            className={isStacked ? undefined : 'w-[150px]'}
            emptyLabel={say('noTime')}
            options={halfHours.slice(1)}
            value={filter.until ?? null}
            onChange={(until) => onChange({ until: until ?? undefined })}
          />
        </>
      )}
      <FilterSelect
        label={say('quantity')}
        className={isStacked ? undefined : 'w-[150px]'}
        emptyLabel={say('amount', { count: 1 })}
        options={amounts.map((id) => ({ id, label: say('amount', { count: Number(id) }) }))}
        value={filter.quantity ?? null}
        onChange={(quantity) => onChange({ quantity: quantity ?? undefined })}
      />
      <SpecBox {...{ filter, onChange }} />
      {!isStacked && <Hint filter={filter} />}
    </div>
  );
}

/** What is missing before prices can be shown. */
function Hint({ filter: { from, mode, at, until } }: Pick<FilterProps, 'filter'>) {
  const say = windowMessages.useSay();
  if (!from) return <span className="self-center text-xs text-mut">{say('pickPeriod')}</span>;
  if (mode !== 'session' || (at && until)) return null;
  return <span className="self-center text-xs text-mut">{say('pickTimes')}</span>;
}

/** What is typed is looked for after a pause. */
function SpecBox({ filter, onChange }: FilterProps) {
  const say = windowMessages.useSay();
  const [text, setText] = useState(filter.spec ?? '');
  const settled = useDebounced(text.trim());
  useEffect(() => {
    if (settled === text.trim() && settled !== (filter.spec ?? '')) onChange({ spec: settled });
    // Only what is typed here is sent; what comes from the address is shown by a new box.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  return (
    <FilterSearch
      label={say('spec')}
      placeholder={say('specExample')}
      className="min-w-[200px] flex-1 lg:max-w-[340px]"
      value={text}
      onChange={setText}
    />
  );
}

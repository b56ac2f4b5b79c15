import { useName } from '../../../shared/i18n/messages';
import { Checkbox, cx, Money } from '../../../shared/ui';
import { periodText } from '../booking/period-words';
import { useNow } from '../../../shared/use-now';
import type { ReservationRow } from '../reservations.types';
import { VerdictBadge } from './request-verdict';
import type { Verdict } from './requests.queries';
import { requestsMessages } from './requests.messages';
import { waitText } from './wait-text';

export interface RequestsListProps {
  readonly rows: readonly ReservationRow[];
  readonly verdicts: ReadonlyMap<number, Verdict>;
  readonly activeId: number | null;
  readonly onOpen: (row: ReservationRow) => void;
  readonly selected: ReadonlySet<number>;
  readonly onSelect: (ids: ReadonlySet<number>) => void;
}

/** The requests that wait, the oldest first; only those that keep every rule can be chosen together. */
export function RequestsList({ rows, verdicts, activeId, onOpen, selected, onSelect }: RequestsListProps) {
  const say = requestsMessages.useSay();
  const passing = rows.filter((row) => isPassing(verdicts.get(row.id)));
  const isAll = passing.length > 0 && passing.every((row) => selected.has(row.id));
  const toggle = (id: number): void => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  return (
    <section aria-label={say('title')} className="overflow-hidden rounded-md border border-line bg-surface">
      <div className="flex items-center gap-2 border-b border-line bg-sunken px-3 py-1 text-sm">
        <Checkbox
          isSelected={isAll}
          isIndeterminate={!isAll && selected.size > 0}
          isDisabled={passing.length === 0}
          onChange={() => onSelect(new Set(isAll ? [] : passing.map((row) => row.id)))}
        >
          {say('selectPassing', { count: passing.length })}
        </Checkbox>
      </div>
      <ul>
        {rows.map((row) => (
          <RequestItem
            key={row.id}
            row={row}
            verdict={verdicts.get(row.id)}
            isActive={row.id === activeId}
            isSelected={selected.has(row.id)}
            onToggle={() => toggle(row.id)}
            onOpen={() => onOpen(row)}
          />
        ))}
      </ul>
    </section>
  );
}

const isPassing = (verdict: Verdict | undefined): boolean => verdict === 'passes' || verdict === 'warns';

interface RequestItemProps {
  readonly row: ReservationRow;
  readonly verdict: Verdict | undefined;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
}

function RequestItem({ row, verdict, isActive, isSelected, onToggle, onOpen }: RequestItemProps) {
  const say = requestsMessages.useSay();
  const name = useName();
  const now = useNow();
  const shown = name(row.instrumentZh, row.instrumentEn);
  return (
    <li
      data-request={row.id}
      className={cx(
        'flex items-stretch border-b border-line last:border-b-0',
        isActive ? 'bg-brand-soft shadow-[inset_3px_0_0_var(--brand)]' : 'hover:bg-sunken',
      )}
    >
      <span className="flex items-start pt-2 pl-3 max-lg:pt-0 max-lg:pl-1">
        <Checkbox
          aria-label={say('select', { name: `${shown} ${name(row.companyZh, row.companyEn)}` })}
          isSelected={isSelected}
          isDisabled={!isPassing(verdict)}
          onChange={onToggle}
        />
      </span>
      <button
        type="button"
        aria-current={isActive || undefined}
        onClick={onOpen}
        className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-0.5 py-2 pr-3 pl-2 text-left outline-brand -outline-offset-2 focus-visible:outline-2"
      >
        <span className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 truncate font-medium">
            {shown} <span className="num text-xs font-normal text-mut">{row.assetNo}</span>
          </span>
          <Money fen={row.totalFen} align="inline" />
        </span>
        <span className="num text-sm text-mut">{periodText(row)}</span>
        <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-0.5">
          <span className="min-w-0 truncate text-sm text-mut">
            {name(row.companyZh, row.companyEn)} · {say('asked', { ago: waitText(row.createdAt, now, say) })}
          </span>
          <VerdictBadge verdict={verdict} />
        </span>
      </button>
    </li>
  );
}

import { cx, formatFen, SegmentedControl } from '../../../shared/ui';
import { TypedSearch } from '../../../shared/typed-search';
import { bankMessages } from './bank.messages';
import { matchStates, type BankLines, type LineFilter, type MatchState } from './bank.queries';

export interface LineFiltersProps {
  readonly filter: LineFilter;
  readonly counts: BankLines['counts'] | undefined;
  readonly onChange: (change: { status?: string; state?: string; q?: string }) => void;
}

const statuses = ['open', 'confirmed', 'ignored'] as const;

/** What waits, by how certain its match is, with counts and sums; each box shows its lines only. */
export function LineFilters({ filter, counts, onChange }: LineFiltersProps) {
  const say = bankMessages.useSay();
  return (
    <>
      <div className="mb-2.5 flex flex-wrap items-center gap-2">
        <SegmentedControl
          label={say('statusLabel')}
          options={statuses.map((id) => ({ id, label: counts ? `${say(id)} ${counts[id].count}` : say(id) }))}
          value={filter.status}
          onChange={(status) => onChange({ status: status === 'open' ? '' : status, state: '' })}
        />
        <TypedSearch
          label={say('search')}
          value={filter.q ?? ''}
          onChange={(q) => onChange({ q })}
          className="max-lg:w-full lg:w-80"
        />
      </div>
      {filter.status === 'open' && counts && counts.open.count > 0 && (
        <div role="group" aria-label={say('stateLabel')} className="mb-2.5 grid grid-cols-2 gap-2 lg:grid-cols-4">
          {matchStates.map((state) => (
            <StateBox
              key={state}
              state={state}
              tally={counts[state]}
              isOnly={filter.state === state}
              onToggle={() => onChange({ state: filter.state === state ? '' : state })}
            />
          ))}
        </div>
      )}
    </>
  );
}

interface StateBoxProps {
  readonly state: MatchState;
  readonly tally: BankLines['counts']['open'];
  readonly isOnly: boolean;
  readonly onToggle: () => void;
}

function StateBox({ state, tally, isOnly, onToggle }: StateBoxProps) {
  const say = bankMessages.useSay();
  const parts = [
    tally.inFen > 0 && say('moneyIn', { fen: formatFen(tally.inFen) }),
    tally.outFen > 0 && say('moneyOut', { fen: formatFen(tally.outFen) }),
  ];
  return (
    <button
      type="button"
      aria-pressed={isOnly}
      onClick={onToggle}
      className={cx(
        'min-w-0 rounded-md border px-3.5 py-2 text-left outline-offset-2 outline-brand focus-visible:outline-2',
        isOnly ? 'border-brand bg-brand-soft' : 'border-line bg-surface hover:bg-sunken',
      )}
    >
      <span className="flex items-baseline justify-between gap-2">
        <span className="text-sm text-mut">{say(state)}</span>
        <span className="num text-xl font-semibold">{tally.count}</span>
      </span>
      <span className="num block truncate text-sm text-mut">{parts.filter(Boolean).join(' · ') || '–'}</span>
    </button>
  );
}

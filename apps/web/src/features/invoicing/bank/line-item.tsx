import { parkDateTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Button, cx, Money } from '../../../shared/ui';
import { bankMessages } from './bank.messages';
import type { BankLine, Suggestion } from './bank.queries';
import { LineFacts } from './line-facts';
import { Allocations, DepositOf, StateBadge, SuggestionView } from './suggestion-view';

export interface LineActs {
  readonly onConfirm: (line: BankLine, suggestion: Suggestion) => void;
  readonly onOther: (line: BankLine) => void;
  readonly onIgnore: (line: BankLine) => void;
  readonly onUndo: (line: BankLine) => void;
  readonly onReopen: (line: BankLine) => void;
  readonly onUnassign: (line: BankLine) => void;
}

export interface LineItemProps extends LineActs {
  readonly line: BankLine;
  readonly isActive: boolean;
  readonly onFocus: () => void;
  /** Which suggestion is meant; null while a person has to choose. */
  readonly chosen: Suggestion | null;
  readonly onChoose: (one: Suggestion) => void;
  readonly isPending: boolean;
}

/** A line, what it may be or became, and what can be done: beside each other, on a phone below each other. */
export function LineItem(props: LineItemProps) {
  const { line, isActive, onFocus } = props;
  return (
    <li
      data-line={line.id}
      aria-current={isActive || undefined}
      onFocus={onFocus}
      onPointerDown={onFocus}
      className={cx(
        'grid items-start gap-x-5 gap-y-2 border-b border-line px-3.5 py-3 last:border-b-0 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)_auto]',
        isActive && 'bg-brand-soft shadow-[inset_3px_0_0_var(--brand)]',
      )}
    >
      <LineFacts line={line} />
      {line.status === 'open' ? <Proposal {...props} /> : <Outcome line={line} />}
      {line.status === 'open' ? <OpenActs {...props} /> : <DecidedActs {...props} />}
    </li>
  );
}

function Proposal({ line, chosen, onChoose, onUnassign }: LineItemProps) {
  const say = bankMessages.useSay();
  const name = useName();
  const suggestions = line.match?.suggestions ?? [];
  const state = line.match?.state ?? 'none';
  return (
    <div className="grid min-w-0 gap-1">
      <p className="flex flex-wrap items-center gap-2">
        <StateBadge state={state} />
        {line.company && (
          <span className="flex items-center text-sm text-mut">
            {say('assigned', { company: name(line.company.zh, line.company.en) })}
            <Button variant="ghost" size="sm" onPress={() => onUnassign(line)}>
              {say('unassign')}
            </Button>
          </span>
        )}
      </p>
      {suggestions.length === 0 && (
        <p className="text-sm text-mut">{say(line.amountFen < 0 ? 'nothingFitsOut' : 'nothingFits')}</p>
      )}
      {suggestions.length > 0 && state !== 'ambiguous' && suggestions[0] && (
        <SuggestionView of={suggestions[0]} amountFen={line.amountFen} />
      )}
      {state === 'ambiguous' && <Choices {...{ line, suggestions, chosen, onChoose }} />}
    </div>
  );
}

interface ChoicesProps {
  readonly line: BankLine;
  readonly suggestions: readonly Suggestion[];
  readonly chosen: Suggestion | null;
  readonly onChoose: (one: Suggestion) => void;
}

/** Several readings are as good: a person says which. */
function Choices({ line, suggestions, chosen, onChoose }: ChoicesProps) {
  const say = bankMessages.useSay();
  return (
    <fieldset className="grid gap-1.5">
      <legend className="sr-only">{say('choose')}</legend>
      {suggestions.map((one, index) => (
        <label key={index} className="flex items-start gap-2 rounded border border-line bg-surface px-2.5 py-1.5">
          <input
            type="radio"
            name={`line-${line.id}`}
            checked={chosen === one}
            onChange={() => onChoose(one)}
            className="mt-1 size-4 shrink-0 accent-brand"
          />
          <SuggestionView of={one} amountFen={line.amountFen} />
        </label>
      ))}
    </fieldset>
  );
}

function OpenActs({ line, chosen, isPending, onConfirm, onOther, onIgnore }: LineItemProps) {
  const say = bankMessages.useSay();
  return (
    <div className="flex flex-wrap gap-2 lg:w-56 lg:justify-end">
      {(line.match?.suggestions.length ?? 0) > 0 && (
        <Button
          variant={line.match?.state === 'sure' ? 'primary' : 'secondary'}
          isDisabled={chosen === null}
          isPending={isPending}
          onPress={() => chosen && onConfirm(line, chosen)}
        >
          {say('confirm')}
        </Button>
      )}
      <Button onPress={() => onOther(line)}>{say('other')}</Button>
      <Button variant="ghost" onPress={() => onIgnore(line)}>
        {say('ignore')}
      </Button>
    </div>
  );
}

function Outcome({ line }: { line: BankLine }) {
  const say = bankMessages.useSay();
  const { decision } = line;
  if (!decision) return null;
  return (
    <div className="grid min-w-0 gap-0.5">
      {decision.parts.map((part, index) => (
        <Became key={index} part={part} isSplit={decision.parts.length > 1} />
      ))}
      {decision.reason && <p>{decision.reason}</p>}
      <p className="num text-sm text-mut">{say('decidedBy', { name: decision.by, at: parkDateTime(decision.at) })}</p>
    </div>
  );
}

type Part = NonNullable<BankLine['decision']>['parts'][number];

/** What a line became, or a part of it; the amount where it is not the whole. */
function Became({ part, isSplit }: { part: Part; isSplit: boolean }) {
  const say = bankMessages.useSay();
  const name = useName();
  return (
    <div className="min-w-0">
      <p className="flex min-w-0 items-baseline justify-between gap-3 font-medium">
        <span className="min-w-0 truncate">
          {name(part.companyZh, part.companyEn)}{' '}
          {!part.deposit && (
            <span className="font-normal text-mut">{say(part.refundId === null ? 'payment' : 'refund')}</span>
          )}
        </span>
        {isSplit && <Money fen={part.amountFen} align="inline" />}
      </p>
      {part.deposit ? <DepositOf of={part.deposit} /> : <Allocations of={part.allocated} restFen={part.restFen} />}
    </div>
  );
}

function DecidedActs({ line, onUndo, onReopen }: LineItemProps) {
  const say = bankMessages.useSay();
  return (
    <div className="flex lg:w-56 lg:justify-end">
      {line.status === 'confirmed' ? (
        <Button variant="ghost" icon="undo" onPress={() => onUndo(line)}>
          {say('undo')}
        </Button>
      ) : (
        <Button variant="ghost" icon="undo" onPress={() => onReopen(line)}>
          {say('reopen')}
        </Button>
      )}
    </div>
  );
}

import { useEffect, useRef, useState } from 'react';
import { LoadFailed } from '../../../shared/load-failed';
import { Button, EmptyState, Skeleton } from '../../../shared/ui';
import { bankMessages } from './bank.messages';
import { useBankLines, type BankLine, type LineFilter, type Suggestion } from './bank.queries';
import { DecideSheet } from './decide-sheet';
import { LineItem } from './line-item';
import { ReasonDialog } from './reason-dialog';
import { useLineActs } from './use-lines';
import { useLineKeys } from './use-line-keys';

/** Which line has the keys: it stays at its place when the line above was decided. */
function useActive(lines: readonly BankLine[]) {
  const [place, setPlace] = useState(0);
  const index = Math.min(place, Math.max(lines.length - 1, 0));
  const wasMoved = useRef(false);
  const active = lines[index];
  useEffect(() => {
    if (!wasMoved.current || !active) return;
    wasMoved.current = false;
    document.querySelector(`[data-line="${active.id}"]`)?.scrollIntoView({ block: 'nearest' });
  });
  const step = (by: 1 | -1): void => {
    wasMoved.current = true;
    setPlace(Math.min(Math.max(index + by, 0), Math.max(lines.length - 1, 0)));
  };
  return { active, step, setPlace };
}

const keyOf = (one: Suggestion): string =>
  JSON.stringify([one.companyId, one.paymentId, one.refundId, one.deposit, one.allocations, one.split]);

/** The suggestion that a confirmation would take: the only or best one; of equals the one that a person chose, as long as it is offered. */
function useChosen() {
  const [choices, setChoices] = useState<Readonly<Record<number, string>>>({});
  const of = (line: BankLine): Suggestion | null => {
    const suggestions = line.match?.suggestions ?? [];
    if (line.match?.state !== 'ambiguous') return suggestions[0] ?? null;
    return suggestions.find((one) => keyOf(one) === choices[line.id]) ?? null;
  };
  return { of, choose: (id: number, one: Suggestion) => setChoices({ ...choices, [id]: keyOf(one) }) };
}

/** Lines with what they may be or became; mouse, finger or keys. */
export function MatchList({ filter, onClear }: { filter: LineFilter; onClear: () => void }) {
  const say = bankMessages.useSay();
  const list = useBankLines(filter);
  const lines = list.data?.pages.flatMap((page) => page.items) ?? [];
  const acts = useLineActs();
  const { active, step, setPlace } = useActive(lines);
  const chosen = useChosen();
  useKeysOn({ active: filter.status === 'open' ? active : undefined, step, acts, chosen });
  if (list.error && !list.data)
    return (
      <LoadFailed
        title={say('failed')}
        error={list.error}
        onRetry={() => void list.refetch()}
        isRetrying={list.isRefetching}
      />
    );
  if (list.isPending) return <Skeleton lines={6} lineHeight={84} />;
  if (lines.length === 0) return <Nothing filter={filter} onClear={onClear} />;
  return (
    <>
      <ul aria-label={say('lines')} className="overflow-hidden rounded-md border border-line bg-surface">
        {lines.map((line, index) => (
          <Line
            key={line.id}
            line={line}
            isActive={line.id === active?.id}
            onFocus={() => setPlace(index)}
            {...{ acts, chosen }}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button className="mt-2" isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {say('more')}
        </Button>
      )}
      <Dialogs acts={acts} />
    </>
  );
}

interface Desk {
  readonly acts: ReturnType<typeof useLineActs>;
  readonly chosen: ReturnType<typeof useChosen>;
}

/** The keys act on the line that has them, while it waits. */
function useKeysOn({
  active,
  step,
  acts,
  chosen,
}: Desk & { active: BankLine | undefined; step: (by: 1 | -1) => void }): void {
  const ask = (what: 'other' | 'ignore'): void => acts.setAsking(active ? { what, line: active } : null);
  useLineKeys({
    next: () => step(1),
    previous: () => step(-1),
    confirm: () => {
      const suggestion = active && chosen.of(active);
      if (active && suggestion && !acts.confirming.isPending) acts.confirm(active, suggestion);
    },
    other: () => ask('other'),
    ignore: () => ask('ignore'),
  });
}

function Line({
  line,
  isActive,
  onFocus,
  acts,
  chosen,
}: Desk & { line: BankLine; isActive: boolean; onFocus: () => void }) {
  const { confirming, setAsking } = acts;
  return (
    <LineItem
      line={line}
      isActive={isActive}
      onFocus={onFocus}
      chosen={chosen.of(line)}
      onChoose={(one) => chosen.choose(line.id, one)}
      isPending={confirming.isPending && confirming.variables?.id === line.id}
      onConfirm={acts.confirm}
      onOther={(one) => setAsking({ what: 'other', line: one })}
      onIgnore={(one) => setAsking({ what: 'ignore', line: one })}
      onUndo={(one) => setAsking({ what: 'undo', line: one })}
      onReopen={acts.reopen}
      onUnassign={(one) => acts.assign(one, null)}
    />
  );
}

function Nothing({ filter, onClear }: { filter: LineFilter; onClear: () => void }) {
  const say = bankMessages.useSay();
  if (filter.q || filter.state || filter.status !== 'open')
    return <EmptyState icon="search" title={say('noneFit')} action={{ label: say('clear'), onPress: onClear }} />;
  return (
    <EmptyState
      icon="check"
      title={say('noLines')}
      detail={say('noLinesDetail')}
      action={{ label: say('import'), href: '/payments/bank/import' }}
    />
  );
}

function Dialogs({ acts }: { acts: ReturnType<typeof useLineActs> }) {
  const say = bankMessages.useSay();
  const { asking, setAsking, confirming } = acts;
  if (!asking) return null;
  const { what, line } = asking;
  const close = (): void => {
    setAsking(null);
    confirming.reset();
  };
  if (what === 'other')
    return (
      <DecideSheet
        key={line.id}
        line={line}
        isPending={confirming.isPending}
        error={confirming.error}
        onDecide={(decision) => acts.decide(line, decision)}
        onAssign={(companyId) => acts.assign(line, companyId)}
        onClose={close}
      />
    );
  const isIgnore = what === 'ignore';
  return (
    <ReasonDialog
      title={say(isIgnore ? 'ignoreTitle' : 'undoTitle')}
      consequence={say(isIgnore ? 'ignoreWhat' : 'undoWhat')}
      label={say(isIgnore ? 'ignoreReason' : 'undoReason')}
      confirmLabel={say(isIgnore ? 'ignore' : 'undo').replace('…', '')}
      usual={
        isIgnore
          ? (['reasonNotOurs', 'reasonInternal', 'reasonFee', 'reasonInterest'] as const).map((key) => say(key))
          : []
      }
      isPending={acts.isBusy}
      onConfirm={(reason) => (isIgnore ? acts.ignore(line, reason) : acts.undo(line, reason))}
      onClose={close}
    />
  );
}

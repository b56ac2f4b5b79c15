import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { Icon } from '../../../shared/ui';
import { BoardDetail, hrefOf } from './board-detail';
import { type Draft, refusalOf } from './board-draft';
import type { Focus } from './board-focus';
import { BoardGrid, useInstrumentName } from './board-grid';
import type { KeyOptions } from './board-keys';
import { blocksOf } from './board-layout';
import type { Beginning } from './board-create-dialog';
import { endOf, type Scale, snap, startOf } from './board-scale';
import { boardMessages } from './board.messages';
import { spanText } from './board-words';
import type { Block, BoardRow } from './board.types';
import type { BoardMove } from './use-board-move';
import { type BoardFilter, type BoardRows, useBoardRows } from './use-board-rows';

export interface BoardStageProps {
  readonly filter: BoardFilter;
  readonly scale: Scale;
  readonly moving: BoardMove;
  readonly renderState: (rows: BoardRows) => ReactNode;
  readonly onCreate: (beginning: Beginning) => void;
  readonly onOpen: (href: string) => void;
}

/** The grid with what has the focus below it, and the voice that says what happened. */
export function BoardStage({ filter, scale, moving, renderState, onCreate, onOpen }: BoardStageProps) {
  const say = boardMessages.useSay();
  const nameOf = useInstrumentName();
  const [window, setWindow] = useState({ first: 0, last: 25 });
  const [focus, setFocus] = useState<Focus>({ row: 0, block: -1, at: Date.now() });
  const rows = useBoardRows(filter, window, focus.row);
  const blocksAt = useBlocks(rows.rowAt, scale);
  const [isPicked, setPicked] = useState(false);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [moved, setMoved] = useState<Draft | null>(null);
  const [said, setSaid] = useState('');
  const row = rows.rowAt(focus.row);
  const block = blocksAt(focus.row)[focus.block];
  const commit = (done: Draft): void => {
    const to = rows.rowAt(done.place.row);
    setMoved(null);
    if (to) moving.drop(done, { id: to.id, label: nameOf(to) });
  };
  const create = (start: number, end: number, at: BoardRow | undefined): void =>
    onCreate({ instrument: at ? { id: at.id, label: nameOf(at) } : null, start, end });
  const keys: Omit<KeyOptions, 'onFocus'> = {
    scale,
    total: rows.total,
    focus,
    moving: moved,
    blocksAt,
    onMoving: (next) => {
      setMoved(next);
      setSaid(next ? say('moveMode', { where: whereText(next, rows.rowAt(next.place.row), nameOf, say) }) : '');
    },
    onFixed: (fixed) => setSaid(say(fixed.kind === 'm' ? 'fixedOutage' : 'fixedActive')),
    onCommit: commit,
    onCancel: () => {
      setMoved(null);
      setSaid(say('cancelled'));
    },
    onOpen: () => row && onOpen(block ? hrefOf(block) : `/i/${row.id}`),
    onCreate: () => {
      const [start, end] = freeAfter(scale, block, focus.at);
      create(start, end, row);
    },
  };
  if (rows.total === 0) return renderState(rows);
  return (
    <>
      <BoardGrid
        {...keys}
        rowAt={rows.rowAt}
        draft={draft}
        isBusy={moving.isBusy}
        onWindow={setWindow}
        onDraft={setDraft}
        onFocus={(next) => {
          setPicked(true);
          setSaid('');
          setFocus(next);
        }}
        onDrop={(done) =>
          done.act === 'create' ? create(done.place.start, done.place.end, rows.rowAt(done.place.row)) : commit(done)
        }
      />
      <div className="mt-2">
        <BoardDetail
          row={isPicked ? row : undefined}
          block={block}
          onMove={() => block && moving.openForm(block.source)}
          onCreate={keys.onCreate}
        />
      </div>
      <div className="mt-1 flex min-h-5 items-center justify-between gap-3 text-xs text-mut">
        <p role="status" className="num">
          {said && <Icon name="info" size={12} className="mr-1 inline align-[-1px]" />}
          {said}
        </p>
        <p className="shrink-0">{say('keys')}</p>
      </div>
    </>
  );
}

type Say = ReturnType<typeof boardMessages.useSay>;

function whereText(
  draft: Draft,
  row: BoardRow | undefined,
  nameOf: (row: BoardRow | undefined) => string,
  say: Say,
): string {
  const words = { name: nameOf(row), period: spanText(draft.place.start, draft.place.end) };
  const refusal = refusalOf(row, draft);
  if (!refusal) return say('moveFree', words);
  return refusal.isOutOfService ? say('moveOutside') : say('moveClash', { ...words, who: refusal.who ?? '' });
}

/** The step after a block, or at the time in focus: what N begins with. */
function freeAfter(scale: Scale, block: Block | undefined, at: number): [number, number] {
  const within = Math.min(Math.max(at, startOf(scale)), endOf(scale) - 1);
  const start = snap(scale, block ? block.end : Math.max(within, Math.min(Date.now(), endOf(scale))), 'ceil');
  return [start, snap(scale, start + 1, 'ceil')];
}

const nothing: readonly Block[] = [];

/** Blocks of a row, laid out once for as long as row and scale stay. */
function useBlocks(rowAt: (row: number) => BoardRow | undefined, scale: Scale): (row: number) => readonly Block[] {
  const cache = useMemo(() => ({ scale, rows: new WeakMap<BoardRow, readonly Block[]>() }), [scale]);
  return useCallback(
    (index) => {
      const row = rowAt(index);
      if (!row) return nothing;
      const known = cache.rows.get(row);
      if (known) return known;
      const blocks = blocksOf(row, cache.scale);
      cache.rows.set(row, blocks);
      return blocks;
    },
    [rowAt, cache],
  );
}

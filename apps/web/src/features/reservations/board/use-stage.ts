import { useCallback, useMemo, useState } from 'react';
import { useLanguage } from '../../../shared/i18n/language';
import { useName } from '../../../shared/i18n/messages';
import type { Chosen } from '../../../shared/instrument-field';
import { hrefOf } from './board-detail';
import { type Draft, refusalOf } from './board-draft';
import type { Focus } from './board-focus';
import type { KeyOptions } from './board-keys';
import { blocksOf, chunksOf } from './board-layout';
import { endOf, type Scale, snap, startOf } from './board-scale';
import type { BoardStageProps } from './board-stage.types';
import { boardMessages } from './board.messages';
import { spanText } from './board-words';
import type { Block, BlockKind, BoardRow } from './board.types';
import { type BoardRows, useBoardRows } from './use-board-rows';

interface Window {
  readonly first: number;
  readonly last: number;
}

export interface Stage {
  readonly rows: BoardRows;
  readonly row: BoardRow | undefined;
  readonly block: Block | undefined;
  readonly draft: Draft | null;
  /** What happened last, for the voice and the line below. */
  readonly said: string;
  readonly isPicked: boolean;
  readonly keys: KeyOptions;
  readonly setDraft: (draft: Draft | null) => void;
  readonly setWindow: (window: Window) => void;
  readonly drop: (draft: Draft) => void;
}

/** What has the focus, what is being moved, and what happens to either. */
export function useStage({ filter, scale, moving, onCreate, onOpen }: BoardStageProps): Stage {
  const say = boardMessages.useSay();
  const [window, setWindow] = useState<Window>({ first: 0, last: 25 });
  const [focus, setFocus] = useState<Focus>(() => ({ row: 0, block: -1, at: Date.now() }));
  const rows = useBoardRows(filter, window, focus.row);
  const blocksAt = useBlocks(rows.rowAt, scale);
  const [isPicked, setPicked] = useState(false);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [moved, setMoved] = useState<Draft | null>(null);
  const [said, setSaid] = useState('');
  const chosen = useChosen();
  const where = useWhere(chosen);
  const row = rows.rowAt(focus.row);
  const block = blocksAt(focus.row)[focus.block];
  const create = (start: number, end: number, at: BoardRow | undefined): void =>
    onCreate({ instrument: at ? chosen(at) : null, start, end });
  const commit = (done: Draft): void => {
    const to = rows.rowAt(done.place.row);
    setMoved(null);
    setSaid('');
    if (to) moving.drop(done, chosen(to));
  };
  const keys: KeyOptions = {
    scale,
    total: rows.total,
    focus,
    moving: moved,
    blocksAt,
    onFocus: (next) => {
      setPicked(true);
      setSaid('');
      setFocus(next);
    },
    onMoving: (next) => {
      setMoved(next);
      setSaid(next ? say('moveMode', { where: where(next, rows.rowAt(next.place.row)) }) : '');
    },
    onFixed: (fixed) => setSaid(say(fixedWords[fixed.kind] ?? 'fixedActive')),
    onCommit: commit,
    onCancel: () => {
      setMoved(null);
      setSaid(say('cancelled'));
    },
    onOpen: () => row && onOpen((block && hrefOf(block)) ?? `/i/${row.id}`),
    onCreate: () => create(...freeAfter(scale, block, focus.at), row),
  };
  const drop = (done: Draft): void =>
    done.act === 'create' ? create(done.place.start, done.place.end, rows.rowAt(done.place.row)) : commit(done);
  // Scrolling within what is fetched concerns the grid alone.
  const look = (next: Window): void =>
    setWindow((now) => (String(chunksOf(now)) === String(chunksOf(next)) ? now : next));
  return { rows, row, block, draft, said, isPicked, keys, setDraft, setWindow: look, drop };
}

/** An instrument of the board as forms know it. */
function useChosen(): (row: BoardRow) => Chosen {
  const name = useName();
  return (row) => ({ id: row.id, label: `${name(row.nameZh, row.nameEn)} ${row.assetNo}` });
}

/** Where a draft is, in words, and what it runs into. */
function useWhere(chosen: (row: BoardRow) => Chosen): (draft: Draft, row: BoardRow | undefined) => string {
  const say = boardMessages.useSay();
  return (draft, row) => {
    const words = { name: row ? chosen(row).label : '', period: spanText(draft.place.start, draft.place.end) };
    const refusal = refusalOf(row, draft);
    if (!refusal) return say('moveFree', words);
    return refusal.isOutOfService
      ? say('moveOutside')
      : say('moveClash', { ...words, who: refusal.who || say('others') });
  };
}

/** The step after a block, or at the time in focus: what N begins with. */
function freeAfter(scale: Scale, block: Block | undefined, at: number): [number, number] {
  const within = Math.min(Math.max(at, startOf(scale)), endOf(scale) - 1);
  const start = snap(scale, block ? block.end : Math.max(within, Math.min(Date.now(), endOf(scale))), 'ceil');
  return [start, snap(scale, start + 1, 'ceil')];
}

const fixedWords: Partial<Record<BlockKind, 'fixedOutage' | 'fixedTaken'>> = { m: 'fixedOutage', t: 'fixedTaken' };

const nothing: readonly Block[] = [];

/** Blocks of a row, laid out once for as long as row, scale and language stay. */
function useBlocks(rowAt: (row: number) => BoardRow | undefined, scale: Scale): (row: number) => readonly Block[] {
  const language = useLanguage();
  const cache = useMemo(
    () => ({ scale, language, rows: new WeakMap<BoardRow, readonly Block[]>() }),
    [scale, language],
  );
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

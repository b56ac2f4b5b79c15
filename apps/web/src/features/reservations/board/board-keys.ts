import type { KeyboardEvent } from 'react';
import { isMovable } from './block-look';
import { singleKeysAct } from '../../../shared/single-keys';
import { nudged, type Draft } from './board-draft';
import { focusAfter, type Focus } from './board-focus';
import type { Scale } from './board-scale';
import type { Block } from './board.types';

export interface KeyOptions {
  readonly scale: Scale;
  readonly total: number;
  readonly focus: Focus;
  readonly moving: Draft | null;
  readonly blocksAt: (row: number) => readonly Block[];
  readonly onFocus: (focus: Focus) => void;
  readonly onMoving: (draft: Draft | null) => void;
  readonly onFixed: (block: Block) => void;
  readonly onCommit: (draft: Draft) => void;
  readonly onCancel: () => void;
  readonly onOpen: () => void;
  readonly onCreate: () => void;
}

/** The keys of the grid: to walk, open, add, and to move with M. */
export function boardKeys(options: KeyOptions): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTaken = options.moving ? moveKey(event.key, options, options.moving) : walkKey(event.key, options);
    if (!isTaken) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function moveKey(key: string, options: KeyOptions, moving: Draft): boolean {
  if (key === 'Escape') options.onCancel();
  else if (key === 'Enter') options.onCommit(moving);
  else {
    const next = nudged(moving, key, options);
    if (!next) return key === ' ';
    options.onMoving(next);
  }
  return true;
}

function walkKey(key: string, options: KeyOptions): boolean {
  const { focus, total, blocksAt } = options;
  const next = focusAfter(key, focus, { total, blocksAt });
  if (next) options.onFocus(next);
  else if (key === 'Enter') options.onOpen();
  else if (!singleKeysAct()) return false;
  else if (key === 'n' || key === 'N') options.onCreate();
  else if (key === 'm' || key === 'M') beginMove(options);
  else return false;
  return true;
}

/** Takes the block at the focus up, or says why it stays. */
function beginMove({ focus, blocksAt, onMoving, onFixed }: KeyOptions): void {
  const block = blocksAt(focus.row)[focus.block];
  if (!block) return;
  if (!isMovable(block.kind)) onFixed(block);
  else
    onMoving({ act: 'move', block, fromRow: focus.row, place: { row: focus.row, start: block.start, end: block.end } });
}

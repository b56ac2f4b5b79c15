import { nearest } from './board-layout';
import type { Block } from './board.types';

/** Where the board's one tab stop is: a block of a row, or its header (-1); `at` is the time that ↑ and ↓ keep to. */
export interface Focus {
  readonly row: number;
  readonly block: number;
  readonly at: number;
}

/** The rows that keys walk over. */
export interface Rows {
  readonly total: number;
  readonly blocksAt: (row: number) => readonly Block[];
}

const page = 15;

/** Where a key leads, or undefined when it is none of the board's. */
export function focusAfter(key: string, from: Focus, board: Rows): Focus | undefined {
  const own = board.blocksAt(from.row);
  switch (key) {
    case 'ArrowRight':
      return onBlock(from, Math.min(from.block + 1, own.length - 1), own);
    case 'ArrowLeft':
      return onBlock(from, Math.max(from.block - 1, -1), own);
    case 'Home':
      return { ...from, block: -1 };
    case 'End':
      return onBlock(from, own.length - 1, own);
    case 'ArrowDown':
      return onRow(from, from.row + 1, board);
    case 'ArrowUp':
      return onRow(from, from.row - 1, board);
    case 'PageDown':
      return onRow(from, from.row + page, board);
    case 'PageUp':
      return onRow(from, from.row - page, board);
    default:
      return undefined;
  }
}

const onBlock = (from: Focus, block: number, own: readonly Block[]): Focus => ({
  ...from,
  block,
  at: own[block]?.start ?? from.at,
});

function onRow(from: Focus, wanted: number, { total, blocksAt }: Rows): Focus {
  const row = Math.min(Math.max(wanted, 0), Math.max(total - 1, 0));
  return { ...from, row, block: from.block < 0 ? -1 : nearest(blocksAt(row), from.at) };
}

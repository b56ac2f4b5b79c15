import type { ReactNode } from 'react';
import type { Beginning } from './board-create-dialog';
import type { Scale } from './board-scale';
import type { BoardMove } from './use-board-move';
import type { BoardFilter, BoardRows } from './use-board-rows';

export interface BoardStageProps {
  readonly filter: BoardFilter;
  readonly scale: Scale;
  /** Staff see whose everything is, and reserve for companies; a tenant for itself. */
  readonly isStaff: boolean;
  readonly moving: BoardMove;
  readonly renderState: (rows: BoardRows) => ReactNode;
  readonly onCreate: (beginning: Beginning) => void;
  readonly onOpen: (href: string) => void;
}

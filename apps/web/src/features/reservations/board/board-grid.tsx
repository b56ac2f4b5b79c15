import { useRef } from 'react';
import { cx } from '../../../shared/ui';
import { BoardGhost } from './board-ghost';
import { BoardHead, BoardShade } from './board-head';
import type { Draft } from './board-draft';
import type { Focus } from './board-focus';
import { boardKeys, type KeyOptions } from './board-keys';
import { rowHeight } from './board-layout';
import { BoardRow, headWidth } from './board-row';
import type { Scale } from './board-scale';
import { boardMessages } from './board.messages';
import { useBoardDrag } from './use-board-drag';
import { useFocusInSight, useWindow } from './use-grid-view';
import type { Block, BoardRow as Row } from './board.types';

export interface BoardGridProps extends Omit<KeyOptions, 'onFocus'> {
  readonly scale: Scale;
  readonly rowAt: (row: number) => Row | undefined;
  readonly draft: Draft | null;
  readonly onFocus: (focus: Focus) => void;
  readonly onDraft: (draft: Draft | null) => void;
  readonly onDrop: (draft: Draft) => void;
  readonly onWindow: (window: { first: number; last: number }) => void;
  /** Nothing stands above it but the filters. */
  readonly isTall: boolean;
  /** Nothing can be taken up: something is on its way to the API. */
  readonly isBusy: boolean;
}

/** Instruments × time: only the rows in sight are drawn, with one tab stop, whatever the park's size. */
export function BoardGrid(props: BoardGridProps) {
  const { scale, total, focus, moving, blocksAt, rowAt, draft, onFocus } = props;
  const say = boardMessages.useSay();
  const body = useRef<HTMLDivElement>(null);
  const { scroller, bring } = useFocusInSight(props);
  const shown = useWindow(scroller, total, props.onWindow);
  const onPointerDown = useBoardDrag({ ...props, body, isOff: moving !== null || props.isBusy });
  const move = (next: Focus): void => {
    bring();
    onFocus(next);
  };
  const ghost = moving ?? draft;
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={say('grid')}
      aria-rowcount={total + 1}
      onScroll={shown.onScroll}
      onKeyDown={boardKeys({ ...props, onFocus: move })}
      onPointerDown={onPointerDown}
      onClick={(event) => {
        const next = picked(event.target as HTMLElement, props);
        if (next) move(next);
      }}
      onDoubleClick={(event) => (event.target as HTMLElement).closest('[data-block]') && props.onOpen()}
      className={cx(
        'relative min-h-[380px] overflow-auto rounded-md border border-line bg-surface select-none',
        props.isTall ? 'h-[calc(100dvh-256px)]' : 'h-[calc(100dvh-330px)]',
      )}
    >
      <div role="presentation" style={{ width: headWidth + scale.width }}>
        <BoardHead scale={scale} total={total} />
        <div role="presentation" ref={body} className="relative" style={{ height: total * rowHeight }}>
          <BoardShade scale={scale} total={total} />
          {shown.rows(focus.row).map((index) => (
            <BoardRow
              key={index}
              index={index}
              row={rowAt(index)}
              blocks={blocksAt(index)}
              tabStop={focus.row === index ? stopOf(focus, blocksAt(index)) : undefined}
              movingKey={ghost?.fromRow === index ? ghost.block?.key : undefined}
              canDrag={!props.isBusy}
              scale={scale}
            />
          ))}
          {ghost && <BoardGhost draft={ghost} scale={scale} row={rowAt(ghost.place.row)} />}
        </div>
      </div>
    </div>
  );
}

/** The header stands in for a block that is no longer there. */
const stopOf = (focus: Focus, blocks: readonly Block[]): number => (blocks[focus.block] ? focus.block : -1);

function picked(target: HTMLElement, { blocksAt, focus }: BoardGridProps): Focus | undefined {
  const row = Number(target.closest<HTMLElement>('[data-row]')?.dataset.row ?? Number.NaN);
  if (Number.isNaN(row)) return undefined;
  const block = Number(target.closest<HTMLElement>('[data-block]')?.dataset.block ?? -1);
  return { row, block, at: blocksAt(row)[block]?.start ?? focus.at };
}

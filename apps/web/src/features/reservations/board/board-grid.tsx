import { useLayoutEffect, useRef, useState, type RefObject, type UIEvent } from 'react';
import { useName } from '../../../shared/i18n/messages';
import { BoardGhost } from './board-ghost';
import { BoardHead, BoardShade, headHeight } from './board-head';
import type { Draft } from './board-draft';
import type { Focus } from './board-focus';
import { boardKeys, type KeyOptions } from './board-keys';
import { rowHeight, windowOf } from './board-layout';
import { BoardRow, headWidth } from './board-row';
import { xOf, type Scale } from './board-scale';
import { boardMessages } from './board.messages';
import { useBoardDrag } from './use-board-drag';
import type { Block, BoardRow as Row } from './board.types';

export interface BoardGridProps extends Omit<KeyOptions, 'onFocus'> {
  readonly scale: Scale;
  readonly rowAt: (row: number) => Row | undefined;
  readonly draft: Draft | null;
  readonly onFocus: (focus: Focus) => void;
  readonly onDraft: (draft: Draft | null) => void;
  readonly onDrop: (draft: Draft) => void;
  readonly onWindow: (window: { first: number; last: number }) => void;
  /** Nothing can be taken up: something is on its way to the API. */
  readonly isBusy: boolean;
}

/** Instruments × time: only the rows in sight are drawn, with one tab stop, whatever the park's size. */
export function BoardGrid(props: BoardGridProps) {
  const { scale, total, focus, moving, blocksAt, rowAt, draft, onFocus } = props;
  const say = boardMessages.useSay();
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const shown = useWindow(scroller, total, props.onWindow);
  const wantsFocus = useRef(false);
  const onPointerDown = useBoardDrag({
    body,
    scale,
    total,
    blocksAt,
    onDraft: props.onDraft,
    onDrop: props.onDrop,
    isOff: moving !== null || props.isBusy,
  });
  useFocusInSight(scroller, wantsFocus, focus, scale, blocksAt);
  const move = (next: Focus): void => {
    wantsFocus.current = true;
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
      onClick={(event) => picked(event.target as HTMLElement, blocksAt, focus, move)}
      onDoubleClick={(event) => (event.target as HTMLElement).closest('[data-block]') && props.onOpen()}
      className="relative h-[calc(100dvh-330px)] min-h-[380px] overflow-auto rounded-md border border-line bg-surface select-none"
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

function picked(
  target: HTMLElement,
  blocksAt: KeyOptions['blocksAt'],
  focus: Focus,
  move: (next: Focus) => void,
): void {
  const row = Number(target.closest<HTMLElement>('[data-row]')?.dataset.row ?? Number.NaN);
  if (Number.isNaN(row)) return;
  const block = Number(target.closest<HTMLElement>('[data-block]')?.dataset.block ?? -1);
  move({ row, block, at: blocksAt(row)[block]?.start ?? focus.at });
}

interface Shown {
  readonly onScroll: (event: UIEvent<HTMLDivElement>) => void;
  /** Rows to draw; the one with the focus is always among them. */
  readonly rows: (focused: number) => number[];
}

function useWindow(
  scroller: RefObject<HTMLDivElement | null>,
  total: number,
  onWindow: BoardGridProps['onWindow'],
): Shown {
  const [view, setView] = useState({ top: 0, height: 720 });
  const { first, last } = windowOf(view.top, view.height, total);
  const known = useRef('');
  const look = (element: HTMLDivElement): void => {
    const next = { top: element.scrollTop, height: element.clientHeight - headHeight || 720 };
    const window = windowOf(next.top, next.height, total);
    const text = `${window.first}:${window.last}`;
    if (text === known.current) return;
    known.current = text;
    setView(next);
    onWindow(window);
  };
  useLayoutEffect(() => {
    if (scroller.current) look(scroller.current);
  });
  return {
    onScroll: (event) => look(event.currentTarget),
    rows: (focused) => {
      const rows = Array.from({ length: last - first }, (_, index) => first + index);
      return focused < total && (focused < first || focused >= last) ? [...rows, focused] : rows;
    },
  };
}

/** Brings what has the focus into sight and gives it the focus, before the browser paints. */
function useFocusInSight(
  scroller: RefObject<HTMLDivElement | null>,
  wantsFocus: RefObject<boolean>,
  focus: Focus,
  scale: Scale,
  blocksAt: KeyOptions['blocksAt'],
): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !wantsFocus.current) return;
    wantsFocus.current = false;
    const top = focus.row * rowHeight;
    const room = element.clientHeight - headHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (room > 0 && top + rowHeight > element.scrollTop + room) element.scrollTop = top + rowHeight - room;
    const block = blocksAt(focus.row)[focus.block];
    if (block) {
      const left = xOf(scale, block.start);
      const width = element.clientWidth - headWidth;
      if (left < element.scrollLeft) element.scrollLeft = Math.max(left - 24, 0);
      else if (width > 0 && left > element.scrollLeft + width - 40) element.scrollLeft = left - width / 2;
    }
    element.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  });
}

/** What a ghost is called for those who do not see it. */
export function useInstrumentName(): (row: Row | undefined) => string {
  const name = useName();
  return (row) => (row ? `${name(row.nameZh, row.nameEn)} ${row.assetNo}` : '');
}

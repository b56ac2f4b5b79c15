import { useEffectEvent, useLayoutEffect, useRef, useState, type RefObject, type UIEvent } from 'react';
import type { Focus } from './board-focus';
import { headHeight } from './board-head';
import { rowHeight, windowOf } from './board-layout';
import { headWidth } from './board-row';
import { xOf, type Scale } from './board-scale';
import type { Block } from './board.types';

interface Shown {
  readonly onScroll: (event: UIEvent<HTMLDivElement>) => void;
  /** Rows to draw; the one with the focus is always among them. */
  readonly rows: (focused: number) => number[];
}

const unknownHeight = 720;

/** Which rows are in sight. */
export function useWindow(
  scroller: RefObject<HTMLDivElement | null>,
  total: number,
  onWindow: (window: { first: number; last: number }) => void,
): Shown {
  const [view, setView] = useState({ top: 0, height: unknownHeight });
  const { first, last } = windowOf(view.top, view.height, total);
  const known = useRef('');
  const look = (element: HTMLDivElement): void => {
    const next = { top: element.scrollTop, height: element.clientHeight - headHeight || unknownHeight };
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

interface InSight {
  readonly focus: Focus;
  readonly scale: Scale;
  readonly blocksAt: (row: number) => readonly Block[];
}

/** Brings what has the focus into sight and gives it the focus, before the browser paints; `bring` asks for it. */
export function useFocusInSight({ focus, scale, blocksAt }: InSight): {
  scroller: RefObject<HTMLDivElement | null>;
  bring: () => void;
} {
  const scroller = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  const show = useEffectEvent(() => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = topFor(element, focus.row * rowHeight);
    const block = blocksAt(focus.row)[focus.block];
    if (block) element.scrollLeft = leftFor(element, xOf(scale, block.start));
    element.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  });
  useLayoutEffect(() => {
    if (asked > 0) show();
  }, [asked]);
  return { scroller, bring: () => setAsked((times) => times + 1) };
}

/** As little scrolling as shows a row. */
function topFor({ scrollTop, clientHeight }: HTMLElement, top: number): number {
  const room = clientHeight - headHeight;
  if (top < scrollTop) return top;
  return room > 0 && top + rowHeight > scrollTop + room ? top + rowHeight - room : scrollTop;
}

/** As little as shows the beginning of a block. */
function leftFor({ scrollLeft, clientWidth }: HTMLElement, left: number): number {
  const room = clientWidth - headWidth;
  if (left < scrollLeft) return Math.max(left - 24, 0);
  return room > 0 && left > scrollLeft + room - 40 ? left - room / 2 : scrollLeft;
}

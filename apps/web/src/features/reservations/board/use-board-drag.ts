import { useEffect, useEffectEvent, useState, type PointerEvent as ReactPointerEvent, type RefObject } from 'react';
import { isMovable } from './block-look';
import { dragged, type Draft, type Grip, type Point } from './board-draft';
import { rowHeight } from './board-layout';
import { headWidth } from './board-row';
import type { Scale } from './board-scale';
import type { Block } from './board.types';

interface Held extends Grip {
  readonly clientX: number;
  readonly clientY: number;
}

export interface DragOptions {
  /** The element that holds the rows; its corner is where pixels are counted from. */
  readonly body: RefObject<HTMLDivElement | null>;
  readonly scale: Scale;
  readonly total: number;
  readonly isOff: boolean;
  readonly blocksAt: (row: number) => readonly Block[];
  readonly onDraft: (draft: Draft | null) => void;
  readonly onDrop: (draft: Draft) => void;
}

const threshold = 4;

/** Drag with a mouse: over free time it makes, on a block it moves, at a block's end it resizes. Never by touch. */
export function useBoardDrag(options: DragOptions): (event: ReactPointerEvent) => void {
  const [grip, setGrip] = useState<Held | null>(null);
  const pointAt = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const box = options.body.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const row = Math.floor((clientY - box.top) / rowHeight);
    return { row: Math.min(Math.max(row, 0), options.total - 1), x: clientX - box.left - headWidth };
  };
  const draftAt = useEffectEvent((event: PointerEvent): Draft | null => {
    if (!grip) return null;
    const isFar = Math.hypot(event.clientX - grip.clientX, event.clientY - grip.clientY) >= threshold;
    return isFar ? dragged(options.scale, grip, pointAt(event)) : null;
  });
  const show = useEffectEvent((draft: Draft | null) => options.onDraft(draft));
  const drop = useEffectEvent((draft: Draft | null) => {
    options.onDraft(null);
    if (draft) options.onDrop(draft);
  });
  useEffect(() => {
    if (!grip) return undefined;
    const ended = new AbortController();
    const { signal } = ended;
    const isOn = { current: false };
    window.addEventListener(
      'pointermove',
      (event) => {
        const draft = draftAt(event);
        isOn.current ||= draft !== null;
        if (isOn.current && draft) show(draft);
      },
      { signal },
    );
    window.addEventListener(
      'pointerup',
      (event) => {
        drop(draftAt(event));
        setGrip(null);
      },
      { signal },
    );
    const giveUp = (): void => {
      show(null);
      setGrip(null);
    };
    window.addEventListener('pointercancel', giveUp, { signal });
    window.addEventListener('keydown', (event) => event.key === 'Escape' && giveUp(), { signal });
    return () => ended.abort();
  }, [grip]);
  return (event) => {
    if (options.isOff || event.pointerType !== 'mouse' || event.button !== 0) return;
    const from = pointAt(event);
    if (from.x < 0) return;
    const target = event.target as HTMLElement;
    const cell = target.closest<HTMLElement>('[data-block]');
    const block = cell ? options.blocksAt(from.row)[Number(cell.dataset.block)] : undefined;
    if (block && !isMovable(block.kind)) return;
    const act = !block ? 'create' : target.closest('[data-resize]') ? 'resize' : 'move';
    setGrip({ act, block, from, clientX: event.clientX, clientY: event.clientY });
  };
}

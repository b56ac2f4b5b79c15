import { useLayoutEffect, useState, type RefCallback } from 'react';
import { headWidth } from './board-row';

/** The bar and the two lines around. */
const scrollbar = 17;

/** How wide the time of the board may be; the calendar's columns are made to fit it. */
export function useRoom(): [number, RefCallback<HTMLElement>] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [room, setRoom] = useState(980);
  useLayoutEffect(() => {
    if (!element || typeof ResizeObserver === 'undefined') return undefined;
    const look = (): void => setRoom(Math.max(element.clientWidth - headWidth - scrollbar, 320));
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [room, setElement];
}
